// The module as the runtime compiled it: for edge runtimes, which compile none themselves.

import { initSync } from '../wasm/ROLE.js';
import wasm from '../wasm/ROLE_bg.wasm';

initSync({ module: wasm });

export * from './api.js';
