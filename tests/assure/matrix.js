// Every fault of the sandbox in every step of every flow: it settles right, or an error says so and
// the user can do it again.

import { EXAMPLES } from '../examples/examples.js';
import { Person } from '../examples/person.js';
import { matrix } from './chart.js';
import { alone, counted, Report } from './report.js';
import { codeOf, Requests } from './requests.js';

/** The steps of the flows, with the place of the fault, and which kinds of place it is. */
const STEPS = [
  { flow: 'login', at: '/auth/getQR', is: ['Response', 'Call'] },
  { flow: 'login', at: 'redirect', is: ['Redirect'] },
  { flow: 'login', at: '/auth/getToken', is: ['Response', 'Call'] },
  // A key is fetched because the call before it says that there is a newer one.
  { flow: 'login', at: '/security/getKey', is: ['Response', 'Call'], first: '/auth/getToken' },
  { flow: 'fill', at: '/account/eme/initiateRequest', is: ['Response', 'Call', 'Initiate'] },
  {
    flow: 'fill',
    at: '/security/getKey',
    is: ['Response', 'Call'],
    first: '/account/eme/initiateRequest',
  },
  { flow: 'fill', at: 'callback/form-filling', is: ['Push'] },
  { flow: 'sign', at: '/account/signing/initiateRequest', is: ['Response', 'Call', 'Initiate'] },
  {
    flow: 'sign',
    at: '/security/getKey',
    is: ['Response', 'Call'],
    first: '/account/signing/initiateRequest',
  },
  { flow: 'sign', at: 'callback/signing', is: ['Push'] },
  { flow: 'sign', at: '/ca/ocsp', is: ['Response', 'Revocation'] },
  { flow: 'sign', at: '/ca/issuing.crl', is: ['Response', 'Revocation'] },
  { flow: 'sign', at: '/ca/root.crl', is: ['Response', 'Revocation'] },
  { flow: 'sign', at: 'OCSP and lists', is: ['Response', 'Revocation'] },
  { flow: 'sign', at: '/tsa', is: ['Response', 'Timestamp'] },
  { flow: 'sign', at: '/account/signing/ackResult', is: ['Response', 'Call'] },
];
const REVOCATION = ['/ca/ocsp', '/ca/issuing.crl', '/ca/root.crl'];

/** The faults, with where they happen, as sandbox/src/fault/kind.rs has them. */
const FAULTS = [
  ...['D20009', 'D30002', 'D40001', 'D90000'].map((code) => ({
    name: `result-code ${code}`,
    in: ['Call', 'Redirect'],
    rule: { fault: 'result-code', code },
  })),
  ...['D70001', 'D70003', 'D79999'].map((code) => ({
    name: `result-code ${code}`,
    in: ['Push'],
    rule: { fault: 'result-code', code },
  })),
  { name: 'delay', in: ['Response', 'Push'], rule: { fault: 'delay', ms: 1500 } },
  { name: 'status 500', in: ['Response'], rule: { fault: 'status', status: 500 } },
  {
    name: 'status 503, Retry-After',
    in: ['Response'],
    rule: { fault: 'status', status: 503, retryAfter: '1' },
  },
  { name: 'status 429', in: ['Response'], rule: { fault: 'status', status: 429 } },
  { name: 'drop', in: ['Response'], rule: { fault: 'drop' } },
  { name: 'drop, handled', in: ['Response'], rule: { fault: 'drop', handled: true } },
  { name: 'cut', in: ['Response'], rule: { fault: 'cut' } },
  { name: 'cut, handled', in: ['Response'], rule: { fault: 'cut', handled: true } },
  { name: 'html', in: ['Response', 'Push'], rule: { fault: 'html' } },
  { name: 'html, handled', in: ['Response'], rule: { fault: 'html', handled: true } },
  { name: 'garbage', in: ['Response', 'Push'], rule: { fault: 'garbage' } },
  { name: 'garbage-content', in: ['Call', 'Push'], rule: { fault: 'garbage-content' } },
  { name: 'wrong-key', in: ['Call', 'Push'], rule: { fault: 'wrong-key' } },
  { name: 'stale', in: ['Revocation'], rule: { fault: 'stale' } },
  { name: 'early-push', in: ['Initiate'], rule: { fault: 'early-push', answer: 'approve' } },
  { name: 'duplicate', in: ['Push'], rule: { fault: 'duplicate', count: 2, ms: 100 } },
  { name: 'never', in: ['Push'], rule: { fault: 'never' } },
  { name: 'out-of-order', in: ['Push'], rule: { fault: 'out-of-order', count: 1 } },
  { name: 'nested-content', in: ['Push'], rule: { fault: 'nested-content' } },
  { name: 'base64-key', in: ['Push'], rule: { fault: 'base64-key' } },
  { name: 'other-business', in: ['Push'], rule: { fault: 'other-business' } },
  { name: 'wrong-signature', in: ['Push', 'Timestamp'], rule: { fault: 'wrong-signature' } },
  { name: 'other-certificate', in: ['Push'], rule: { fault: 'other-certificate' } },
  { name: 'server-certificate', in: ['Push'], rule: { fault: 'server-certificate' } },
  { name: 'wrong-state', in: ['Push', 'Redirect'], rule: { fault: 'wrong-state' } },
  ...['wrong-imprint', 'wrong-nonce', 'future', 'unknown-authority', 'refused'].map((name) => ({
    name,
    in: ['Timestamp'],
    rule: { fault: name },
  })),
  { name: 'no-state', in: ['Redirect'], rule: { fault: 'no-state' } },
  { name: 'only-state', in: ['Redirect'], rule: { fault: 'only-state' } },
];
/** Pushes that no e-service can use: nothing comes, and the user gives the request up. */
const USELESS = [
  'html',
  'garbage',
  'garbage-content',
  'wrong-key',
  'never',
  'other-business',
  'wrong-state',
];
/** Pushes of a signature that is none of the signer’s. */
const FALSE = ['wrong-signature', 'other-certificate', 'server-certificate'];

