import { hasPrefix, ipBytes } from '../ip-address.js';
import { LOCAL_NAMES, SPECIAL_PURPOSE } from './special-purpose.js';

/** Options on the addresses that are fetched. */
export interface AddressOptions {
  /**
   * True to allow loopback, private and link-local addresses, and names that only a local network
   * resolves. Default: false, because certificates come from third parties.
   */
  allowPrivateAddresses?: boolean;
  /** Ports to allow. Default: 80 and 443; with `allowPrivateAddresses`, all. */
  ports?: number[];
  /**
   * Resolves a host name to IP addresses, so that they are checked too. Default: in Node, Deno and
   * Bun, the platform's own resolver, unless `fetch` is given; elsewhere none. Without it, and
   * against names whose addresses change after the check, rely on the platform's own rules for
   * outgoing connections.
   *
   * ```js
   * import { lookup } from 'node:dns/promises';
   * const resolve = async (host) => (await lookup(host, { all: true })).map((one) => one.address);
   * ```
   */
  resolve?: (host: string) => Promise<string[]>;
  /** Function to send requests with. Default: the platform's `fetch`. */
  fetch?: typeof fetch;
}

/** Reason why an address is not fetched. */
export type Refusal = 'scheme' | 'port' | 'private-address';

/** Ports of 'http' and 'https', of which a URL says nothing. */
const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/**
 * Returns the reason why an address from a certificate must not be fetched, or undefined.
 *
 * Certificates come from third parties. Their addresses must not reach into the network that the
 * program runs in (server-side request forgery).
 */
export async function refusal(url: URL, options: AddressOptions): Promise<Refusal | undefined> {
  const { allowPrivateAddresses, ports = allowPrivateAddresses ? undefined : [80, 443] } = options;
  const defaultPort = DEFAULT_PORTS[url.protocol];
  if (defaultPort === undefined || url.username || url.password) return 'scheme';
  if (ports && !ports.includes(Number(url.port || defaultPort))) return 'port';
  if (allowPrivateAddresses) return undefined;
  // WHATWG URL serializes every IPv4 address in dotted decimal.
  const host = url.hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '');
  if (ipBytes(host)) return isPublic(host) ? undefined : 'private-address';
  if (isLocalName(host)) return 'private-address';
  const addresses = await resolved(host, options);
  return addresses.every(isPublic) ? undefined : 'private-address';
}

async function resolved(host: string, { resolve, fetch }: AddressOptions): Promise<string[]> {
  if (resolve) return resolve(host);
  // Another `fetch` may go through a proxy, which resolves names itself.
  if (fetch) return [];
  try {
    return (await platformLookup()?.(host, { all: true }))?.map(({ address }) => address) ?? [];
  } catch {
    // The platform's `fetch` will fail too, or knows a proxy.
    return [];
  }
}

/** `lookup` of `node:dns/promises`. */
type Lookup = (host: string, options: { all: true }) => Promise<{ address: string }[]>;

/** Returns the resolver that the platform's `fetch` uses, with its hosts file and search path. */
function platformLookup(): Lookup | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => { lookup?: Lookup } | undefined };
  };
  return process?.getBuiltinModule?.('node:dns/promises')?.lookup;
}

function isLocalName(host: string): boolean {
  const labels = host.split('.');
  // Names without a dot, and with an empty label, are completed or cut by some resolvers.
  if (labels.length < 2 || labels.includes('')) return true;
  return LOCAL_NAMES.some(([ending]) => host.endsWith(`.${ending}`));
}

const SPECIAL = /* @__PURE__ */ SPECIAL_PURPOSE.map(([network]) => {
  const [address = '', bits] = network.split('/');
  return { prefix: ipBytes(address) ?? [], bits: Number(bits) };
});

/** 2000::/3, the only range of global unicast addresses (RFC 4291 §2.4, IANA). */
const GLOBAL_UNICAST = [0x20, ...new Array<number>(15).fill(0)];

/** 64:ff9b::/96, IPv4 addresses behind a translator (RFC 6052 §2.1). */
const TRANSLATED = [0, 0x64, 0xff, 0x9b, ...new Array<number>(12).fill(0)];

function isPublic(address: string): boolean {
  const bytes = ipBytes(address);
  return bytes !== undefined && isPublicAddress(bytes);
}

function isPublicAddress(bytes: number[]): boolean {
  if (SPECIAL.some(({ prefix, bits }) => hasPrefix(bytes, prefix, bits))) return false;
  if (bytes.length === 4) return true;
  const last = bytes.slice(12);
  // The address of every public IPv4 server in a network with IPv6 alone (RFC 6147).
  if (hasPrefix(bytes, TRANSLATED, 96)) return isPublicAddress(last);
  // ISATAP (RFC 5214 §6.1): the interface identifier has an IPv4 address.
  const isIsatap = [0, 2].includes(bytes[8] ?? 0) && `${bytes.slice(9, 12)}` === '0,94,254';
  return hasPrefix(bytes, GLOBAL_UNICAST, 3) && (!isIsatap || isPublicAddress(last));
}
