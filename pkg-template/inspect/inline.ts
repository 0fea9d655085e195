// Entry with the module embedded in hexadecimal, for runtimes that allow compiling WebAssembly. The first
// call decodes and compiles it.
import { decoded } from '../load.js';
import { startsFrom } from '../wasm/inspect.js';

// Outside of the function, which would be read twice: when it is skipped, and when it is called.
const MODULE = 'HEXADECIMAL';
startsFrom(() => decoded(MODULE));

export * from './api.js';
