// The package as the benches load it, and another build of it.

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
