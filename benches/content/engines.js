// The engines in which a work is measured.

import { engineOf, inPage } from '../chromium.js';

/** @typedef {import('../table.js').Tools} Tools */

/**
 * Returns each engine's name, and what runs a module of this folder in it with an argument.
 *
 * @param {Tools} tools
 * @param {string} module
 * @returns {Promise<[string, (argument?: object) => Promise<any>][]>}
 */
export async function engines(tools, module) {
  const url = new URL(module, import.meta.url);
  return [
    [
      `Node ${process.versions.node}`,
      async (argument) => (await import(url.href)).default({ ...argument, pkg: tools.pkg }),
    ],
    [await engineOf(tools), (argument) => inPage(tools, url, argument ?? {})],
  ];
}
