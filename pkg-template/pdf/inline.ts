// Entry with the module embedded in Base64, for runtimes that allow compiling WebAssembly. The first
// call decodes and compiles it.
import '../verify/inline.js';
import { decoded } from '../load.js';
import { startsFrom } from '../wasm/pdf.js';

startsFrom(() => decoded('BASE64'));

export * from './api.js';
