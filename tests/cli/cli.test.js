// `npx iamsmart`: code, verify, inspect; what is refused, and how it is said.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { data, fixture, iamsmart, root } from './cli.js';

// SHA-256 of 'hello', and codes of the wire reference, made apart from this project's code.
const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const OPEN_ID = 'liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D';
const HKIC_HASH = 'rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=';

const PATH = [
  ...['--trust', fixture('pki/root.pem'), '--intermediate', fixture('pki/issuing.pem')],
  ...['--at', '2026-06-01T00:00:00Z', '--revocation', 'off'],
];
const SIGNED = [
  ...['--content', fixture('pki/content.json')],
  ...['--signature', fixture('pki/sha256-over-digest.sig')],
  ...['--certificate', fixture('pki/person.pem')],
];

test('a code under every joining', async () => {
  const codes = await data(['code', '--digest', HELLO, '--open-id', OPEN_ID]);
  assert.deepEqual(codes, {
    status: 0,
    json: { raw: '2133', 'hashed-texts': '2417', 'raw-digest-hashed-id': '3044' },
    err: '',
  });
  const base64 = Buffer.from(HELLO, 'hex').toString('base64');
  const client = ['--client-id', 'edae2e2529ff46228af1e4d18c8405d1'];
  const anonymous = ['--hkic-hash', HKIC_HASH, ...client];
  const { json } = await data(['code', '--digest', base64, ...anonymous]);
  assert.equal(json.raw, '4801');
  const { out } = await iamsmart(['code', '--digest', HELLO, '--open-id', OPEN_ID]);
  assert.match(out, /^2133 {2}raw .*\n2417 {2}hashed-texts .*\n3044 {2}raw-digest-hashed-id/);
});

test('a signature over a digest: verdict, exit status, languages', async () => {
  const passed = await iamsmart(['verify', ...SIGNED, ...PATH]);
  assert.equal(passed.status, 0, passed.out + passed.err);
  assert.match(passed.out, /^TOTAL-PASSED\nThe signature is valid/);
  assert.match(passed.out, /^✓ What was signed: /m);

  const chinese = await iamsmart(['verify', ...SIGNED, ...PATH, '--language', 'zh-HK']);
  assert.match(chinese.out, /^✓ 被簽署的內容：?/m);
  const simplified = await iamsmart(['verify', ...SIGNED, ...PATH, '--language', 'zh-CN']);
  assert.match(simplified.out, /^✓ 被签名的内容：?/m);

  const failed = await data(['verify', ...SIGNED, ...PATH, '--digest', HELLO]);
  assert.equal(failed.status, 1);
  assert.deepEqual(
    [failed.json.indication, failed.json.subIndication],
    ['TOTAL-FAILED', 'HASH_FAILURE'],
  );

  const untrusted = await iamsmart(['verify', ...SIGNED, '--at', '2026-06-01T00:00:00Z']);
  assert.equal(untrusted.status, 3, untrusted.out);
  assert.match(untrusted.out, /^INDETERMINATE \(NO_CERTIFICATE_CHAIN_FOUND\)\n/);
  assert.match(untrusted.out, /^! No trust anchor was given \(--trust FILE\)/m);
});

test('a signature in Base64 on the command line, and a report that names its certificates', async () => {
  const signature = (await readFile(fixture('pki/sha256-over-digest.sig'))).toString('base64');
  const [, content] = SIGNED;
  const given = ['--content', content, '--signature', signature];
  const { status, json } = await data([
    ...['verify', ...given, '--certificate', fixture('pki/person.pem'), ...PATH],
  ]);
  assert.equal(status, 0);
  const pem = await readFile(fixture('pki/person.pem'), 'utf8');
  const der = pem.replace(/-----[^-]+-----|\s/g, '');
  assert.equal(json.signer.der, der, 'the certificate itself, in Base64');
  assert.equal(json.path.length, 3);
});

