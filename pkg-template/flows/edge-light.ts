// Entry with the modules compiled by the bundler of edge runtimes that forbid compiling at run time
// (Next.js, Vercel).
import '../page/edge-light.js';
import '../server/edge-light.js';
import '../verify/edge-light.js';

export * from './api.js';
