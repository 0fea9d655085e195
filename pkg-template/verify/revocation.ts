import { invalid, readingAsync } from '../argument.js';
import {
  certificatesOf,
  checkCrl,
  checkOcspResponse,
  type Encoded,
  ocspRequest,
  revocationPointers,
} from '../wasm/verify.js';
import type { AddressOptions } from './address.js';
import {
  type Answer,
  aborted,
  download,
  Problem,
  problemOf,
  type Question,
  type Room,
  readable,
} from './download.js';

export type { AddressOptions } from './address.js';

/** Options of `fetchRevocation`. */
export interface FetchRevocationOptions extends AddressOptions {
  /** Maximum time for all requests together, in milliseconds. Default: 10,000. */
  timeoutMs?: number;
  /** Maximum size of a CRL in bytes, at most and by default 64 MB (67,108,864). */
  maxCrlBytes?: number;
  /** Maximum size of everything fetched by one call, in bytes. Default: 96 MB (100,663,296). */
  maxTotalBytes?: number;
  /** Aborts all requests; the function then throws 'aborted'. */
  signal?: AbortSignal;
}

/** Address that returned nothing usable, and the reason. */
export interface FetchProblem {
  url: string;
  /** What the certificate says is there. */
  kind: 'crl' | 'ocsp' | 'issuer';
  reason:
    | 'scheme' // neither http nor https, or with credentials
    | 'invalid-url' // no absolute URL
    | 'port' // another port than 80 and 443, or than those of `ports`
    | 'private-address'
    | 'issuer-missing' // an OCSP request needs the issuer's certificate
    | 'unreachable'
    | 'timeout'
    | 'status' // an HTTP status other than 200
    | 'redirects' // more than three
    | 'too-large'
    | 'unreadable' // not a CRL, OCSP response or certificate
    | 'refused' // an OCSP response that is no answer; it is kept
    | 'limit'; // not fetched: the certificates lead to too many others
  /** What happened, in English, for a log. Its words may change. */
  detail: string;
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

/** Maximum size of a CRL in bytes, the same as in the module. */
const MAX_CRL_BYTES = 64 * 1024 * 1024;

/** Maximum size of everything; the module takes CRLs and the rest of an argument of 128 MB. */
const MAX_TOTAL_BYTES = 96 * 1024 * 1024;

/** Maximum size of an OCSP response in bytes, the same as in the module. */
const MAX_OCSP_BYTES = 256 * 1024;

/** Maximum size of a file of issuers in bytes: some hundred certificates. */
const MAX_ISSUERS_BYTES = 1024 * 1024;

/** Maximum number of certificates that revocation data is fetched for, as in the longest path. */
const MAX_FOLLOWED = 16;

/** Maximum number of certificates from caIssuers, half of what `intermediates` takes. */
const MAX_INTERMEDIATES = 500;

/**
 * Fetches the CRLs, OCSP responses and issuer certificates that a certificate points to, and those
 * that its issuers point to, up to one that issued itself. They are not trusted before
 * `verifySignature` or `validateCertificatePath` has verified them.
 *
 * - Issuers are fetched from caIssuers (RFC 5280 §4.2.2.1): a certificate or a certs-only CMS
 *   message. `issuer` is one that is at hand, or a list of certificates among which the issuers of
 *   the whole path may be; of a list, those that cannot be read are left aside.
 * - The addresses of one distribution point, the OCSP responders, and the addresses of issuers are
 *   tried in their order until one gives something usable, each in its share of the time left.
 *   Different distribution points are all fetched, nothing twice.
 * - Failed requests are in `problems`, also where another address helped out.
 *
 * Not for browsers, which block most such requests (CORS, mixed content).
 *
 * @throws IamSmartError 'certificate-malformed', 'pem-invalid', 'base64-invalid',
 *   'invalid-argument', 'aborted' with the signal's reason as `cause`
 */
export async function fetchRevocation(
  certificate: Encoded,
  issuer?: Encoded | Encoded[],
  options: FetchRevocationOptions = {},
): Promise<FetchedRevocation> {
  return readingAsync('options', async () => {
    const given = { ...options };
    const fetching = new Fetching(given, issuersAtHand(certificate, issuer));
    await fetching.follow(certificate);
    if (given.signal?.aborted) throw aborted(given.signal);
    return fetching.found;
  });
}

/** What one call has fetched, and what it may still fetch. */
class Fetching {
  readonly found: FetchedRevocation = {
    crls: [],
    ocspResponses: [],
    intermediates: [],
    problems: [],
  };
  readonly #options: FetchRevocationOptions;
  readonly #maxCrlBytes: number;
  readonly #room: Room;
  readonly #end: number;
  readonly #signal: AbortSignal;
  /** Addresses fetched without a question of their own, with what became of them. */
  readonly #downloads = new Map<string, Promise<unknown>>();
  /** Issuers whose own addresses were fetched, or are being fetched. */
  readonly #followed: Uint8Array<ArrayBuffer>[] = [];
  /** Certificates that need not be fetched. */
  readonly #atHand: Uint8Array<ArrayBuffer>[];

