// Entry with the module embedded in Base64 and compiled on import, for runtimes that allow
// compiling WebAssembly.
import { decoded, unusable } from '../load.js';
import { initSync } from '../wasm/inspect.js';

try {
  initSync({ module: decoded('BASE64') });
} catch (error) {
  throw unusable(error);
}

export * from './api.js';
