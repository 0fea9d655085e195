// Entry with the module compiled by the runtime, for edge runtimes that forbid compiling at run
// time.
import { initSync } from '../wasm/server.js';
import module from '../wasm/server_bg.wasm';

initSync({ module });

export * from './api.js';
