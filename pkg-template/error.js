/** Every error of the package. `code` is stable and typed; `cause` is kept. */
export class IamSmartError extends Error {
  /**
   * @param {import('./error.js').ErrorCode} code
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'IamSmartError';
    this.code = code;
  }
}