  constructor(options: FetchRevocationOptions, atHand: Uint8Array<ArrayBuffer>[]) {
    const { timeoutMs = 10_000, maxCrlBytes = MAX_CRL_BYTES, signal } = options;
    const { maxTotalBytes = MAX_TOTAL_BYTES } = options;
    ensure(timeoutMs > 0 && timeoutMs < 2 ** 31, 'timeoutMs', 'it is no number of milliseconds');
    ensure(
      maxCrlBytes >= 0 && maxCrlBytes <= MAX_CRL_BYTES,
      'maxCrlBytes',
      `it is no number of bytes up to ${MAX_CRL_BYTES}`,
    );
    ensure(maxTotalBytes >= 0, 'maxTotalBytes', 'it is no number of bytes');
    this.#options = options;
    this.#atHand = atHand;
    this.#maxCrlBytes = maxCrlBytes;
    this.#room = { left: maxTotalBytes };
    this.#end = Date.now() + timeoutMs;
    const deadline = AbortSignal.timeout(timeoutMs);
    this.#signal = signal ? AbortSignal.any([deadline, signal]) : deadline;
  }

  /** Fetches what a certificate points to, and what its issuers point to. */
  async follow(certificate: Encoded): Promise<void> {
    const { crlPoints, ocsp, caIssuers } = revocationPointers(certificate);
    const given = this.#atHand.filter((der) => isIssuer(der, certificate));
    if (this.#followed.length >= MAX_FOLLOWED) {
      const left = { crl: crlPoints.flat(), ocsp, issuer: caIssuers };
      for (const kind of ['crl', 'ocsp', 'issuer'] as const) {
        this.#report(kind, left[kind], 'limit', 'The certificates lead to too many others.');
      }
      return;
    }
    const lists = crlPoints.map((addresses) => this.#fetchList(addresses));
    const issuers = [...given, ...(await this.#fetchIssuers(caIssuers, certificate))];
    const answer = this.#ask(ocsp, certificate, issuers);
    const next = issuers
      .filter((der) => !isIssuer(der, der) && keep(this.#followed, der))
      .map((der) => this.follow(der));
    await Promise.all([...lists, answer, ...next]);
  }

  #fetchList(addresses: string[]): Promise<unknown> {
    return this.#first('crl', addresses, (address, signal) =>
      this.#once(address, async () => {
        const answer = await this.#download(address, {}, this.#maxCrlBytes, signal);
        readable(answer, 'CRL', checkCrl);
        keep(this.found.crls, answer.bytes);
      }),
    );
  }

  /** Returns the certificates that are named as the certificate's issuer, and keeps all. */
  async #fetchIssuers(
    addresses: string[],
    certificate: Encoded,
  ): Promise<Uint8Array<ArrayBuffer>[]> {
    const issuers = await this.#first('issuer', addresses, async (address, signal) => {
      const all = await this.#once(address, async () => {
        const answer = await this.#download(address, {}, MAX_ISSUERS_BYTES, signal);
        return readable(answer, 'certificate', readableCertificates);
      });
      for (const der of all) this.#keepIntermediate(der);
      const issuers = all.filter((der) => isIssuer(der, certificate));
      if (issuers.length > 0) return issuers;
      throw new Problem('unreadable', 'None of its certificates is of the issuer.');
    });
    return issuers ?? [];
  }

  async #ask(addresses: string[], certificate: Encoded, issuers: Encoded[]): Promise<void> {
    const question = issuers.map((issuer) => ocspRequest(certificate, issuer)).find(Boolean);
    if (!question) {
      this.#report('ocsp', addresses, 'issuer-missing', 'The issuer is neither given nor fetched.');
      return;
    }
    const request = {
      method: 'POST',
      headers: { 'Content-Type': 'application/ocsp-request', Accept: 'application/ocsp-response' },
      body: question,
    };
    await this.#first('ocsp', addresses, async (address, signal) => {
      const answer = await this.#download(address, request, MAX_OCSP_BYTES, signal);
      const answers = readable(answer, 'OCSP response', checkOcspResponse);
      keep(this.found.ocspResponses, answer.bytes);
      if (!answers) throw new Problem('refused', 'The responder does not answer the request.');
    });
  }

  /** Tries addresses in their order, each in its share of the time left, until one succeeds. */
  async #first<T>(
    kind: FetchProblem['kind'],
    addresses: string[],
    attempt: (address: string, signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    for (const [index, address] of addresses.entries()) {
      const share = Math.max(1, (this.#end - Date.now()) / (addresses.length - index));
      const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(Math.ceil(share))]);
      try {
        return await attempt(address, signal);
      } catch (error) {
        const { reason, message } = problemOf(error, signal);
        this.#report(kind, [address], reason, message);
      }
    }
    return undefined;
  }

  /** Runs `attempt` for an address that no other certificate has, and shares what became of it. */
  #once<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    const known = this.#downloads.get(address) as Promise<T> | undefined;
    const result = known ?? attempt();
    this.#downloads.set(address, result);
    return result;
  }

  #download(
    address: string,
    question: Question,
    limit: number,
    signal: AbortSignal,
  ): Promise<Answer> {
    return download(address, question, limit, this.#room, signal, this.#options);
  }

  #keepIntermediate(der: Uint8Array<ArrayBuffer>): void {
    const { intermediates } = this.found;
    if (intermediates.length >= MAX_INTERMEDIATES) {
      throw new Problem('limit', `There are more than ${MAX_INTERMEDIATES} certificates.`);
    }
    keep(intermediates, der);
  }

  /** Adds a problem for each address that has none yet. */
  #report(
    kind: FetchProblem['kind'],
    addresses: string[],
    reason: FetchProblem['reason'],
    detail: string,
  ): void {
    const { problems } = this.found;
    for (const url of addresses) {
      if (problems.some((known) => known.url === url && known.kind === kind)) continue;
      problems.push({ url, kind, reason, detail });
    }
  }
}