/** The short form: each kind where it may do most harm. */
const SHORT = {
  redirect: ['wrong-state'],
  '/auth/getToken': ['drop, handled'],
  'callback/form-filling': ['other-business'],
  '/account/signing/initiateRequest': ['drop, handled', 'early-push'],
  'callback/signing': [
    ...['result-code D70001', 'duplicate', 'out-of-order', 'wrong-state', 'wrong-key'],
    ...['wrong-signature', 'other-certificate'],
  ],
  'OCSP and lists': ['stale'],
  '/tsa': ['drop', 'wrong-imprint', 'unknown-authority'],
  '/account/signing/ackResult': ['drop', 'result-code D90000'],
};

const LEGEND = {
  good: '✓ settles right',
  again: '↻ an error, done again',
  told: '! told, or given up',
  bad: '✗ wrong',
};

/** @param {import('./report.js').Scale} scale */
export async function run({ long }) {
  const report = new Report('Faults of the sandbox in each step');
  const service = await EXAMPLES['express on SQLite']();
  const person = new Person(service.place);
  const other = new Person(service.place, 'wong');
  const requests = new Requests(service);
  /** @type {Map<string, { kind: string, mark: string }>} */
  const cells = new Map();
  /** @type {Record<string, number>} */
  const errors = {};
  try {
    await checkFaults(service, report);
    await other.logIn();
    for (const step of STEPS) {
      await person.logIn();
      for (const fault of FAULTS) {
        if (!fault.in.some((place) => step.is.includes(place))) continue;
        if (!long && !SHORT[step.at]?.includes(fault.name)) continue;
        const world = { service, person, other, requests };
        const cell = await tried(world, step, fault).catch((error) => {
          report.wrong.push(`${rowOf(step)}, ${fault.name}: ${error.message}`);
          return { kind: 'bad', mark: '✗', errors: [] };
        });
        await clear(service);
        if (cell.kind === 'bad' && cell.why) {
          report.wrong.push(`${rowOf(step)}, ${fault.name}: ${cell.why}`);
        }
        for (const code of cell.errors) errors[code] = (errors[code] ?? 0) + 1;
        cells.set(`${rowOf(step)} ${fault.name}`, cell);
      }
    }
    const { outcomes, words } = await requests.count(report);
    await checkTimestamps(service, report);
    const counts = counted([...cells.values()].map(({ kind }) => LEGEND[kind]));
    report.say(`${cells.size} pairs of a fault and a step: ${counts.join(', ')}.`);
    report.say();
    report.say(`Requests: ${outcomes.join(', ')}. The gateway was told: ${sums(words)}.`);
    report.say();
    report.say(`Errors that users saw before they did it again: ${sums(errors)}.`);
  } finally {
    await service.stop();
  }
  const used = new Set([...cells.keys()].map((key) => key));
  const rows = STEPS.map(rowOf).filter((row) => [...used].some((key) => key.startsWith(`${row} `)));
  const columns = [...new Set(FAULTS.map(({ name }) => name))];
  const cell = (row, column) => cells.get(`${row} ${column}`);
  report.table(
    ['', ...columns.map((_, index) => `${index + 1}`)],
    rows.map((row) => [row, ...columns.map((column) => cell(row, column)?.mark ?? '')]),
  );
  report.say(columns.map((name, index) => `${index + 1} ${name}`).join('; '));
  const title = 'Each fault of the stand-in in each step';
  report.chart('matrix', title, matrix({ title, rows, columns, cell, legend: LEGEND }));
  return report;
}

