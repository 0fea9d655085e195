// One suite for every store of transactions: in each client and runtime, with two processes, with
// kills, and with a search of its disk.

import { after, describe, test } from 'node:test';
import { placeOf } from './places.js';
import { processSuite } from './processes.js';
import { SCALE } from './scale.js';

/** Declares the tests of a place. */
export async function tested(name) {
  const place = await placeOf(name);
  describe(name, () => {
    after(() => place.close());

    for (const client of place.inSuite ?? place.clients) {
      describe(`${client.client} in ${client.runtime}`, async () => {
        const host = await place.startWith(client);
        after(() => host.kill());
        const scale = { ...SCALE, ...place.scale };
        for (const name of await host.ask('tests', { scale })) {
          test(name, () => host.ask('test', { name, scale }));
        }
      });
    }

    if (place.folder && place.inProcesses !== false) {
      describe('in several processes', () => {
        for (const [name, run] of Object.entries(processSuite(place))) test(name, run);
      });
    }
  });
}
