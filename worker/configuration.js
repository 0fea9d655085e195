// The configuration of workerd, in Cap'n Proto text format.

import { readFile } from 'node:fs/promises';

/** What workerd and Cloudflare's network are told alike. */
const SHARED = new URL('wrangler.jsonc', import.meta.url);

/**
 * @param {object} options
 * @param {string} options.folder Of the bundle.
 * @param {string} options.data Where Durable Objects are stored.
 * @param {string[]} options.modules File names of the worker's WebAssembly.
 * @param {number} options.port
 * @param {{ certificate: string, key: string }} [options.tls] PEM.
 * @param {{ port: number, certificate: string, key: string, clientAuthority: string }} [options.callbacks]
 *   A socket of its own for the gateway's pushes, with PEM: who has no client certificate of that
 *   authority is refused before HTTP.
 * @param {object} options.registration
 * @param {string} options.limits JSON.
 * @param {boolean} options.tour
 */
export async function configuration({
  folder,
  data,
  modules,
  port,
  tls,
  callbacks,
  registration,
  limits,
  tour,
}) {
  const text = JSON.stringify;
  const { compatibility_date, durable_objects } = await shared();
  const wasm = modules.map((name) => `(name = ${text(name)}, wasm = embed ${text(name)}),`);
  const objects = durable_objects.bindings;
  const keypair = ({ key, certificate }) =>
    `keypair = (privateKey = ${text(key)}, certificateChain = ${text(certificate)})`;
  const secure = tls ? `https = (tlsOptions = (${keypair(tls)}))` : 'http = ()';
  const mutual = (callbacks) =>
    `https = (tlsOptions = (${keypair(callbacks)}, requireClientCerts = true, trustedCertificates = [${text(callbacks.clientAuthority)}]))`;
  const ofCallbacks = callbacks
    ? `(name = "callbacks", address = "127.0.0.1:${callbacks.port}", ${mutual(callbacks)}, service = (name = "main", entrypoint = "callbacks")),`
    : '';
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "assets", disk = (path = ${text(`${folder}/www`)})),
    (name = "data", disk = (path = ${text(data)}, writable = true)),
    # The sandbox is on this machine; by default workerd reaches only public addresses.
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:${port}", ${secure}, service = "main"),
    ${ofCallbacks}
  ],
);

const worker :Workerd.Worker = (
  compatibilityDate = ${text(compatibility_date)},
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    ${wasm.join('\n    ')}
  ],
  bindings = [
    (name = "ASSETS", service = "assets"),
    (name = "GATEWAY", text = ${text(registration.gateway)}),
    (name = "CLIENT_ID", text = ${text(registration.clientId)}),
    (name = "CALLBACK_URI", text = ${text(callbackOf(registration))}),
    (name = "CALLBACKS_APART", json = ${text(text(callbacks !== undefined))}),
    # Secrets are in environment variables, not in this file.
    (name = "CLIENT_SECRET", fromEnvironment = "CLIENT_SECRET"),
    (name = "KEY_ENCRYPTION_KEY", fromEnvironment = "KEY_ENCRYPTION_KEY"),
    (name = "SESSION_SECRET", fromEnvironment = "SESSION_SECRET"),
    (name = "TOUR", json = ${text(text(tour))}),
    (name = "LIMITS", json = ${text(limits)}),
    (name = "TRUST_ANCHORS", json = ${text(text(registration.trustAnchors))}),
    (name = "INTERMEDIATES", json = ${text(text(registration.intermediates))}),
    (name = "TIMESTAMP_AUTHORITY", text = ${text(registration.timestampAuthority)}),
    (name = "TIMESTAMP_ANCHORS", json = ${text(text(registration.timestampAnchors))}),
    ${objects.map(({ name, class_name }) => `(name = "${name}", durableObjectNamespace = "${class_name}"),`).join('\n    ')}
  ],
  durableObjectNamespaces = [
    ${objects.map(({ class_name }) => `(className = "${class_name}", uniqueKey = "iamsmart-demo-${class_name}", enableSql = true),`).join('\n    ')}
  ],
  # Sessions and pending requests outlive the process.
  durableObjectStorage = (localDisk = "data"),
);
`;
}

/** The registered address where results are pushed. */
function callbackOf({ redirectUris }) {
  return redirectUris.find((address) => new URL(address).pathname === '/iamsmart/callback');
}

/** Reads the other configuration, whose comments stand on lines of their own. */
async function shared() {
  const jsonc = await readFile(SHARED, 'utf8');
  return JSON.parse(jsonc.replace(/^\s*\/\/.*$/gm, ''));
}
