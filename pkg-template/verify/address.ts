import type { FetchRevocationOptions } from './revocation.js';

/**
 * Returns the reason why an address from a certificate must not be fetched, or undefined.
 *
 * Certificates come from third parties. Their addresses must not reach into the network that the
 * program runs in (server-side request forgery).
 */
export async function refusal(
  url: URL,
  { allowPrivateAddresses, resolve }: FetchRevocationOptions,
): Promise<'scheme' | 'private-address' | undefined> {
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password) return 'scheme';
  if (allowPrivateAddresses) return undefined;
  // WHATWG URL serializes every IPv4 address in dotted decimal.
  const host = url.hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '');
  if (isAddress(host)) return isPublic(host) ? undefined : 'private-address';
  // Names without a dot, and names reserved by RFC 6761 and RFC 6762.
  if (!host.includes('.') || /\.(localhost|local|internal|test|home\.arpa)$/u.test(host)) {
    return 'private-address';
  }
  const addresses = (await resolve?.(host)) ?? [];
  return addresses.every(isPublic) ? undefined : 'private-address';
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+\.\d+\.\d+\.\d+$/u.test(host);
}

/** Special-purpose addresses (RFC 6890): the first three octets and the prefix length in bits. */
const SPECIAL_IPV4: [number, number, number, bits: number][] = [
  [0, 0, 0, 8],
  [10, 0, 0, 8],
  [100, 64, 0, 10],
  [127, 0, 0, 8],
  [169, 254, 0, 16],
  [172, 16, 0, 12],
  [192, 0, 0, 24],
  [192, 0, 2, 24],
  [192, 168, 0, 16],
  [198, 18, 0, 15],
  [198, 51, 100, 24],
  [203, 0, 113, 24],
  [224, 0, 0, 3], // multicast and reserved
];

function isPublic(address: string): boolean {
  if (address.includes(':')) return isPublicIpv6(address);
  const number = ([a = 0, b = 0, c = 0]: number[]) => (a << 16) | (b << 8) | c;
  const first = number(address.split('.').map(Number));
  return !SPECIAL_IPV4.some(([a, b, c, bits]) => {
    const shift = 24 - bits;
    return first >> shift === number([a, b, c]) >> shift;
  });
}

/**
 * Returns true for 2000::/3, the only range that is routed, without its embedded IPv4 addresses
 * (2001::/32 Teredo, 2002::/16 6to4) and documentation addresses (2001:db8::/32, 3fff::/20).
 */
function isPublicIpv6(address: string): boolean {
  const [first, second = ''] = address.toLowerCase().split(':');
  const group = Number.parseInt(first || '0', 16);
  if (group >> 13 !== 1 || group === 0x2002 || group === 0x3fff) return false;
  return group !== 0x2001 || !['', '0', '0000', 'db8', '0db8'].includes(second);
}
