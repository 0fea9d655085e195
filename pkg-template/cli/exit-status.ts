/** Exit statuses of every command. */
export const EXIT = {
  /** Done; a verdict of TOTAL-PASSED; every check passed. */
  ok: 0,
  /** A verdict of TOTAL-FAILED; a check failed. */
  failed: 1,
  /** The command line or the input cannot be used; the message says why. */
  unusable: 2,
  /** A verdict of INDETERMINATE; a check could not be decided, and none failed. */
  undecided: 3,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
