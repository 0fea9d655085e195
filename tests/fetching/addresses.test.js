// Which addresses of certificates are fetched: the rows of IANA's registries of special-purpose
// addresses, names of local networks, ports, and the ways of writing an address that public lists of
// bypasses know.

import assert from 'node:assert/strict';
import { test } from 'node:test';

const { refusal } = await import(`${process.env.IAMSMART_PKG}/verify/api.js`);

/** With a resolver that knows no names, so that nothing asks the network. */
const offline = { resolve: async () => [] };
const judged = (address, options = offline) => refusal(new URL(address), options);
const host = (address) => (address.includes(':') ? `http://[${address}]/` : `http://${address}/`);

/**
 * IANA IPv4 Special-Purpose Address Registry, all rows: first and last address, and the RFC. Then
 * multicast.
 */
const IPV4 = [
  ['0.0.0.0', '0.255.255.255', 'RFC 791'],
  ['0.0.0.0', '0.0.0.0', 'RFC 1122'],
  ['10.0.0.0', '10.255.255.255', 'RFC 1918'],
  ['100.64.0.0', '100.127.255.255', 'RFC 6598'],
  ['127.0.0.0', '127.255.255.255', 'RFC 1122'],
  ['169.254.0.0', '169.254.255.255', 'RFC 3927'],
  ['172.16.0.0', '172.31.255.255', 'RFC 1918'],
  ['192.0.0.0', '192.0.0.255', 'RFC 6890'],
  ['192.0.0.0', '192.0.0.7', 'RFC 7335'],
  ['192.0.0.8', '192.0.0.8', 'RFC 7600'],
  ['192.0.0.9', '192.0.0.9', 'RFC 7723'],
  ['192.0.0.10', '192.0.0.10', 'RFC 8155'],
  ['192.0.0.170', '192.0.0.171', 'RFC 8880, RFC 7050'],
  ['192.0.2.0', '192.0.2.255', 'RFC 5737'],
  ['192.31.196.0', '192.31.196.255', 'RFC 7535'],
  ['192.52.193.0', '192.52.193.255', 'RFC 7450'],
  ['192.88.99.0', '192.88.99.255', 'RFC 7526'],
  ['192.88.99.2', '192.88.99.2', 'RFC 6751'],
  ['192.168.0.0', '192.168.255.255', 'RFC 1918'],
  ['192.175.48.0', '192.175.48.255', 'RFC 7534'],
  ['198.18.0.0', '198.19.255.255', 'RFC 2544'],
  ['198.51.100.0', '198.51.100.255', 'RFC 5737'],
  ['203.0.113.0', '203.0.113.255', 'RFC 5737'],
  ['240.0.0.0', '255.255.255.255', 'RFC 1112'],
  ['255.255.255.255', '255.255.255.255', 'RFC 8190, RFC 919'],
  ['224.0.0.0', '239.255.255.255', 'RFC 5771'],
];

