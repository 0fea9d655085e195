/**
 * `fetchRevocation` of `iamsmart/verify`, whose module is loaded where it is called for: what reads
 * certificates is no part of this one.
 *
 * @param {Parameters<typeof import('../verify/index.js').fetchRevocation>} request
 */
export async function fetchRevocation(...request) {
  const verify = await import('iamsmart/verify');
  return verify.fetchRevocation(...request);
}
