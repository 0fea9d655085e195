// The vectors of the self-test (www/selftest.html): a file of JSON for each group, and a manifest.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codes, forms, hashes, json } from './contents.js';
import { evidence } from './evidence.js';
import { inPage } from './in-page.js';
import { logins, pkce } from './logins.js';
import { cms, timestamps } from './messages.js';
import { paths } from './paths.js';
import { pdf } from './pdf.js';
import { signatures } from './signatures.js';
import { speed } from './speed.js';

/** In the order in which they are run. */
const GROUPS = [
  ...[inPage, pkce, logins, hashes, json, forms, codes, signatures, paths, cms, timestamps],
  ...[evidence, pdf, speed],
];

/**
 * The files by their paths.
 *
 * @param {string} packageFolder Of the package that is tested.
 * @returns {Promise<Map<string, string>>}
 */
export async function vectors(packageFolder) {
  /** @type {Map<string, string>} */
  const files = new Map();
  const groups = GROUPS.map((make) => make()).map((group) => {
    const text = JSON.stringify(group);
    files.set(`/selftest/${group.name}.json`, text);
    return { name: group.name, cases: group.cases.length, bytes: Buffer.byteLength(text) };
  });
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  files.set('/selftest/manifest.json', JSON.stringify({ version, groups }));
  return files;
}
