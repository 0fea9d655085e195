// Entry with the modules embedded in hexadecimal, for runtimes that allow compiling WebAssembly.
import '../page/inline.js';
import '../server/inline.js';
import '../verify/inline.js';

export * from './api.js';
