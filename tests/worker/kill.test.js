// A worker that is killed in mid-signing, and started again.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemo } from '../e2e/demo.js';
import { askToSign, deliveryOf, inApp, isLoggedIn, logIn, openEvents } from './visitor.js';

let demo;

before(async () => {
  demo = await startDemo();
});
after(() => demo?.stop());

/** Kills the worker at a moment, has the user approve, and starts it again at another. */
for (const [what, approveFirst] of [
  ['while the user looks at the app', false],
  ['and the user approves before it is back', true],
]) {
  test(`killed ${what}: session, request and result are there`, async () => {
    const { cookie } = await logIn(demo);
    const { businessId, ticketId } = await askToSign(demo, cookie);
    const before = await openEvents(demo, cookie, businessId);
    assert.match(before.first, /^event: pending/);

    await demo.killWorker();
    await before.rest().catch(() => {});
    if (approveFirst) {
      await inApp(demo, `${ticketId}/approve`);
      // The first push finds nobody.
      await pause(200);
    }
    await demo.startWorker();

    assert.ok(await isLoggedIn(demo, cookie));
    const again = await openEvents(demo, cookie, businessId);
    if (!approveFirst) await inApp(demo, `${ticketId}/approve`);
    assert.match(again.first + (await again.rest()), /event: settled\ndata: .*"signature"/);
    while ((await deliveryOf(demo, ticketId)) !== 'SR001') await pause(100);
  });
}

test('killed after the result came: it is kept until the page has it', async () => {
  const { cookie } = await logIn(demo);
  const { businessId, ticketId } = await askToSign(demo, cookie);
  await inApp(demo, `${ticketId}/approve`);
  while (!['taken', 'SR001'].includes(await deliveryOf(demo, ticketId))) await pause(50);
  await demo.killWorker();
  await demo.startWorker();
  const events = await openEvents(demo, cookie, businessId);
  // Stored, and settled by whoever comes next.
  assert.match(events.first + (await events.rest()), /event: settled\ndata: .*"signature"/);
});

test('a login is used up, whenever the worker was killed', async () => {
  const { cookie } = await logIn(demo, 'wong');
  await demo.killWorker();
  await demo.startWorker();
  assert.ok(await isLoggedIn(demo, cookie));
  const headers = { Cookie: cookie };
  await fetch(`${demo.origin}/api/logout`, { method: 'POST', headers });
  await demo.killWorker();
  await demo.startWorker();
  assert.ok(!(await isLoggedIn(demo, cookie)), 'what was ended stays ended');
});