function ensure(usable: boolean, name: string, reason: string): void {
  if (!usable) throw invalid(name, reason);
}

/** Returns the certificates at hand: one that must be readable, or those of a list that are. */
function issuersAtHand(
  certificate: Encoded,
  issuer: Encoded | Encoded[] | undefined,
): Uint8Array<ArrayBuffer>[] {
  if (issuer === undefined) return [];
  if (Array.isArray(issuer)) return issuer.flatMap(readableOrNone);
  return isIssuer(issuer, certificate) ? certificatesOf(issuer) : [];
}

function readableOrNone(file: Encoded): Uint8Array<ArrayBuffer>[] {
  try {
    return readableCertificates(file);
  } catch {
    return [];
  }
}

/** Returns true if a certificate is named as the issuer of another. */
function isIssuer(issuer: Encoded, certificate: Encoded): boolean {
  return ocspRequest(certificate, issuer) !== undefined;
}

/** Returns the certificates of a file, without those that cannot be read if others can. */
function readableCertificates(file: Encoded): Uint8Array<ArrayBuffer>[] {
  const all = certificatesOf(file);
  const found = all.filter((der) => {
    try {
      return revocationPointers(der);
    } catch {
      return false;
    }
  });
  const [unreadable] = all;
  if (found.length === 0 && unreadable) revocationPointers(unreadable);
  return found;
}

/** Adds bytes to a list; returns false if it has them already. */
function keep(list: Uint8Array<ArrayBuffer>[], bytes: Uint8Array<ArrayBuffer>): boolean {
  const isNew = !list.some((one) => isSame(one, bytes));
  if (isNew) list.push(bytes);
  return isNew;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, at) => byte === other[at]);
}
