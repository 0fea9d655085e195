// Names of contestants and engines with their versions, as tables show them.

import { readFileSync } from 'node:fs';

/** 'pkijs 4.0.0'; the package itself, and what is Node's, is called as it is. @param {string} name */
export function versionOf(name) {
  if (name === 'iamsmart' || name.startsWith('node:')) return name;
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${JSON.parse(readFileSync(manifest, 'utf8')).version}`;
}

/** 'Node 20.20.2' */
export const NODE = `Node ${process.versions.node}`;

/** 'workerd 1.20261023.1' */
export const workerdVersion = () => versionOf('workerd');
