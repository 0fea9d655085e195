// The configuration of workerd, in Cap'n Proto text format.

/** Fixes the runtime's behaviour as of this date. */
const COMPATIBILITY_DATE = '2026-01-01';

/** Durable Object classes by binding name. */
const OBJECTS = { LOGINS: 'Login', SESSIONS: 'Session', TRANSACTIONS: 'TransactionObject' };

/**
 * @param {{ folder: string, modules: string[], port: number, registration: object }} options
 *   `modules` are the file names of the worker's WebAssembly.
 */
export function configuration({ folder, modules, port, registration }) {
  const text = JSON.stringify;
  const wasm = modules.map((name) => `(name = ${text(name)}, wasm = embed ${text(name)}),`);
  const objects = Object.entries(OBJECTS);
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "assets", disk = (path = ${text(`${folder}/www`)})),
    # The sandbox is on this machine; by default workerd reaches only public addresses.
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  compatibilityDate = ${text(COMPATIBILITY_DATE)},
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    ${wasm.join('\n    ')}
  ],
  bindings = [
    (name = "ASSETS", service = "assets"),
    (name = "GATEWAY", text = ${text(registration.gateway)}),
    (name = "CLIENT_ID", text = ${text(registration.clientId)}),
    # Secrets are in environment variables, not in this file.
    (name = "CLIENT_SECRET", fromEnvironment = "CLIENT_SECRET"),
    (name = "KEY_ENCRYPTION_KEY", fromEnvironment = "KEY_ENCRYPTION_KEY"),
    (name = "TRUST_ANCHORS", json = ${text(text(registration.trustAnchors))}),
    (name = "INTERMEDIATES", json = ${text(text(registration.intermediates))}),
    ${objects.map(([name, type]) => `(name = "${name}", durableObjectNamespace = "${type}"),`).join('\n    ')}
  ],
  durableObjectNamespaces = [
    ${objects.map(([, type]) => `(className = "${type}", uniqueKey = "iamsmart-demo-${type}", preventEviction = true),`).join('\n    ')}
  ],
  # Sessions and pending requests end with the process, as the sandbox's do. preventEviction keeps
  # them in memory; by default an object is evicted after ten idle seconds.
  durableObjectStorage = (inMemory = void),
);
`;
}
