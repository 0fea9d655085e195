// An e-service within this process, whose clock, store and callbacks are at hand.

const pkg = process.env.IAMSMART_PKG;
const { Flows } = await import(`${pkg}/flows/inline.js`);
const { EService, MemoryStore } = await import(`${pkg}/server/inline.js`);

/**
 * Opens a service at a sandbox; the options are those of `Flows`, and `clock`, which is that of its calls to the
 * gateway, too.
 *
 * @param {Awaited<ReturnType<typeof import('../gateway/sandbox.js').startSandbox>>} sandbox
 * @param {Record<string, any>} [options]
 */
export function inside(sandbox, options = {}) {
  const { store: given, clock = () => new Date(), trust, ...rest } = options;
  const { registration, callbacks } = sandbox;
  const store = given ?? new MemoryStore({ singleProcess: true });
  /** What `onSettled` was told. @type {any[]} */
  const told = [];
  /** @type {any[]} */
  const problems = [];
  const eService = EService.fromRegistration(registration, { now: clock });
  const flows = new Flows({
    eService,
    store,
    callbackUri: callbacks.uri,
    trust: {
      trustAnchors: registration.trustAnchors,
      intermediates: registration.intermediates,
      fetchRevocation: { allowPrivateAddresses: true },
      ...trust,
    },
    onSettled: (settled) => void told.push(settled),
    onProblem: (problem) => problems.push(problem),
    now: clock,
    ...rest,
  });
  return { flows, store, told, problems, eService, sandbox };
}