test('CMS, JWS and evidence are recognised', async () => {
  const cms = await data(['verify', fixture('cms/plain.cms'), ...PATH]);
  assert.ok(
    cms.json.checks.some(({ name }) => name === 'cms.signer'),
    JSON.stringify(cms.json),
  );
  const jws = ['verify', fixture('jws/detached.json'), '--content', fixture('jws/content.json')];
  const detached = await data([...jws, ...PATH]);
  assert.ok(detached.json.checks.some(({ name }) => name === 'jws.header'));

  const { createEvidence } = await import(join(process.env.IAMSMART_PKG, 'verify/inline.js'));
  const evidence = createEvidence({
    trustAnchors: [await readFile(fixture('pki/root.pem'))],
    intermediates: [await readFile(fixture('pki/issuing.pem'))],
    validationTime: new Date('2026-06-01T00:00:00Z'),
    content: await readFile(fixture('pki/content.json'), 'utf8'),
    signature: await readFile(fixture('pki/sha256-over-digest.sig')),
    certificate: await readFile(fixture('pki/person.pem')),
  });
  const trust = ['--trust', fixture('pki/root.pem')];
  const at = ['--at', '2026-06-01T00:00:00Z', '--revocation', 'off'];
  const passed = await iamsmart(['verify', '-', ...trust, ...at], { input: evidence });
  assert.equal(passed.status, 0, passed.out + passed.err);
  // As Windows PowerShell's '>' writes it.
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(evidence, 'utf16le')]);
  assert.equal((await iamsmart(['verify', '-', ...trust, ...at], { input: utf16 })).status, 0);
});

test('evidence with time-stamps says since when it is proven and until when it holds', async () => {
  const kept = (name) => fixture(`evidence/${name}`);
  const trust = ['--trust', kept('root.pem'), '--timestamp-trust', kept('time-root.pem')];
  const now = ['--crl', kept('time-2034.crl'), '--at', '2034-06-01T12:00:00Z'];
  const renewed = await iamsmart(['verify', kept('renewed-2032.json'), ...trust, ...now]);
  assert.equal(renewed.status, 0, renewed.out + renewed.err);
  assert.match(renewed.out, /^Proven to have been there at 2026-06-01T08:01:01\.000Z$/m);
  assert.match(renewed.out, /^Holds until 2038-01-01T00:00:00\.000Z: CN=Time 3,/m);
  const { json } = await data(['verify', kept('renewed-2032.json'), ...trust, ...now]);
  assert.deepEqual(
    json.timestamps.map(({ over, counts }) => [over, counts]),
    [
      ['signature', true],
      ['everything', true],
      ['everything', true],
    ],
  );
  const missed = await iamsmart(['verify', kept('stamped.json'), ...trust, ...now]);
  assert.equal(missed.status, 3);
  assert.match(
    missed.out,
    /^\? Time-stamp: over the signature, 1: The time-stamp of .* held until 1 January 2030 08:00:00 HKT,/m,
  );
  const untrusted = await iamsmart([
    'verify',
    kept('renewed-2032.json'),
    ...trust.slice(0, 2),
    ...now,
  ]);
  assert.equal(untrusted.status, 3);
});

test('what is no signature is said to be what it is', async () => {
  const key = fixture('wire/kek.pem');
  for (const [input, reason] of [
    ['%PDF-1.7\n', /The file is a PDF\. .*--content/],
    [await readFile(fixture('pki/person.pem')), /The file is a certificate\. .*inspect/],
    [await readFile(key), /The file is a private key/],
    ['{"a":1}', /JSON, but neither evidence nor a JWS/],
    ['{"a":', /no JSON, though it begins as if/],
    ['', /cms-malformed/],
  ]) {
    const { status, out, err } = await iamsmart(['verify', '-', ...PATH], { input });
    assert.deepEqual([status, out], [2, ''], err);
    assert.match(err, reason);
  }
});

test('the certificates of a file, in each language', async () => {
  const bundle = await iamsmart(['inspect', fixture('pki/person.pem')]);
  assert.equal(bundle.status, 0);
  assert.match(bundle.out, /^ {2}Key usage: digital signature, non-repudiation \(critical\)$/m);
  assert.match(bundle.out, /^Subject: CN=陳大文 CHAN\\, Tai Man,/m);
  const chinese = await iamsmart(['inspect', fixture('pki/person.pem'), '--language', 'zh-hk']);
  assert.match(chinese.out, /^ {2}密碼匙用途：數碼簽署、不可否認（關鍵）$/m);

  const file = join(root, 'tests/vectors/hkpost/Hongkong_Post_Root_CA_3.pem');
  const root3 = await readFile(file, 'utf8');
  const both = await data(['inspect', '-'], { input: root3 + root3 });
  assert.equal(both.json.length, 2);
  const { fields, differences } = both.json[0];
  assert.deepEqual(differences, []);
  const field = (name) => fields.find((one) => one.name === name);
  // The fingerprint that Hongkong Post publishes.
  assert.equal(
    field('sha256').value,
    '5a2fc03f0c83b090bbfa40604b0988446c7636183df9846e17101a447fb8efd6',
  );
});

