// Entry with the modules compiled by the runtime, for edge runtimes that forbid compiling at run
// time.
import '../page/module.js';
import '../server/module.js';
import '../verify/module.js';

export * from './api.js';
