import type { Bytes } from '../bytes.js';
import { IamSmartError } from '../error.js';
import { checkCrl, checkOcspResponse } from '../wasm/verify.js';
import { refusal } from './address.js';
import { ocspRequest, revocationPointers } from './pointers.js';

export interface FetchRevocationOptions {
  /** For all of it together, in milliseconds; 10 000, where it is left out. */
  timeoutMs?: number;
  /** The longest CRL that is read, in bytes; 10 MB, where it is left out. No CRL beyond 16 MB can be used. */
  maxCrlBytes?: number;
  /**
   * Fetches from loopback, private and link-local addresses too, and from names that only a local
   * network knows. False, where it is left out: certificates come from strangers.
   */
  allowPrivateAddresses?: boolean;
  /**
   * The IP addresses of a host's name, where the platform can look them up (Node: `dns.promises`).
   * They are held to the same rule. Without it, and against names whose addresses change in between,
   * the platform's own rules for outgoing connections must do.
   */
  resolve?: (host: string) => Promise<string[]>;
  /** The platform's own, where it is left out. */
  fetch?: typeof fetch;
  signal?: AbortSignal;
}

/** Why an address gave nothing. */
export interface FetchProblem {
  url: string;
  reason:
    | 'scheme' // neither http nor https, or with a password in it
    | 'private-address'
    | 'issuer-missing' // an OCSP request names the issuer's key
    | 'unreachable'
    | 'timeout'
    | 'status' // another HTTP status than 200
    | 'redirects' // more than three
    | 'too-large'
    | 'unreadable'; // not what it should be
}

export interface FetchedRevocation {
  /** For `crls` of `PathOptions`. */
  crls: Uint8Array<ArrayBuffer>[];
  /** For `ocspResponses`. */
  ocspResponses: Uint8Array<ArrayBuffer>[];
  /** For `intermediates`: what caIssuers gave. */
  intermediates: Uint8Array<ArrayBuffer>[];
  problems: FetchProblem[];
}

/** A request as `fetch` takes it, as far as it is used. */
interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
}

/** How often an address may send on to another one. */
const MAX_REDIRECTS = 3;

/** The longest OCSP response and certificate that the module reads, in bytes. */
const MAX_SMALL_BYTES = 256 * 1024;

/**
 * Fetches what a certificate points to: CRLs, OCSP responses, certificates of its issuer. Nothing of
 * it is believed here; hand it to `verifySignature` or `validateCertificatePath`. Once for each
 * certificate of a path; not for browsers, which forbid most such requests (CORS, mixed content).
 *
 * Throws for arguments that cannot be read, and what `signal` was aborted with; what cannot be had is
 * in `problems`.
 */
export async function fetchRevocation(
  certificate: Bytes,
  issuer?: Bytes,
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

  /** Fetches each address, and keeps what `check` does not throw at. */
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

/** Why an address gave nothing. */
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
    // Every address on the way is looked at, so none is followed unseen.
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
    // The others turn a question into one without its body.
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

/** The body, read no further than the limit. */
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
