// The parts of the report, in its order.

import { run as attacks } from './attacks.js';
import { run as clocks } from './clocks.js';
import { run as keys } from './keys.js';
import { run as kills } from './kills.js';
import { run as load } from './load.js';
import { run as matrix } from './matrix.js';
import { run as secrets } from './secrets.js';

/** @type {Record<string, (scale: import('./report.js').Scale) => Promise<import('./report.js').Report>>} */
export const PARTS = { attacks, matrix, kills, clocks, load, secrets, keys };
