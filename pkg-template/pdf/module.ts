// Entry with the module compiled by the runtime, for edge runtimes that forbid compiling at run
// time. The first call instantiates it.
import '../verify/module.js';
import { startsFrom } from '../wasm/pdf.js';
import module from '../wasm/pdf_bg.wasm';

startsFrom(() => module);

export * from './api.js';
