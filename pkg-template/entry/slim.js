// No module inside: the caller hands one over before anything else is used.
import { unusable } from '../load.js';
import initAsync, { initSync as initFrom } from '../wasm/ROLE.js';

export * from './api.js';

/** @param {import('./slim.js').ModuleSource | Promise<import('./slim.js').ModuleSource>} source */
export async function init(source) {
  try {
    await initAsync({ module_or_path: await source });
  } catch (error) {
    throw unusable(error);
  }
}

/** @param {BufferSource | WebAssembly.Module} module */
export function initSync(module) {
  try {
    initFrom({ module });
  } catch (error) {
    throw unusable(error);
  }
}
