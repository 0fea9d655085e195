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
        ...['cms', '-sign', '-binary', '-cades', '-md', 'sha256', '-in', 'content'],
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

/** Fails if qpdf or MuPDF finds an error in the file. */
export async function assertWellFormed(file) {
  const { stdout } = await run('qpdf', ['--check', file]);
  assert.match(stdout, /No syntax or stream encoding errors found/);
  const info = await run('mutool', ['info', file]);
  assert.equal(info.stderr, '', file);
}
