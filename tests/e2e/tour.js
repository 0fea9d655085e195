// The tour as a person goes through it.

import { fillIn } from './people.js';

/** By attack: the indication after it, and the check that catches it. */
export const CAUGHT = {
  swap: ['TOTAL-FAILED', 'signed-data'],
  replay: ['TOTAL-PASSED', 'transaction'],
  forge: ['INDETERMINATE', 'path'],
  revoke: ['INDETERMINATE', 'certificate[0].revocation'],
  strip: ['INDETERMINATE', 'certificate[0].revocation'],
};

/** A part of the tour that is one of its tabs where there is little room. */
export const PARTS = ['desktop', 'phone', 'wire', 'attacks'];

/** The frames of the tour. */
export function framesOf(tour) {
  return { page: tour.frameLocator('#page'), app: tour.frameLocator('#app') };
}

/** Waits until the tour says that this is next. */
export const isNext = (tour, step) => tour.waitForSelector(`#next[data-step="${step}"]`);

/**
 * Walks from the log-in to the signature.
 *
 * @param {import('playwright-core').Page} tour
 * @param {() => Promise<unknown>} [compared] What is done while the person compares the code.
 */
export async function sign(tour, compared = async () => {}) {
  const { page, app } = framesOf(tour);
  await isNext(tour, 'log-in');
  await page.locator('#log-in button').click();
  await isNext(tour, 'scan');
  await tour.click('#next-action');
  await isNext(tour, 'confirm');
  await app.locator('[data-persona="chan"]').click();
  await app.locator('[data-action="approve"]').click();
  await isNext(tour, 'fill-in');
  await fillIn(
    tour.frames().find((frame) => frame.name() === 'page'),
    { bytes: 1000 },
  );
  await page.locator('iamsmart-button[type="submit"]').click();
  await isNext(tour, 'sign');
  await app.locator('[data-identification-code]').waitFor();
  await compared();
  await app.locator('[data-action="approve"]').click();
  await isNext(tour, 'result');
}

/** Tries an attack, and waits for what comes of it. */
export async function attack(tour, name) {
  const [indication] = CAUGHT[name];
  await tour.click(`[data-attack="${name}"]`);
  await tour.waitForSelector(`#verdict[data-about="${name}"][data-indication="${indication}"]`);
}