/** IANA IPv6 Special-Purpose Address Registry, all rows but 64:ff9b::/96, then others. */
const IPV6 = [
  ['::1', '::1', 'RFC 4291'],
  ['::', '::', 'RFC 4291'],
  ['::ffff:0:0', '::ffff:ffff:ffff', 'RFC 4291'],
  ['64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', 'RFC 8215'],
  ['100::', '100::ffff:ffff:ffff:ffff', 'RFC 6666'],
  ['100:0:0:1::', '100:0:0:1:ffff:ffff:ffff:ffff', 'RFC 9780'],
  ['2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 2928'],
  ['2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4380'],
  ['2001:1::1', '2001:1::1', 'RFC 7723'],
  ['2001:1::2', '2001:1::2', 'RFC 8155'],
  ['2001:1::3', '2001:1::3', 'RFC 9665'],
  ['2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff', 'RFC 5180'],
  ['2001:3::', '2001:3:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 7450'],
  ['2001:4:112::', '2001:4:112:ffff:ffff:ffff:ffff:ffff', 'RFC 7535'],
  ['2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4843'],
  ['2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 7343'],
  ['2001:30::', '2001:3f:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 9374'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 3849'],
  ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 3056'],
  ['2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff', 'RFC 7534'],
  ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 9637'],
  ['5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 9602'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4193, RFC 8190'],
  ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4291'],
  ['fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 3879'],
  ['ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4291, multicast'],
  ['::8.8.8.8', '::ffff:ffff', 'RFC 4291, IPv4-compatible'],
  ['::ffff:0:8.8.8.8', '::ffff:0:ffff:ffff', 'RFC 2765, IPv4-translated'],
  ['4000::', '5eff::', 'not allocated'],
  ['6000::', 'fbff::', 'not allocated'],
];

test('the rows of the registries, as literals and as what a name leads to', async () => {
  for (const [first, last, rfc] of [...IPV4, ...IPV6]) {
    for (const address of [first, last]) {
      assert.equal(await judged(host(address)), 'private-address', `${address}: ${rfc}`);
      const leading = { resolve: async () => ['1.1.1.1', address] };
      const named = await judged('http://crl.example.hk/', leading);
      assert.equal(named, 'private-address', `a name for ${address}: ${rfc}`);
    }
  }
});

test('the neighbours of the rows are public', async () => {
  for (const address of [
    ...['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0'],
    ...['126.255.255.255', '128.0.0.0', '169.253.255.255', '169.255.0.0', '172.15.255.255'],
    ...['172.32.0.0', '191.255.255.255', '192.0.1.0', '192.0.3.0', '192.31.195.255'],
    ...['192.88.98.255', '192.88.100.0', '192.167.255.255', '192.169.0.0', '198.17.255.255'],
    ...['198.20.0.0', '198.51.99.255', '203.0.114.0', '223.255.255.255', '168.63.129.15'],
    ...['2001:200::', '2001:db7:ffff::', '2001:db9::', '2003::', '2620:4f:7fff::'],
    ...['2620:4f:8001::', '3ffe::', '3fff:1000::', '2606:4700::1111', '2400:cb00::1'],
  ]) {
    assert.equal(await judged(host(address)), undefined, address);
  }
});

test('IPv4 addresses within IPv6 are judged by what they are', async () => {
  for (const address of [
    ...['64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b::10.0.0.1', '64:ff9b::0.0.0.0'],
    // 6to4 and Teredo, with a private and a public address.
    ...[
      '2002:7f00:1::',
      '2002:a9fe:a9fe::',
      '2002:808:808::',
      '2001:0:4136:e378:8000:63bf:80ff:fefe',
    ],
    // ISATAP, RFC 5214.
    ...['2606:4700::5efe:127.0.0.1', '2606:4700::200:5efe:10.0.0.1', 'fe80::5efe:8.8.8.8'],
  ]) {
    assert.equal(await judged(host(address)), 'private-address', address);
  }
  // What every public IPv4 server has where there is only IPv6 (RFC 6147).
  assert.equal(await judged('http://[64:ff9b::1.1.1.1]/'), undefined);
});

test('however an address is written', async () => {
  for (const written of [
    ...['127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001'],
    ...['0x7F.1', '127.0.0.1.', '127.000.000.001', '0', '0x0', '00', '3232235777', '0xa9fea9fe'],
    ...['169.254.43518', '0251.0376.0251.0376', '①②⑦.⓪.⓪.①', '１２７.０.０.１', '127。0。0。1'],
    ...['127%2e0%2e0%2e1', '%31%32%37.0.0.1', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:7f00:1]'],
    ...[
      '[::127.0.0.1]',
      '[0:0:0:0:0:ffff:127.0.0.1]',
      '[::FFFF:169.254.169.254]',
      '[fd00:ec2::254]',
    ],
    ...[
      'localhost',
      'LOCALHOST',
      'localhost.',
      'localhost..',
      'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
      'local%68ost',
      'a..b.hk',
    ],
    ...['127.0.0.1..', 'lo\u00adcalhost', '168.63.129.16', '100.100.100.200', '192.0.0.192'],
  ]) {
    assert.equal(await judged(`http://${written}/`), 'private-address', written);
  }
  // Credentials that look like the host, and others.
  for (const written of [
    'crl.example.hk@127.0.0.1',
    'a:b@crl.example.hk',
    ':@crl.example.hk:80@a.hk',
  ]) {
    assert.equal(await judged(`http://${written}/`), 'scheme', written);
  }
  // The parser refuses these itself.
  for (const written of [
    '127.0.0.1.1.1:80:80',
    '[fe80::1%25eth0]',
    '256.256.256.256',
    '0x7f.0.0.0.0.1',
  ]) {
    assert.throws(() => new URL(`http://${written}/`), TypeError, written);
  }
});

test('names of local networks and clusters', async () => {
  for (const name of [
    ...['intranet', 'kubernetes', 'a.localhost', 'printer.local', 'PRINTER.LOCAL.', 'nas.lan'],
    ...[
      'metadata.google.internal',
      'instance-data.ec2.internal',
      'a.b.internal.',
      'host.docker.internal',
    ],
    ...['kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', 'vault.service.consul'],
    ...['router.home.arpa', '1.0.0.127.in-addr.arpa', 'ipv4only.arpa', 'fritz.home', 'dc.corp'],
    ...['a.mail', 'a.intranet', 'a.private', 'localhost.localdomain', 'web.docker', 'a.test'],
    ...['a.invalid', 'facebookcorewwwi.onion', 'a.alt'],
  ]) {
    assert.equal(await judged(`http://${name}/`), 'private-address', name);
  }
  for (const name of [
    'crl.example.hk',
    'local.example.hk',
    'internal.hk',
    'www1.ecert.gov.hk',
    'a.lan.hk',
  ]) {
    assert.equal(await judged(`http://${name}/`), undefined, name);
  }
});

test('ports', async () => {
  const refused = [
    'http://a.hk:22/',
    'http://a.hk:6379/',
    'http://a.hk:8080/',
    'https://a.hk:8443/',
  ];
  for (const address of [...refused, 'http://a.hk:0/', 'http://1.1.1.1:25/']) {
    assert.equal(await judged(address), 'port', address);
  }
  for (const address of [
    'http://a.hk:80/',
    'https://a.hk:443/',
    'http://a.hk:443/',
    'https://a.hk:80/',
  ]) {
    assert.equal(await judged(address), undefined, address);
  }
  const ports = [8080];
  assert.equal(await judged('http://a.hk:8080/', { ...offline, ports }), undefined);
  assert.equal(await judged('http://a.hk/', { ...offline, ports }), 'port');
  // Of one's own network, all; or those that are named.
  const allowPrivateAddresses = true;
  assert.equal(await judged('http://10.0.0.1:8080/', { allowPrivateAddresses }), undefined);
  const both = { allowPrivateAddresses, ports };
  assert.equal(await judged('http://10.0.0.1:22/', both), 'port');
});

test('a name that the platform resolves to a private address', async () => {
  // Of the hosts file, as /etc/hosts of a machine may have it; and by a resolver that fails.
  const { lookup } = await import('node:dns/promises');
  const resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);
  const own = (await import('node:os')).hostname();
  const leads = await resolve(own).catch(() => []);
  if (leads.length > 0) {
    assert.equal(await judged(`http://${own}/`, {}), 'private-address');
    assert.equal(await judged(`http://${own}/`, { resolve }), 'private-address');
  }
  const failing = { resolve: () => Promise.reject(new Error('no such name')) };
  await assert.rejects(judged('http://crl.example.hk/', failing));
  // What a resolver says that is no address is none that may be reached.
  for (const strange of ['', 'fe80::1%eth0', 'localhost', '1.1.1.1/8', '1.1.1.1:80']) {
    const says = { resolve: async () => [strange] };
    assert.equal(await judged('http://crl.example.hk/', says), 'private-address', strange);
  }
});

test('by default, Node’s resolver is asked before Node’s fetch is', async () => {
  const { getBuiltinModule } = process;
  const names = [];
  const lookup = async (name) => {
    names.push(name);
    return [{ address: '127.0.0.1', family: 4 }];
  };
  process.getBuiltinModule = (name) =>
    name === 'node:dns/promises' ? { lookup } : getBuiltinModule(name);
  try {
    assert.equal(await judged('http://rebound.example.hk/', {}), 'private-address');
    assert.deepEqual(names, ['rebound.example.hk']);
    // Another fetch may go through a proxy.
    assert.equal(await judged('http://rebound.example.hk/', { fetch }), undefined);
    assert.equal(names.length, 1);
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
});
