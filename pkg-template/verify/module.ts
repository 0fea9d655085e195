// The module as the runtime compiled it: for edge runtimes, which compile none themselves.
import { initSync } from '../wasm/verify.js';
import module from '../wasm/verify_bg.wasm';

initSync({ module });

export * from './api.js';
