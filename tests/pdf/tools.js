// The other implementations: OpenSSL signs, pyHanko, Poppler, qpdf and MuPDF judge.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const fixture = (name) =>
  readFile(fileURLToPath(new URL(`../fixtures/pdf/${name}`, import.meta.url)));

/** A folder with a root and a signer below it, in PEM. */
export async function signers() {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-pdf-'));
  const openssl = (...args) => run('openssl', args, { cwd: folder });
  const subject = (name) => ['-subj', `/CN=${name}`, '-newkey', 'rsa:2048', '-nodes'];
  await openssl(
    ...['req', '-x509', ...subject('Root'), '-keyout', 'root.key', '-out', 'root.pem'],
    ...['-days', '3650', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  );
  await openssl('req', ...subject('Signer'), '-keyout', 'signer.key', '-out', 'signer.csr');
  const extensions = [
    'basicConstraints=CA:FALSE',
    'keyUsage=critical,digitalSignature,nonRepudiation',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
  ];
  await writeFile(join(folder, 'signer.ext'), extensions.join('\n'));
  await openssl(
    ...['x509', '-req', '-in', 'signer.csr', '-CA', 'root.pem', '-CAkey', 'root.key'],
    ...['-CAcreateserial', '-days', '3000', '-extfile', 'signer.ext', '-out', 'signer.pem'],
  );
  return {
    folder,
    root: join(folder, 'root.pem'),
    openssl,

    /** Signs bytes; returns a detached CMS message in DER. */
    async sign(content, ...options) {
      await writeFile(join(folder, 'content'), content);
      await openssl(
        ...['cms', '-sign', '-binary', '-md', 'sha256', '-in', 'content'],
        ...(options.includes('-noattr') ? [] : ['-cades']),
        ...['-signer', 'signer.pem', '-inkey', 'signer.key', '-certfile', 'root.pem'],
        ...['-outform', 'DER', '-out', 'signature', ...options],
      );
      return readFile(join(folder, 'signature'));
    },

    async write(name, file) {
      await writeFile(join(folder, name), file);
      return join(folder, name);
    },

    remove: () => rm(folder, { recursive: true }),
  };
}

/** What the byte range covers. */
export function covered({ pdf, byteRange: [first, before, after, rest] }) {
  return Buffer.concat([pdf.subarray(first, before), pdf.subarray(after, after + rest)]);
}

/** Asks pyHanko: for each file, its signatures. */
export async function pyHanko(trusted, files, mode = 'strict') {
  const judge = fileURLToPath(new URL('judge.py', import.meta.url));
  const { stdout } = await run('python3', [judge, mode, trusted, ...files]);
  return stdout.trim().split('\n').map(JSON.parse);
}

/** Asks Poppler: how many signatures it finds valid. */
export async function poppler(file) {
  const { stdout } = await run('pdfsig', ['-nocert', file]);
  return stdout.split('Signature is Valid').length - 1;
}

/** The pixels of a page as Poppler shows it, each red, green and blue. */
export async function rendered(file, page) {
  const options = ['-r', '72', '-f', `${page}`, '-l', `${page}`, '-singlefile'];
  await run('pdftoppm', [...options, file, `${file}.page`]);
  // PPM: 'P6', width and height, the largest value, and the pixels.
  const image = await readFile(`${file}.page.ppm`);
  const header = image.toString('latin1').match(/^P6\s+\d+\s+\d+\s+255\s/)[0];
  const pixels = image.subarray(header.length);
  return Array.from({ length: pixels.length / 3 }, (_, i) => pixels.subarray(3 * i, 3 * i + 3));
}

/** Fails if qpdf or MuPDF finds an error in the file. */
export async function assertWellFormed(file) {
  const { stdout } = await run('qpdf', ['--check', file]);
  assert.match(stdout, /No syntax or stream encoding errors found/);
  const info = await run('mutool', ['info', file]);
  assert.equal(info.stderr, '', file);
}

/** Adds a time-stamp authority below the root, a CRL of the root, and what asks the authority. */
export async function timestamping(signer) {
  const { folder, openssl } = signer;
  const configuration = [
    '[ca]',
    'default_ca = root',
    '[root]',
    ...['database = index', 'crlnumber = number', 'default_md = sha256', 'default_crl_days = 3000'],
    ...['certificate = root.pem', 'private_key = root.key'],
    '[tsa]',
    ...['serial = serial', 'signer_cert = tsa.pem', 'signer_key = tsa.key', 'certs = root.pem'],
    ...['signer_digest = sha256', 'default_policy = 1.2.3.4', 'digests = sha256'],
    ...['ess_cert_id_chain = no', 'ess_cert_id_alg = sha256', 'crypto_device = builtin'],
    '[extensions]',
    ...['basicConstraints = CA:FALSE', 'keyUsage = critical,digitalSignature'],
    'extendedKeyUsage = critical,timeStamping',
    ...['subjectKeyIdentifier = hash', 'authorityKeyIdentifier = keyid'],
  ];
  await signer.write('authority.conf', `${configuration.join('\n')}\n`);
  await signer.write('index', '');
  await signer.write('number', '01\n');
  await signer.write('serial', '01\n');
  await openssl(
    ...['req', '-subj', '/CN=Time', '-newkey', 'rsa:2048', '-nodes'],
    ...['-keyout', 'tsa.key', '-out', 'tsa.csr'],
  );
  await openssl(
    ...[
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'root.pem',
      '-CAkey',
      'root.key',
      '-CAcreateserial',
    ],
    ...['-days', '3000', '-extfile', 'authority.conf', '-extensions', 'extensions'],
    ...['-out', 'tsa.pem'],
  );
  await openssl('ca', '-config', 'authority.conf', '-gencrl', '-out', 'root.crl');
  return {
    certificates: await Promise.all(
      ['root.pem', 'signer.pem', 'tsa.pem'].map((name) => readFile(join(folder, name), 'utf8')),
    ),
    crl: await readFile(join(folder, 'root.crl'), 'utf8'),

    /** Answers with a token over a SHA-256 digest. */
    async timestamp(digest) {
      const hexadecimal = Buffer.from(digest).toString('hex');
      await openssl(
        ...['ts', '-query', '-digest', hexadecimal, '-sha256', '-cert', '-out', 'request'],
      );
      await openssl(
        ...['ts', '-reply', '-config', 'authority.conf', '-section', 'tsa'],
        ...['-queryfile', 'request', '-token_out', '-out', 'token'],
      );
      return readFile(join(folder, 'token'));
    },
  };
}
