// node install.js FOLDER: installs Chrome for Testing into a cache folder and prints the paths of
// the browser and its driver, one per line.

import { argv } from 'node:process';
import { installChromeForTesting } from './chrome-for-testing.js';

try {
  const { chrome, chromedriver } = await installChromeForTesting({ cache: argv[2] });
  console.log(`${chrome}\n${chromedriver}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