test('what the two readers see differently is said first', async () => {
  const { status, out } = await iamsmart(['inspect', fixture('pki/malformed-serial-padded.pem')]);
  assert.equal(status, 0);
  assert.match(out, /^! The verdict's reader refuses the certificate: .*\nVersion: 3\n/);
});

test('extensions that viewers are known to show wrongly, as OpenSSL prints them', async () => {
  const { json } = await data(['inspect', fixture('inspection/unusual.pem')]);
  const [{ fields, differences }] = json;
  assert.deepEqual(differences, []);
  const part = (parts, name) => parts.find((one) => one.name === name);
  const extension = (name) => part(part(fields, 'extensions').fields, name);
  assert.equal(part(fields, 'serialNumber').text, "fb (a negative number, two's complement)");
  assert.equal(part(fields, 'subject').text, 'CN=a\\<b\\>,C=HK');
  assert.deepEqual(
    extension('subjectAltName').fields.map(({ text }) => text),
    [
      '1.3.6.1.4.1.311.20.2.3 (userPrincipalName): foo@upn.example',
      '2001:db8::1',
      '192.0.2.7',
      '1.2.3.4',
    ],
  );
  const [permitted, excluded] = extension('nameConstraints').fields;
  assert.deepEqual(
    [permitted.fields[0].value, excluded.fields[0].value],
    ['192.168.0.0/255.255.255.0', 'example.com'],
  );
  // Extensions without a reader of their own.
  assert.equal(extension('tlsfeature').fields[0].fields[0].value, 5);
  const [[statement]] = extension('qcStatements').fields.map(({ fields: [one] }) => one.fields);
  assert.equal(statement.text, '0.4.0.1862.1.1 (QcCompliance)');
  assert.deepEqual(
    [extension('1.2.3.4.5').title, extension('1.2.3.4.5').fields[0].value],
    ['Extension 1.2.3.4.5', '所有'],
  );
});

test('a string that is none of its type is shown in hexadecimal', async () => {
  const pem = await readFile(fixture('inspection/unusual.pem'), 'utf8');
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const country = der.indexOf(Buffer.from('1302484b', 'hex'));
  der.fill(0xff, country + 2, country + 4);
  const { out, status } = await iamsmart(['inspect', '-'], { input: der });
  assert.equal(status, 0);
  assert.match(out, /^Issuer: CN=a\\<b\\>,C=#1302ffff\n {2}Country or region: 13:02:ff:ff\n/m);
});

test('PEM as it is passed around: indented, with text and blank lines, in UTF-16', async () => {
  const pem = await readFile(fixture('pki/person.pem'), 'utf8');
  const expected = (await iamsmart(['inspect', fixture('pki/person.pem')])).out;
  const lines = pem.trim().split('\n');
  for (const [name, input] of Object.entries({
    'a blank line first': `\n${pem}`,
    'lines of Windows': lines.join('\r\n'),
    'text around it': `subject=CN=a\n${pem}subject=CN=b\n`,
    'a byte order mark': `\ufeff${pem}`,
    indented: lines.map((line) => ` ${line}`).join('\n'),
    'indented within': lines.map((line) => (line.startsWith('-') ? line : ` ${line}`)).join('\n'),
    'UTF-16, as PowerShell writes it': Buffer.from(`\ufeff${pem}`, 'utf16le'),
    'Base64 alone': lines.slice(1, -1).join('\n'),
    'DER and a line end': Buffer.concat([
      Buffer.from(lines.slice(1, -1).join(''), 'base64'),
      Buffer.from('\n'),
    ]),
  })) {
    const { status, out, err } = await iamsmart(['inspect', '-'], { input });
    assert.deepEqual([status, out], [0, expected], `${name}: ${err}`);
  }
});

test('a wrong command line is answered with what to do, on standard error', async () => {
  for (const [args, reason] of [
    [['verfiy', 'x'], /'verfiy' cannot be used: it is no command; 'npx iamsmart help'/],
    [['inspect'], /'FILE' cannot be used: it is missing; '-' stands for standard input/],
    [['inspect', 'a', 'b'], /'b' cannot be used: the command takes one FILE/],
    [['inspect', 'absent.pem'], /'absent.pem' cannot be used: there is no such file/],
    [['inspect', root], /it is a folder/],
    [['inspect', 'a', '--languag', 'en'], /Unknown option '--languag'.*help inspect/],
    [['inspect', 'a', '--language', 'fr'], /it is none of en, zh-HK, zh-CN/],
    [['inspect', 'a', '--language'], /argument missing|requires an argument|language/],
    [['verify', fixture('cms/plain.cms'), '--at', 'noon'], /'--at' cannot be used/],
    [['verify', fixture('cms/plain.cms'), '--revocation', 'none'], /'hard' 'soft' 'off'/],
    [['verify', fixture('cms/plain.cms'), '--signer', 'x'], /'--signer' cannot be used/],
    [['verify', '--signature', 'x'], /'--certificate' cannot be used: it is missing/],
    [['verify', '-', '--content', '-'], /standard input can be read only once/],
    [['code', '--digest', 'zz!'], /neither Base64 nor 64 hexadecimal digits/],
    [['code', '--digest', HELLO], /'--open-id' cannot be used: it is missing/],
    [['code', '--digest', HELLO, '--digest', HELLO], /it is there more than once/],
    [['code', 'file'], /the command takes no FILE/],
    [['open-callback', '-'], /'--registration' cannot be used: it is missing/],
    [['doctor'], /'REGISTRATION' cannot be used: it is missing/],
    [['doctor', fixture('wire/kek.pem')], /it is not a JSON object/],
  ]) {
    const { status, out, err } = await iamsmart(args);
    assert.deepEqual([status, out], [2, ''], `${args}: ${err}`);
    assert.match(err, /^iamsmart: .*\(.*\)\n$/s, `${args}`);
    assert.match(err, reason);
  }
  const { status, json } = await data(['inspect', 'absent.pem']);
  assert.equal(status, 2);
  assert.equal(json.error.code, 'invalid-argument');
});

test('help and version', async () => {
  const { version } = JSON.parse(await readFile(join(process.env.IAMSMART_PKG, 'package.json')));
  assert.deepEqual(await iamsmart(['--version']), { status: 0, out: `${version}\n`, err: '' });
  const { out } = await iamsmart([]);
  for (const name of ['doctor', 'open-callback', 'code', 'verify', 'inspect']) {
    assert.match(out, new RegExp(`^  ${name} `, 'm'));
    const help = await iamsmart(['help', name]);
    assert.equal(help.status, 0);
    assert.match(help.out, new RegExp(`^Usage: npx iamsmart ${name} `));
    assert.equal((await iamsmart([name, '--help'])).out, help.out);
  }
});

test('a reader that has enough ends the command quietly', async () => {
  const file = join(tmpdir(), `iamsmart-cli-${process.pid}.pem`);
  const pem = await readFile(fixture('pki/person.pem'), 'utf8');
  await writeFile(file, pem.repeat(200));
  const { spawn } = await import('node:child_process');
  const main = join(process.env.IAMSMART_PKG, 'cli/main.js');
  const child = spawn(process.execPath, [main, 'inspect', file]);
  child.stdout.once('data', () => child.stdout.destroy());
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  await new Promise((resolve) => child.on('close', resolve));
  assert.equal(err, '');
});

for (const [name, runtime] of [
  ['Deno', [process.env.IAMSMART_DENO, 'run', '--allow-all']],
  ['Bun', [process.env.IAMSMART_BUN, 'run']],
]) {
  test(`the same in ${name}`, async () => {
    assert.ok(runtime[0], `IAMSMART_${name.toUpperCase()} names the runtime`);
    const args = ['verify', ...SIGNED, ...PATH];
    const { status, out, err } = await iamsmart(args, { runtime });
    assert.equal(status, 0, err);
    assert.equal(out, (await iamsmart(args)).out);
    const input = await readFile(fixture('pki/person.pem'));
    const inspected = await iamsmart(['inspect', '-'], { runtime, input });
    assert.equal(inspected.out, (await iamsmart(['inspect', fixture('pki/person.pem')])).out);
    const refused = await iamsmart(['inspect', 'absent.pem', '--x'], { runtime });
    assert.equal(refused.status, 2);
    assert.match(refused.err, /^iamsmart: .*--x/);
  });
}
