// What a verdict may cost beside other libraries, by size, and with hostile input: 60 % of what
// docs/performance has measured.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HOSTILE, pathWith } from '../../benches/growth/crl.js';
import { SERIES, verdictWith } from '../../benches/growth/intermediates.js';
import { verdictsOn as verdictsOnFiles } from '../../benches/growth/pdf-signatures.js';
import { verdictsOn as verdictsOnMessages } from '../../benches/growth/signers.js';
import { ENTRY, entriesOf } from '../../benches/input/certificates.js';
import { memoryAfter } from '../../benches/input/module-memory.js';
import * as evidence from '../../benches/tables/evidence.js';
import * as signatures from '../../benches/tables/signatures.js';
import * as verdict from '../../benches/tables/verdict.js';
import { assertAhead, assertGrowth, assertHarmless } from './ratio.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tools = { pkg: process.env.IAMSMART_PKG ?? join(root, 'pkg') };
const CPU = { clock: 'cpu' };

/** @type {Record<string, number>} */
const SIGNATURES = { 'RSA-2048': 1.6, 'P-256': 1.4, 'P-384': 0.7, Ed25519: 2, SM2: 20 };

for (const work of signatures.WORKS) {
  test(`${work}: one signature`, async () => {
    const { [signatures.WEBCRYPTO]: _limit, ...contestants } = await signatures.contestantsOf(
      work,
      tools,
    );
    await assertAhead(contestants, SIGNATURES[work], CPU);
  });
}

test('a verdict without CRLs, and with one of 10,000 entries', async () => {
  const { contestants } = await verdict.contestantsWith(undefined, tools);
  await assertAhead(contestants, 2, { ...CPU, rounds: 3 });
  const large = await verdict.contestantsWith(10_000, tools);
  await assertAhead(large.contestants, 8, { ...CPU, rounds: 3 });
});

test('100 certificates and 20 CRLs', async () => {
  for (const contestants of Object.values(await evidence.contestantsOf(tools))) {
    await assertAhead(contestants, 2, { ...CPU, rounds: 3 });
  }
});

test('a CRL takes time by its size, whatever is in it, and its memory once', async () => {
  const { judged, input } = await pathWith(tools);
  await assertGrowth([3000, 30_000, 100_000], (count) => judged(entriesOf(count)), CPU);
  const octets = 30_000 * ENTRY;
  const hostile = Object.entries(HOSTILE).map(([name, { entries, isIndirect }]) => [
    name,
    judged(entries(octets), isIndirect),
  ]);
  await assertHarmless(judged(entriesOf(30_000)), Object.fromEntries(hostile), CPU);

  const large = input(entriesOf(600_000));
  const { octets: memory, indication } = await memoryAfter(tools, large);
  assert.equal(indication, 'TOTAL-PASSED');
  const ratio = memory / large.crls[0].length;
  assert.ok(ratio <= 1.2, `${ratio.toFixed(2)} × the CRL`);
});

test('certificates that nobody needs take time by their number, whoever made them', async () => {
  const honest = await verdictWith(tools, SERIES.honest, 600);
  await assertGrowth([50, 200, 600], honest, CPU);
  const hostile = Object.entries(SERIES).filter(([name]) => name !== 'honest');
  // Among few certificates the honest path is cheapest, and what a search may try the same.
  for (const count of [50, 600]) {
    const runs = hostile.map(async ([name, series]) => [
      name,
      (await verdictWith(tools, series, count))(count),
    ]);
    await assertHarmless(honest(count), Object.fromEntries(await Promise.all(runs)), CPU);
  }
});

test('signers of a message take time by their number, whoever their authorities are', async () => {
  const { honest, ...hostile } = await verdictsOnMessages(tools);
  for (const prepare of [honest, ...Object.values(hostile)]) {
    await assertGrowth([1, 4, 16], prepare, CPU);
  }
  for (const count of [2, 16]) {
    const runs = Object.entries(hostile).map(([name, prepare]) => [name, prepare(count)]);
    await assertHarmless(honest(count), Object.fromEntries(runs), CPU);
  }
});

test('signatures of a PDF file take time by their number, and revisions no more', async () => {
  const [[, honest], [name, revisions]] = await verdictsOnFiles(tools, 30);
  await assertGrowth([3, 10, 30], honest, { ...CPU, rounds: 3 });
  await assertHarmless(honest(30), { [name]: revisions(30) }, { ...CPU, rounds: 3 });
});
