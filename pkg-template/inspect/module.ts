// Entry with the module compiled by the runtime, for edge runtimes that forbid compiling at run
// time.
import { initSync } from '../wasm/inspect.js';
import module from '../wasm/inspect_bg.wasm';

initSync({ module });

export * from './api.js';
