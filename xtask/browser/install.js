// node install.js FOLDER: installs Chrome for Testing into a cache folder and prints its path.

import { argv } from 'node:process';
import { installChromeForTesting } from './chrome-for-testing.js';

try {
  console.log(await installChromeForTesting({ cache: argv[2] }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
