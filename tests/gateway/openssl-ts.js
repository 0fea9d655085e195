// `openssl ts`, another implementation of RFC 3161.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * openssl's verdict on a token over some data: '' if it holds, or else what it says.
 *
 * @param {Uint8Array} token
 * @param {Uint8Array} data
 * @param {string[]} anchors PEM.
 */
export function opensslVerdict(token, data, anchors) {
  return inFolder((file) => {
    const { status, stderr } = spawnSync('openssl', [
      ...['ts', '-verify', '-data', file('data', data), '-token_in', '-in', file('token', token)],
      ...['-CAfile', file('anchors', anchors.join('\n'))],
    ]);
    return status === 0 ? '' : `${stderr}`;
  });
}

/**
 * openssl's request for a time-stamp over some data.
 *
 * @param {Uint8Array} data
 * @param {string[]} options
 */
export function opensslQuery(data, options) {
  return inFolder((file) => run(['ts', '-query', '-data', file('data', data), ...options]));
}

/**
 * openssl's text of a token.
 *
 * @param {Uint8Array} token
 */
export function opensslText(token) {
  return inFolder((file) => {
    const arguments_ = ['ts', '-reply', '-token_in', '-in', file('token', token), '-text'];
    return `${run(arguments_)}`;
  });
}

/**
 * The value of the only signature in a CMS message: the last OCTET STRING that openssl finds in it.
 *
 * @param {Uint8Array} cms
 */
export function opensslSignatureValue(cms) {
  return inFolder((file) => {
    const text = `${run(['asn1parse', '-inform', 'DER', '-in', file('cms', cms)])}`;
    const lines = text.split('\n').filter((line) => line.includes('OCTET STRING'));
    const [, at, header, length] = lines.at(-1)?.match(/^ *(\d+):.*hl=(\d+) l= *(\d+)/) ?? [];
    const start = Number(at) + Number(header);
    return cms.slice(start, start + Number(length));
  });
}

function run(arguments_) {
  const { status, stdout, stderr } = spawnSync('openssl', arguments_);
  if (status !== 0) throw new Error(`openssl: ${stderr}`);
  return stdout;
}

function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'iamsmart-openssl-'));
  try {
    return work((name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
