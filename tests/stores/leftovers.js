// Searches files for a mark, in every form in which a store may write it.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns the files under a folder that contain a mark. */
export async function filesWith(folder, mark) {
  const needles = forms(mark);
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    // A file may be deleted meanwhile.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}

/** The mark itself, in Base64, and in Base64 of Base64, wherever it begins. */
function forms(mark) {
  const once = inBase64(mark);
  return [mark, ...once, ...once.flatMap(inBase64)];
}

/** What a text in Base64 has of a text within it, for each of three places where it may begin. */
function inBase64(text) {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from('x'.repeat(shift) + text).toString('base64');
    const first = Math.ceil((shift * 8) / 6);
    const end = Math.floor(((shift + Buffer.byteLength(text)) * 8) / 6);
    return encoded.slice(first, end);
  });
}
