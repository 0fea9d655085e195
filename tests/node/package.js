// The built package.

import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');

const entry = (path) => import(pathToFileURL(join(pkg, path)).href);

export const node = await entry('node/api.js');
export const server = await entry('server/inline.js');
export const flows = await entry('flows/inline.js');
