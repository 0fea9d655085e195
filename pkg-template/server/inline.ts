// The module as a string, compiled on import: for every runtime that may compile WebAssembly.
import { decoded, unusable } from '../load.js';
import { initSync } from '../wasm/server.js';

try {
  initSync({ module: decoded('BASE64') });
} catch (error) {
  throw unusable(error);
}

export * from './api.js';
