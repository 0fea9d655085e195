export * from './index.js';

/** Where the WebAssembly module comes from: its address, its response, its bytes, or itself. */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Makes the module ready; needed once, before any other function. A second call does nothing.
 *
 * @throws IamSmartError 'module-unusable'
 */
export declare function init(source: ModuleSource | Promise<ModuleSource>): Promise<void>;

/**
 * The same at once, from bytes or a compiled module.
 *
 * @throws IamSmartError 'module-unusable'
 */
export declare function initSync(module: BufferSource | WebAssembly.Module): void;