const rowOf = ({ flow, at }) => `${flow}: ${at.replace('/account/', '')}`;
const sums = (counts) =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ') || 'none';

/** No fault of the sandbox is left out. */
async function checkFaults(service, report) {
  const { kinds } = await (await fetch(`${service.place.gateway}/faults/api`)).json();
  for (const kind of kinds) {
    if (FAULTS.some(({ rule }) => rule.fault === kind)) continue;
    report.wrong.push(`the fault '${kind}' is not tried`);
  }
}

/** Whatever went wrong, each signature has its time-stamp in the end. */
async function checkTimestamps(service, report) {
  for (const [businessId, [{ outcome, timestamp }]] of await service.archived()) {
    if (outcome !== 'signed' || timestamp?.report.indication === 'TOTAL-PASSED') continue;
    report.wrong.push(`${businessId} has no time-stamp`);
  }
}

async function tried({ service, person, other, requests }, step, { name, rule }) {
  const isPush = step.is.includes('Push');
  if (step.first) await service.fault({ at: step.first, fault: 'result-code', code: 'D30002' });
  const places = step.at === 'OCSP and lists' ? REVOCATION : [step.at];
  for (const at of places) await service.fault({ at, ...rule });
  if (step.flow === 'login') return loggedIn(person);
  const isSignature = step.flow === 'sign';
  const isUseless = isPush && USELESS.includes(name);
  const isFalse = isPush && isSignature && FALSE.includes(name);
  const isRefusal = isPush && rule.fault === 'result-code';
  const wish = await requests.wish(person, step.flow, {
    of: `${rowOf(step)}, ${name}`,
    genuine: !isFalse,
    ...(isUseless && { hopelessMs: 800 }),
    // The push waits until another one has overtaken it.
    ...(name === 'out-of-order' && { meanwhile: () => requests.wish(other, step.flow) }),
  });
  const good = isSignature ? 'signed' : 'filled';
  const expected = isFalse ? 'rejected' : isRefusal ? 'refused' : good;
  return judged(wish, expected, { isUseless, isTold: isFalse || isRefusal });
}

/** @param {import('./requests.js').Wish} wish */
function judged({ outcome, errors, withdrawn }, expected, { isUseless, isTold }) {
  const silent = errors.filter((code) => code === 'internal' || code.includes(': '));
  if (silent.length > 0) return { kind: 'bad', mark: '✗', errors, why: silent.join() };
  if (outcome !== expected) {
    return { kind: 'bad', mark: '✗', errors, why: `${outcome} in place of ${expected}` };
  }
  if (isTold || isUseless) return { kind: 'told', mark: '!', errors };
  if (errors.length > 0) return { kind: 'again', mark: '↻', errors };
  return withdrawn > 0 ? { kind: 'told', mark: '!', errors } : { kind: 'good', mark: '✓', errors };
}

async function loggedIn(person) {
  const errors = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      person.cookies.clear();
      await person.logInOnce();
      await person.reload();
      return errors.length > 0
        ? { kind: 'again', mark: '↻', errors }
        : { kind: 'good', mark: '✓', errors };
    } catch (error) {
      // A QR page that is none is the gateway’s, and what the browser shows of it.
      errors.push(error instanceof SyntaxError ? 'no QR page' : codeOf(error));
    }
  }
  return { kind: 'bad', mark: '✗', errors, why: errors.join() };
}

async function clear(service) {
  await fetch(`${service.place.gateway}/faults/api`, { method: 'DELETE' });
}

await alone(import.meta.url, run);
