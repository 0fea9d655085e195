/**
 * Networks that are nobody's public server: IANA's registries of special-purpose addresses for IPv4
 * and IPv6 (RFC 6890, RFC 8190), also those entries that are globally reachable, because no
 * certificate's issuer is there; multicast; and what these registries do not list.
 */
export const SPECIAL_PURPOSE: [network: string, why: string][] = [
  ['0.0.0.0/8', 'this network, RFC 791 §3.2; this host, RFC 1122 §3.2.1.3'],
  ['10.0.0.0/8', 'private use, RFC 1918'],
  ['100.64.0.0/10', 'shared address space, RFC 6598'],
  ['127.0.0.0/8', 'loopback, RFC 1122 §3.2.1.3'],
  ['169.254.0.0/16', 'link-local, RFC 3927'],
  ['172.16.0.0/12', 'private use, RFC 1918'],
  // Includes 192.0.0.0/29 (RFC 7335), .8 (RFC 7600), .9 (RFC 7723), .10 (RFC 8155), .170 and .171
  // (RFC 7050, RFC 8880).
  ['192.0.0.0/24', 'IETF protocol assignments, RFC 6890 §2.1'],
  ['192.0.2.0/24', 'documentation, RFC 5737'],
  ['192.31.196.0/24', 'AS112, RFC 7535'],
  ['192.52.193.0/24', 'AMT, RFC 7450'],
  // Includes 192.88.99.2 (6a44, RFC 6751).
  ['192.88.99.0/24', 'deprecated 6to4 relay anycast, RFC 7526'],
  ['192.168.0.0/16', 'private use, RFC 1918'],
  ['192.175.48.0/24', 'direct delegation AS112, RFC 7534'],
  ['198.18.0.0/15', 'benchmarking, RFC 2544'],
  ['198.51.100.0/24', 'documentation, RFC 5737'],
  ['203.0.113.0/24', 'documentation, RFC 5737'],
  ['224.0.0.0/4', 'multicast, RFC 5771'],
  ['240.0.0.0/4', 'reserved, RFC 1112 §4'],
  ['255.255.255.255/32', 'limited broadcast, RFC 919, RFC 8190'],
  // Not of the registry: the host of an Azure machine, at an address from Microsoft's public range.
  ['168.63.129.16/32', 'Azure WireServer'],

  ['::/128', 'unspecified, RFC 4291 §2.5.2'],
  ['::1/128', 'loopback, RFC 4291 §2.5.3'],
  ['::/96', 'deprecated IPv4-compatible, RFC 4291 §2.5.5.1'],
  ['::ffff:0:0/96', 'IPv4-mapped, RFC 4291 §2.5.5.2'],
  ['::ffff:0:0:0/96', 'IPv4-translated, RFC 2765 §2.1'],
  ['64:ff9b:1::/48', 'IPv4-IPv6 translation of a local network, RFC 8215'],
  ['100::/64', 'discard-only, RFC 6666'],
  ['100:0:0:1::/64', 'dummy prefix, RFC 9780'],
  // Includes Teredo 2001::/32 (RFC 4380), 2001:1::1 (RFC 7723), ::2 (RFC 8155) and ::3 (RFC 9665),
  // benchmarking 2001:2::/48 (RFC 5180), AMT 2001:3::/32 (RFC 7450), AS112 2001:4:112::/48 (RFC
  // 7535), ORCHID 2001:10::/28 (RFC 4843), ORCHIDv2 2001:20::/28 (RFC 7343), and drone remote ID
  // 2001:30::/28 (RFC 9374).
  ['2001::/23', 'IETF protocol assignments, RFC 2928'],
  ['2001:db8::/32', 'documentation, RFC 3849'],
  ['2002::/16', '6to4, RFC 3056'],
  ['2620:4f:8000::/48', 'direct delegation AS112, RFC 7534'],
  ['3fff::/20', 'documentation, RFC 9637'],
  ['5f00::/16', 'segment routing, RFC 9602'],
  ['fc00::/7', 'unique local, RFC 4193'],
  ['fe80::/10', 'link-local, RFC 4291 §2.5.6'],
  ['fec0::/10', 'deprecated site-local, RFC 3879'],
  ['ff00::/8', 'multicast, RFC 4291 §2.7'],
];

/**
 * Endings of names that no public server has: reserved by standards, never delegated because local
 * networks use them, or given by the software of local networks and clusters.
 */
export const LOCAL_NAMES: [ending: string, why: string][] = [
  ['localhost', 'RFC 6761 §6.3'],
  ['test', 'RFC 6761 §6.2'],
  ['invalid', 'RFC 6761 §6.4'],
  ['local', 'RFC 6762 §3; includes cluster.local of Kubernetes'],
  ['onion', 'RFC 7686'],
  ['alt', 'RFC 9476'],
  ['arpa', 'RFC 3172; includes home.arpa, RFC 8375'],
  ['internal', 'ICANN Board resolution 2024.07.29.06'],
  ['home', 'ICANN Board resolution 2018.02.04.12'],
  ['corp', 'ICANN Board resolution 2018.02.04.12'],
  ['mail', 'ICANN Board resolution 2018.02.04.12'],
  ['intranet', 'RFC 6762, appendix G'],
  ['private', 'RFC 6762, appendix G'],
  ['lan', 'RFC 6762, appendix G'],
  ['localdomain', '/etc/hosts of Linux distributions'],
  ['svc', 'Kubernetes, by the search path of its pods'],
  ['consul', 'HashiCorp Consul'],
  ['docker', 'Docker'],
];
