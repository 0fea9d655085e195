// Which form of a file a browser wants (RFC 9110 §12.5): how it is compressed, in which language.

import { languageOf } from 'iamsmart/texts';

/** Name of the cookie in which a page keeps the language that its user chose. */
const CHOSEN = /(?:^|;\s*)language=([\w-]+)/;

/**
 * The first coding that the browser takes; undefined for none.
 *
 * @param {Request} request
 * @param {readonly string[]} codings
 */
export function codingFor(request, codings) {
  // Cloudflare's network asks for codings of its own, and tells the browser's apart.
  const { clientAcceptEncoding } = /** @type {{ clientAcceptEncoding?: string }} */ (
    request.cf ?? {}
  );
  const header = clientAcceptEncoding || (request.headers.get('Accept-Encoding') ?? '');
  const weights = weightsOf(header);
  return codings.find((coding) => (weights.get(coding) ?? weights.get('*') ?? 0) > 0);
}

/**
 * The language of a page: what the user chose, or the browser's first among ours.
 *
 * @param {Request} request
 */
export function languageFor(request) {
  const chosen = request.headers.get('Cookie')?.match(CHOSEN)?.[1];
  if (chosen) return languageOf(chosen);
  const weights = [...weightsOf(request.headers.get('Accept-Language') ?? '')];
  const [wanted] = weights
    .filter(([tag, weight]) => weight > 0 && /^(?:en|zh|yue)\b/.test(tag))
    // Equal ones keep their order.
    .sort(([, one], [, other]) => other - one);
  return languageOf(wanted?.[0]);
}

/**
 * The values of a header with their weights.
 *
 * @param {string} header
 * @returns {Map<string, number>}
 */
function weightsOf(header) {
  return new Map(
    header.split(',').map((one) => {
      const [value = '', ...parameters] = one.toLowerCase().split(';');
      const weight = parameters.map((parameter) => parameter.match(/^\s*q=([\d.]+)/)?.[1]);
      return [value.trim(), Number(weight.find((found) => found !== undefined) ?? 1)];
    }),
  );
}
