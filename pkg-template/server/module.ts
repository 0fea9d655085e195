// The module as the runtime compiled it: for edge runtimes, which compile none themselves.
import { initSync } from '../wasm/server.js';
import module from '../wasm/server_bg.wasm';

initSync({ module });

export * from './api.js';
