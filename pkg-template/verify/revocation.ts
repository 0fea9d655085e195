import { IamSmartError } from '../error.js';
import {
  checkCrl,
  checkOcspResponse,
  type Encoded,
  ocspRequest,
  revocationPointers,
} from '../wasm/verify.js';
import { refusal } from './address.js';

/** Options of `fetchRevocation`. */
export interface FetchRevocationOptions {
  /** Maximum time for all requests together, in milliseconds. Default: 10,000. */
  timeoutMs?: number;
  /** Maximum size of a CRL in bytes; larger ones than 16 MB cannot be verified. Default: 10 MB. */
  maxCrlBytes?: number;
  /**
   * True to allow loopback, private and link-local addresses, and names that only a local network
   * resolves. Default: false, because certificates come from third parties.
   */
  allowPrivateAddresses?: boolean;
  /**
   * Resolves a host name to IP addresses (Node: `dns.promises`), so that they are checked too.
   * Without it, and against names whose addresses change after the check, rely on the platform's
   * own rules for outgoing connections.
   */
  resolve?: (host: string) => Promise<string[]>;
  /** Function to send requests with. Default: the platform's `fetch`. */
  fetch?: typeof fetch;
  /** Aborts all requests; the function then throws the signal's reason. */
  signal?: AbortSignal;
}

/** Address that returned nothing usable, and the reason. */
export interface FetchProblem {
  url: string;
  reason:
    | 'scheme' // neither http nor https, or with credentials
    | 'private-address'
    | 'issuer-missing' // an OCSP request needs the issuer's certificate
    | 'unreachable'
    | 'timeout'
    | 'status' // an HTTP status other than 200
    | 'redirects' // more than three
    | 'too-large'
    | 'unreadable'; // not a CRL, OCSP response or certificate
}

/** Result of `fetchRevocation`. */
export interface FetchedRevocation {
  /** CRLs, for `crls` of `PathOptions`. */
  crls: Uint8Array<ArrayBuffer>[];
  /** OCSP responses, for `ocspResponses`. */
  ocspResponses: Uint8Array<ArrayBuffer>[];
  /** Certificates from caIssuers, for `intermediates`. */
  intermediates: Uint8Array<ArrayBuffer>[];
  /** Addresses that returned nothing usable. */
  problems: FetchProblem[];
}

/** Subset of `RequestInit` in use. */
interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
}

/** Maximum number of redirects for one address. */
const MAX_REDIRECTS = 3;

/** Maximum size of an OCSP response or a certificate in bytes, the same as in the module. */
const MAX_SMALL_BYTES = 256 * 1024;

/**
 * Fetches the CRLs, OCSP responses and issuer certificates that a certificate points to. They are
 * not trusted before `verifySignature` or `validateCertificatePath` has verified them. Call it for
 * each certificate of a path; not in browsers, which block most such requests (CORS, mixed
 * content). Failed requests are in `problems`.
 *
 * @throws IamSmartError 'certificate-malformed', 'pem-invalid', 'base64-invalid',
 *   'invalid-argument'; or the reason of an aborted `signal`
 */
export async function fetchRevocation(
  certificate: Encoded,
  issuer?: Encoded,
  options: FetchRevocationOptions = {},
): Promise<FetchedRevocation> {
  const { timeoutMs = 10_000, maxCrlBytes = 10 * 1024 * 1024 } = options;
  if (!(timeoutMs > 0 && timeoutMs < 2 ** 31)) {
    throw new IamSmartError(
      'invalid-argument',
      "'timeoutMs' cannot be used: it is no number of milliseconds.",
    );
  }
  const pointers = revocationPointers(certificate);
  const found: FetchedRevocation = {
    crls: [],
    ocspResponses: [],
    intermediates: [],
    problems: [],
  };
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;

  /** Fetches each address and keeps the responses that `check` accepts. */
  const gather = (
    addresses: string[],
    request: Question,
    limit: number,
    kept: Uint8Array<ArrayBuffer>[],
    check: (bytes: Uint8Array) => unknown,
  ) =>
    Promise.all(
      addresses.map(async (address) => {
        try {
          const bytes = await fetched(address, request, limit, signal, options);
          kept.push(readable(bytes, check));
        } catch (error) {
          const failed = signal.aborted ? 'timeout' : 'unreachable';
          const reason = error instanceof Problem ? error.reason : failed;
          found.problems.push({ url: address, reason });
        }
      }),
    );

  const crls = gather(pointers.crls, {}, maxCrlBytes, found.crls, checkCrl);
  const asked = gather(
    pointers.caIssuers,
    {},
    MAX_SMALL_BYTES,
    found.intermediates,
    revocationPointers,
  ).then(() => {
    const issuers = issuer === undefined ? found.intermediates : [issuer];
    const question = issuers.map((one) => ocspRequest(certificate, one)).find(Boolean);
    if (!question) {
      for (const url of pointers.ocsp) found.problems.push({ url, reason: 'issuer-missing' });
      return undefined;
    }
    const request = {
      method: 'POST',
      headers: { 'Content-Type': 'application/ocsp-request', Accept: 'application/ocsp-response' },
      body: question,
    };
    return gather(pointers.ocsp, request, MAX_SMALL_BYTES, found.ocspResponses, checkOcspResponse);
  });
  await Promise.all([crls, asked]);
  options.signal?.throwIfAborted();
  return found;
}

/** Failed request to an address, with its reason. */
class Problem extends Error {
  readonly reason: FetchProblem['reason'];

  constructor(reason: FetchProblem['reason']) {
    super(reason);
    this.reason = reason;
  }
}

function readable<T extends Uint8Array>(bytes: T, check: (bytes: T) => unknown): T {
  try {
    check(bytes);
  } catch {
    throw new Problem('unreadable');
  }
  return bytes;
}

async function fetched(
  address: string,
  request: Question,
  limit: number,
  signal: AbortSignal,
  options: FetchRevocationOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { fetch = globalThis.fetch } = options;
  let url = parsed(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const refused = await refusal(url, options);
    if (refused) throw new Problem(refused);
    // Redirects are followed here so that every address on the way is checked.
    const response = await fetch(url.href, {
      ...request,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const next = response.headers.get('Location');
    if (response.status === 200) return body(response, limit);
    await response.body?.cancel();
    // Other redirects would drop the body.
    const keeps = [307, 308].includes(response.status);
    const turns = [301, 302, 303].includes(response.status) && request.body === undefined;
    if (!(keeps || turns) || !next) throw new Problem('status');
    url = parsed(next, url);
  }
  throw new Problem('redirects');
}

function parsed(address: string, base?: URL): URL {
  try {
    return new URL(address, base);
  } catch {
    throw new Problem('scheme');
  }
}

/** Reads a body of at most `limit` bytes. */
async function body(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(response.headers.get('Content-Length')) > limit) {
    await response.body?.cancel();
    throw new Problem('too-large');
  }
  const chunks = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true as const, value: undefined };
    if (done) break;
    length += value.byteLength;
    if (length > limit) {
      await reader?.cancel();
      throw new Problem('too-large');
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
