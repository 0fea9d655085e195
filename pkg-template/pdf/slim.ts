// Entry without the modules; call `init` or `initSync` before anything else, and for `verifyPdf` that
// of `iamsmart/verify/slim` too.
import type { BufferSource } from '../bytes.js';
import {
  type CompiledModule,
  type ModuleSource,
  type ModuleUnusable,
  starter,
  unusable,
} from '../load.js';
import initAsync, { initSync as initFrom } from '../wasm/pdf.js';

export * from './api.js';
export type { ModuleSource, ModuleUnusable };

const start = starter((module) => initAsync({ module_or_path: module }));

/**
 * Starts the module. Call it once, before any other function; a second call does nothing.
 *
 * @throws IamSmartError 'module-unusable' (`ModuleUnusable`, whose `reason` says why)
 */
export function init(source: ModuleSource | Promise<ModuleSource>): Promise<void> {
  return start(source);
}

/**
 * Starts the module synchronously, from bytes or a compiled module.
 *
 * @throws IamSmartError 'module-unusable' (`ModuleUnusable`, whose `reason` says why)
 */
export function initSync(module: BufferSource | CompiledModule): void {
  try {
    initFrom({ module });
  } catch (error) {
    throw unusable(error);
  }
}
