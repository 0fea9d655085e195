import { IamSmartError } from '../error.js';
import { checkCrl, checkOcspResponse, ocspRequest, revocationPointers } from '../wasm/verify.js';
import { refusal } from './address.js';

/** How often an address may send on to another one. */
const MAX_REDIRECTS = 3;

/** The longest OCSP response and certificate that the module reads, in bytes. */
const MAX_SMALL_BYTES = 256 * 1024;

/**
 * Fetches what a certificate points to. What cannot be had is no error: it is in `problems`.
 *
 * @param {import('./index.js').Bytes} certificate
 * @param {import('./index.js').Bytes | undefined} issuer
 * @param {import('./index.js').FetchRevocationOptions} [options]
 * @returns {Promise<import('./index.js').FetchedRevocation>}
 */
export async function fetchRevocation(certificate, issuer, options = {}) {
  const { timeoutMs = 10_000, maxCrlBytes = 10 * 1024 * 1024 } = options;
  if (!(timeoutMs > 0 && timeoutMs < 2 ** 31)) {
    throw new IamSmartError(
      'invalid-argument',
      "'timeoutMs' cannot be used: it is no number of milliseconds.",
    );
  }
  const pointers = revocationPointers(certificate);
  const found = { crls: [], ocspResponses: [], intermediates: [], problems: [] };
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;

  /** Fetches each address, and keeps what `check` does not throw at. */
  const gather = (addresses, request, limit, kept, check) =>
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
      const unasked = pointers.ocsp.map((url) => ({ url, reason: 'issuer-missing' }));
      found.problems.push(...unasked);
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
  /** @param {import('./index.js').FetchProblem['reason']} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

function readable(bytes, check) {
  try {
    check(bytes);
  } catch {
    throw new Problem('unreadable');
  }
  return bytes;
}

/**
 * @param {string} address
 * @param {RequestInit} request
 * @param {number} limit
 * @param {AbortSignal} signal
 * @param {import('./index.js').FetchRevocationOptions} options
 */
async function fetched(address, request, limit, signal, options) {
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

function parsed(address, base) {
  try {
    return new URL(address, base);
  } catch {
    throw new Problem('scheme');
  }
}

/** The body, read no further than the limit. */
async function body(response, limit) {
  if (Number(response.headers.get('Content-Length')) > limit) {
    await response.body?.cancel();
    throw new Problem('too-large');
  }
  const chunks = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) break;
    length += value.byteLength;
    if (length > limit) {
      await reader.cancel();
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
