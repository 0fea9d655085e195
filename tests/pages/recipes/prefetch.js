// prefetch.js: for a server that completes the login itself.

/**
 * True for a request that a browser sends in advance (Fetch Standard, `Sec-Purpose`). Answer it with
 * 503: the code would be redeemed without the user, and is not there when the user comes.
 *
 * @param {Request} request
 */
export function isPrefetch(request) {
  return /^prefetch\b/.test(request.headers.get('Sec-Purpose') ?? '');
}
