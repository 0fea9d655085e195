// No module inside: the caller hands one over before anything else is used.
import type { BufferSource } from '../bytes.js';
import { type CompiledModule, type ModuleSource, unusable } from '../load.js';
import initAsync, { initSync as initFrom } from '../wasm/server.js';

export * from './api.js';
export type { ModuleSource };

/**
 * Makes the module ready; needed once, before any other function. A second call does nothing.
 *
 * @throws IamSmartError 'module-unusable'
 */
export async function init(source: ModuleSource | Promise<ModuleSource>): Promise<void> {
  try {
    await initAsync({ module_or_path: await source });
  } catch (error) {
    throw unusable(error);
  }
}

/**
 * The same at once, from bytes or a compiled module.
 *
 * @throws IamSmartError 'module-unusable'
 */
export function initSync(module: BufferSource | CompiledModule): void {
  try {
    initFrom({ module });
  } catch (error) {
    throw unusable(error);
  }
}
