// Verifies an RSA-2048 signature with a chain of three certificates and the CRLs of both CAs, from
// DER to the verdict. iamsmart/verify and other libraries alternate in one Node process, on the
// same bytes. Prints a table; run by `cargo xtask bench`, which with `--against` also compares two
// builds of the package.

import assert from 'node:assert/strict';
import { verdicts } from './verification/builds.js';
import { signedInput } from './verification/input.js';
import { bundleSize } from './verification/size.js';
import { METHOD, medians } from './verification/turns.js';
import { forge, iamsmart, jsrsasign, pkg, pkijs } from './verification/verifiers.js';

/** Goal in milliseconds. */
const GOAL = 3;

const against = process.env.IAMSMART_AGAINST;
const input = signedInput();

console.log(`Node ${process.versions.node}, V8 ${process.versions.v8}, ${METHOD}`);
if (against) await compareBuilds();
else await comparePeers();

async function comparePeers() {
  const contestants = [iamsmart, pkijs, forge, jsrsasign];
  const changed = { ...input, content: Buffer.from('another content') };
  for (const { name, verify } of contestants) {
    assert.equal(await verify(input), true, `${name} refuses what is good`);
    assert.equal(await verify(changed), false, `${name} takes what was changed`);
  }
  const times = await medians(
    contestants.map(
      ({ verify }) =>
        () =>
          verify(input),
    ),
  );

  console.log('RSA-2048 signature, chain of three and two CRLs');
  console.log(row(['', 'ms', 'ratio', 'Brotli KB']), '  judges');
  for (const [index, { name, judges, bundle }] of contestants.entries()) {
    const size = (await bundleSize(bundle)) / 1000;
    const ratio = times[index] / times[0];
    const cells = [name, times[index].toFixed(2), ratio.toFixed(2), size.toFixed(1)];
    console.log(row(cells), `  ${judges}`);
  }
  console.log(`Goals: ${iamsmart.name} below ${GOAL} ms, and every other's ratio above 1.00.`);
  console.log('Brotli: of what is used here, minified by esbuild; ours with its WebAssembly.');
}

/** A ratio below 1 means that this build is faster. */
async function compareBuilds() {
  console.log(row(['', 'this, ms', 'against, ms', 'ratio']));
  for (const { name, runs } of await verdicts([pkg, against], input)) {
    const [ours, theirs] = await medians(runs);
    console.log(row([name, ours.toFixed(2), theirs.toFixed(2), (ours / theirs).toFixed(2)]));
  }
}

/** @param {string[]} cells */
function row([name, ...cells]) {
  return name.padEnd(22) + cells.map((cell) => cell.padStart(13)).join('');
}
