import { invalid, reading } from '../argument.js';
import { RequestProblem } from './request-problem.js';

/** Headers of the web's `Request`, or of Node's requests. */
export type AnyHeaders = Headers | { [name: string]: string | string[] | undefined };

/** A request of the web's or of Node's, of which headers are read. */
export interface WithHeaders {
  /** Headers. */
  headers: AnyHeaders;
}

/**
 * Returns a header's value; `name` in small letters.
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function headerOf(request: WithHeaders, name: string): string | undefined {
  const value = reading('request', () => {
    const { headers } = request;
    const found = typeof headers.get === 'function' ? headers.get(name) : valueIn(headers, name);
    return Array.isArray(found) ? found.join(', ') : found;
  });
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  throw invalid('request', `its header ${name} is not a text`);
}

function valueIn(headers: AnyHeaders, name: string): string | string[] | undefined {
  return (headers as Record<string, string | string[] | undefined>)[name];
}

/** Returns all values of the cookies of a name. */
export function cookiesOf(request: WithHeaders, name: string): string[] {
  const pairs = headerOf(request, 'cookie')?.split(/; */) ?? [];
  return pairs
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/**
 * Refuses what a page of another origin has sent: by `Sec-Fetch-Site` (W3C Fetch Metadata), and where a
 * browser does not send it, by `Origin`. `SameSite` keeps cookies out of requests of other sites, but a
 * login has no cookie yet, and another port or subdomain of the host is the same site.
 *
 * @throws RequestProblem 'foreign-origin'
 */
export function requireSameOrigin(request: WithHeaders): void {
  const site = headerOf(request, 'sec-fetch-site');
  const origin = headerOf(request, 'origin');
  const isOwn = site === undefined ? isOwnHost(request, origin) : OWN.includes(site);
  if (isOwn) return;
  throw new RequestProblem('foreign-origin', 'This request was sent by a page of another site.');
}

/** 'none' is the user's own doing, by an address or a bookmark. */
const OWN = ['same-origin', 'none'];

/** By the host alone: behind a proxy, a server does not know the scheme. */
function isOwnHost(request: WithHeaders & { url?: string }, origin: string | undefined): boolean {
  if (origin === undefined) return true;
  const url = reading('request', () => request.url);
  const isWhole = typeof url === 'string' && URL.canParse(url);
  const host = isWhole ? new URL(url).host : headerOf(request, 'host');
  return URL.canParse(origin) && new URL(origin).host === host;
}
