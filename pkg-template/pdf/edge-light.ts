// Entry with the module compiled by the bundler of edge runtimes that forbid compiling at run time
// (Next.js, Vercel). The first call instantiates it.
import '../verify/edge-light.js';
import { startsFrom } from '../wasm/pdf.js';
import module from '../wasm/pdf_bg.wasm?module';

startsFrom(() => module);

export * from './api.js';
