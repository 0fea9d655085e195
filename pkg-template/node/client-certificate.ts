import type { CallbackRequest, ClientCertificate } from '../server/callback.js';
import { type Incoming, incomingOf, type NodeRequest } from './http.js';
import { nodeRequestOf } from './request.js';

/**
 * The client certificate of a request's TLS connection, for `clientCertificate.of` of an `EService`:
 *
 * ```js
 * clientCertificate: { of: clientCertificateOf, sha256: [GATEWAY] }
 * ```
 *
 * The server has to ask for it: `https.createServer({ requestCert: true, rejectUnauthorized: false,
 * ca })`. Where a proxy ends TLS there is none; read what the proxy says in a function of your own.
 */
export function clientCertificateOf(
  request: NodeRequest | CallbackRequest,
): ClientCertificate | undefined {
  const message = nodeRequestOf(request) ?? nodeOwn(request);
  const { authorized, fingerprint256 } = read(message);
  if (fingerprint256 === undefined) return undefined;
  return { verified: authorized === true, sha256: fingerprint256 };
}

function nodeOwn(request: NodeRequest | CallbackRequest): Incoming | undefined {
  return 'raw' in request || 'rawHeaders' in request ? incomingOf(request) : undefined;
}

function read(message: Incoming | undefined): { authorized?: boolean; fingerprint256?: string } {
  const socket = message?.socket;
  // A connection without TLS has no such method; one that has ended returns nothing.
  const { fingerprint256 } = socket?.getPeerCertificate?.() ?? {};
  if (fingerprint256 === undefined) return {};
  return { authorized: socket?.authorized === true, fingerprint256 };
}
