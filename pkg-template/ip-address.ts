/** Returns the bytes of an IP address, 4 or 16; undefined if the text is no address. */
export function ipBytes(text: string): number[] | undefined {
  const isV6 = text.includes(':');
  const host = hostname(isV6 ? `[${text}]` : text);
  if (host === undefined) return undefined;
  if (isV6) return host.startsWith('[') ? ipv6Bytes(host.slice(1, -1)) : undefined;
  return /^\d+\.\d+\.\d+\.\d+$/u.test(host) ? host.split('.').map(Number) : undefined;
}

/**
 * Has the WHATWG URL parser write an address: IPv4 in dotted decimal, whatever its number of parts
 * and their base, and IPv6 in RFC 5952's form.
 */
function hostname(host: string): string | undefined {
  try {
    const url = new URL(`http://${host}/`);
    return url.pathname === '/' && !url.username && !url.port ? url.hostname : undefined;
  } catch {
    return undefined;
  }
}

/** Reads RFC 5952's form, in which at most one '::' stands for groups of zeros. */
function ipv6Bytes(text: string): number[] {
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [head = '', tail] = text.split('::');
  const [first, last] = [groups(head), groups(tail ?? '')];
  const zeros = new Array<number>(8 - first.length - last.length).fill(0);
  return [...first, ...zeros, ...last].flatMap((group) => [group >> 8, group & 0xff]);
}

/** Returns true if an address has the first `bits` bits of another. */
export function hasPrefix(address: number[], prefix: number[], bits: number): boolean {
  if (address.length !== prefix.length) return false;
  return address.every((byte, at) => {
    const rest = Math.min(Math.max(bits - 8 * at, 0), 8);
    const mask = (0xff << (8 - rest)) & 0xff;
    return ((byte ^ (prefix[at] ?? 0)) & mask) === 0;
  });
}
