// Entry with the module embedded in hexadecimal, for runtimes that allow compiling WebAssembly. The first
// call decodes and compiles it.
import { decoded } from '../load.js';
import { startsFrom } from '../wasm/page.js';

startsFrom(() => decoded('HEXADECIMAL'));

export * from './api.js';
