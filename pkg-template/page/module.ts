// The module as the runtime compiled it: for edge runtimes, which compile none themselves.
import { initSync } from '../wasm/page.js';
import module from '../wasm/page_bg.wasm';

initSync({ module });

export * from './api.js';
