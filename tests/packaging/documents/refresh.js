// Writes what the documents show of the sources into them anew, and draws their diagrams:
// node tests/packaging/documents/refresh.js

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refresh } from '../../../benches/record.js';
import { DIAGRAMS, drawn } from './diagrams.js';
import { withMade, withParts } from './made.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const SHOWN = /(<!-- file: (\S+) -->\n```\w*\n).*?(?=^```$)/gms;

for (const name of await readdir(join(root, 'docs'))) {
  if (!name.endsWith('.md')) continue;
  const path = join(root, 'docs', name);
  const text = await readFile(path, 'utf8');
  const files = new Map();
  for (const [, , file = ''] of text.matchAll(SHOWN)) {
    files.set(file, await readFile(join(root, file), 'utf8'));
  }
  const fresh = text.replaceAll(SHOWN, (_block, head, file) => head + files.get(file));
  if (fresh !== text) await writeFile(path, fresh);
}

for (const name of await withParts()) {
  const path = join(root, name);
  const text = await readFile(path, 'utf8');
  const fresh = await withMade(text);
  if (fresh !== text) await writeFile(path, fresh);
}

for (const [name, diagram] of Object.entries(DIAGRAMS)) {
  await writeFile(join(root, 'docs', name), drawn(diagram));
}

await refresh();
