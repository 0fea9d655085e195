// The versions of the peers, as the tables name them.

import { readFileSync } from 'node:fs';

/** 'node-forge 1.4.3'. @param {string} name */
export function versioned(name) {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${JSON.parse(readFileSync(manifest, 'utf8')).version}`;
}

export const NODE = `Node ${process.versions.node}`;

/**
 * An entry of the package.
 *
 * @param {{ pkg: string }} tools
 * @param {string} path
 */
export function entryOf({ pkg }, path) {
  return import(new URL(path, `file://${pkg}/`).href);
}

/**
 * The package, and another build of it if one is named, by the names of contestants.
 *
 * @param {{ pkg: string, against?: string }} tools
 * @param {string} path of an entry
 * @returns {Promise<[name: string, entry: any][]>}
 */
export async function buildsOf({ pkg, against }, path) {
  const other = against ? [['iamsmart, against', await entryOf({ pkg: against }, path)]] : [];
  return [['iamsmart', await entryOf({ pkg }, path)], ...other];
}
