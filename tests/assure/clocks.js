// Clocks that differ by up to ten minutes: e-service and gateway, and two processes of the e-service.

import { setTimeout as pause } from 'node:timers/promises';
import { answer, fill, inside, known, push, settled, sign, startSandbox, user } from './inside.js';
import { alone, Report } from './report.js';

const MINUTE = 60_000;
const shifted = (minutes) => () => new Date(Date.now() + minutes * MINUTE);

/** @param {import('./report.js').Scale} scale */
export async function run({ long }) {
  const report = new Report('Clocks');
  // The gateway takes no call that is older than the newest, so the e-service's clock only goes on.
  const minutes = long ? Array.from({ length: 21 }, (_, index) => index - 10) : [-10, -1, 10];
  const rows = [];
  const sandbox = await startSandbox('--timestamp-tolerance-ms', '1200000');
  try {
    for (const minute of minutes) {
      rows.push([minute, await tried(sandbox, minute, minute, report)]);
    }
    // One process asks, the other one gets the callback and settles it.
    for (const [asks, settles] of [
      [5, -5],
      [-5, 5],
    ]) {
      rows.push([`${asks} and ${settles}`, await tried(sandbox, asks, settles, report)]);
    }
  } finally {
    await sandbox.stop();
  }
  report.say(
    'Minutes that the clock of the e-service is ahead of the gateway’s (of two processes: of the one that asks and the one that settles), and what came of a login, a form and a signature:',
  );
  report.table(
    ['minutes', 'login', 'fill', 'sign', 'gateway was told', 'verdicts until it was decided'],
    rows.map(([minute, { login, filled, signed, word, attempts }]) => [
      minute,
      ...[login, filled, signed, word, attempts],
    ]),
  );
  return report;
}

async function tried(sandbox, asks, settles, report) {
  const first = inside(sandbox, { clock: shifted(asks) });
  let minutes = settles;
  const second = inside(sandbox, {
    clock: () => shifted(minutes)(),
    store: first.store,
  });
  const what = `clocks ${asks} and ${settles}`;
  const token = await user(first);
  const login = token.openId ? 'passed' : 'failed';
  if (login !== 'passed') report.wrong.push(`${what}: login`);

  const open = await fill(first, token);
  await answer(first, open.ticketId);
  await push(second);
  const filled = (await settled(second, open.businessId)).settled?.outcome;
  if (filled !== 'filled') report.lost.push(`${what}: fill ${filled}`);
  await second.flows.take(open.businessId, { owner: 'a person' });

  const asked = await sign(first, token);
  await answer(first, asked.ticketId);
  const pushed = await push(second);
  if (pushed.status !== 200)
    report.lost.push(`${what}: the callback was answered ${pushed.status}`);
  const { businessId } = asked;
  let attempts = 1;
  let outcome;
  for (;;) {
    await second.flows.settle(businessId);
    outcome = await second.flows.outcome(businessId, { owner: 'a person' });
    if (outcome.stage !== 'arrived' || attempts > 40) break;
    // Undecided: it is asked again when its time has come, so the clock is moved there.
    const { nextAt } = outcome.undecided ?? {};
    if (!nextAt) {
      await pause(50);
      continue;
    }
    minutes += Math.max(0, Date.parse(nextAt) - shifted(minutes)().getTime()) / MINUTE;
    attempts += 1;
  }
  const signed = outcome.settled?.outcome ?? outcome.stage;
  if (signed !== 'signed') {
    const why = JSON.stringify(outcome.settled?.reason ?? outcome.undecided?.report.subIndication);
    report.wrong.push(`${what}: a genuine signature came out as ${signed} ${why}`);
  }
  await second.flows.settle(businessId);
  const word = await wordOf(first, asked.ticketId);
  if (word !== 'SR001') report.wrong.push(`${what}: the gateway was told ${word}`);
  if (second.told.length !== 2) report.doubled.push(`${what}: told ${second.told.length} times`);
  return { login, filled, signed, word, attempts };
}

/** What the gateway was told, which is done in the background. */
async function wordOf(service, ticketId) {
  const until = Date.now() + 30_000;
  for (;;) {
    const { delivery } = await known(service, ticketId);
    if (delivery.startsWith('SR') || Date.now() > until) return delivery;
    await pause(20);
  }
}

await alone(import.meta.url, run);
