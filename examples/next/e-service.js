// What the route handlers share: one for all requests of a process, in spite of Next's bundles.

import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Flows, failure } from 'iamsmart/flows';
import { EService } from 'iamsmart/server';
import { optionsOf } from '../registration.js';
import { openStore } from '../store.js';

export const { ORIGIN } = process.env;

async function open() {
  const { REGISTRATION, ARCHIVE } = process.env;
  const registration = JSON.parse(readFileSync(REGISTRATION, 'utf8'));
  const store = await openStore();
  const flows = new Flows({
    eService: EService.fromRegistration(registration),
    store,
    ...optionsOf(registration, ORIGIN),
    onSettled: (settled) => {
      const name = `${settled.businessId}.${settled.outcome}.json`;
      return writeFile(`${ARCHIVE}/${name}`, JSON.stringify(settled));
    },
  });
  return { flows, store };
}

export function eService() {
  globalThis.eService ??= open();
  return globalThis.eService;
}

/** A route handler that has the e-service, and answers errors. */
export const route = (handle) => async (request) => {
  try {
    return await handle(request, await eService());
  } catch (error) {
    return failure(error);
  }
};
