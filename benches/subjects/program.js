// Run in a process of its own: imports a subject's module, and calls it as often as is asked for.
// Prints milliseconds: of the import, of the first call, and of a call around the last.
//
//   node program.js MODULE CALLS < KNOWN

import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const [, , path, calls] = process.argv;
const module = pathToFileURL(path).href;
const known = JSON.parse(await text(process.stdin));

/** Calls that are counted together: one alone is too short for a clock. */
const LAST = 10;

const begun = now();
const { first } = await import(module);
const imported = now();
const result = await first(known);
const called = now();
for (let call = 2; call <= Number(calls) - LAST; call += 1) await first(known);
const warm = now();
if (Number(calls) > 1) for (let call = 0; call < LAST; call += 1) await first(known);
const ended = now();

const between = (from, to, times = 1) => ({
  wall: (to.wall - from.wall) / times,
  cpu: (to.cpu - from.cpu) / times,
});
console.log(
  JSON.stringify({
    result,
    firstResult: between(begun, called),
    firstCall: between(imported, called),
    lastCall: between(warm, ended, LAST),
  }),
);
process.exit();

function now() {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000 };
}
