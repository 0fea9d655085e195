// Secrets and personal data searched where they must not be: in what processes print, in what pages
// are told, on the store's disk after everything was taken, in the memories of the modules.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EXAMPLES } from '../examples/examples.js';
import { Person } from '../examples/person.js';
import { filesWith } from '../stores/leftovers.js';
import { alone, Report } from './report.js';
import { Requests } from './requests.js';

const SERVICES = ['express on SQLite'];
const LONG = ['express on Redis', 'hono on Postgres', 'worker on Durable Objects'];
/** Personal data of the user, and what the user writes into the form. */
const PERSONAL = {
  name: 'CHAN, Tai Man',
  'Chinese name': '陳大文',
  'identity card number': 'A123456',
  'what the form holds': 'PLANTED-VEHICLE',
};

/** @param {import('./report.js').Scale} scale */
export async function run({ long }) {
  const report = new Report('Secrets and personal data');
  /** @type {(string | number)[][]} */
  const rows = [];
  for (const name of long ? [...SERVICES, ...LONG] : SERVICES) {
    await ofService(name, report, rows);
  }
  report.say(
    'What was looked for after logins, forms, signatures, refusals, faults and forged callbacks, after everything was taken and the disk was cleaned as docs/stores.md says. A dash: none of it was found; every text is searched in Base64, too. That it can be found is shown before: it is on disk while it waits to be taken.',
  );
  report.table(['service', 'looked for', 'printed', 'errors', 'disk before', 'disk after'], rows);
  await inMemories(report);
  return report;
}

async function ofService(name, report, rows) {
  const service = await EXAMPLES[name]();
  try {
    const person = new Person(service.place);
    /** @type {string[]} */
    const errors = [];
    const { secrets, verifier } = await begun(service, person);
    const requests = new Requests(service);
    for (const kind of ['fill', 'sign'])
      await requests.wish(person, kind, { of: PERSONAL['what the form holds'] });
    await troubled(service, person, errors);
    // A form and a signature wait to be taken; the disk has them.
    const waiting = await person.sign(PERSONAL['what the form holds']);
    await person.inApp(waiting.ticketId, 'approve');
    await person.settled(waiting.businessId);
    const filled = await person.fill();
    await person.inApp(filled.ticketId, 'approve');
    await person.settled(filled.businessId);
    const everything = { ...secrets, 'code verifier': verifier, ...PERSONAL };
    const before = {};
    for (const [what, text] of Object.entries(everything)) {
      before[what] = (await ofStore(service, text)).length;
    }
    for (const { businessId } of [waiting, filled]) await person.step(businessId, 'take');
    // What is told and acknowledged afterwards is written, too.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await service.clean?.();
    const printed = service.output().join('\n');
    for (const [what, text] of Object.entries(everything)) {
      const after = await ofStore(service, text);
      const found = {
        printed: printed.includes(text) ? 1 : 0,
        errors: errors.filter((error) => error.includes(text)).length,
        after: after.length,
      };
      const cell = (count) => (count > 0 ? count : '–');
      rows.push([
        name,
        what,
        cell(found.printed),
        cell(found.errors),
        cell(before[what]),
        cell(found.after),
      ]);
      for (const [where, count] of Object.entries(found)) {
        if (count > 0) report.letIn.push(`${name}: ${what} in ${where} ${after}`);
      }
    }
    // Postgres compresses large values before they are on disk, so not all is found before.
    const shown = Object.keys(PERSONAL).some((what) => before[what] > 0);
    if (!shown) report.wrong.push(`${name}: nothing is found before it is taken`);
    await tokens(service, report, name);
  } finally {
    await service.stop();
  }
}

/** Files of the store that hold a text. What `onSettled` keeps is the e-service’s own. */
async function ofStore({ disk }, text) {
  const files = await filesWith(disk, text);
  return files.filter((path) => !path.startsWith(join(disk, 'Archive')));
}

/** Logs in, and returns the secrets of service and login. */
async function begun(service, person) {
  const { clientSecret, keyEncryptionKey } = service.registration;
  const page = await person.fetch('/login', { redirect: 'manual' });
  await page.arrayBuffer();
  const kept = JSON.parse(decodeURIComponent(person.cookies.get('__Host-login') ?? ''));
  await person.logIn();
  const secrets = {
    'client secret': clientSecret,
    'key encryption key': keyEncryptionKey.split('\n')[2],
    'name of the session': decodeURIComponent(person.cookies.get('__Host-session') ?? ''),
  };
  for (const [name, text] of Object.entries(secrets)) {
    if (!text || text.length < 16) throw new Error(`${name} is not known`);
  }
  return { secrets, verifier: kept.codeVerifier };
}

/** Whatever may make a process print, and a page be told. */
async function troubled(service, person, errors) {
  const told = async (path, init = {}) => {
    const response = await person.fetch(path, { redirect: 'manual', ...init });
    errors.push(`${[...response.headers].join('\n')}\n${await response.text()}`);
  };
  const post = (body) => ({ method: 'POST', body });
  const hashCode = Buffer.alloc(32).toString('base64');
  await told(`/login/callback?code=c&state=s`);
  await told('/api/requests/owner-x/events');
  await told('/iamsmart/callback', post('{}'));
  await told('/iamsmart/callback', post('{"secretKey":"AAAA","content":"AAAA"}'));
  await told('/api/sign', post('no form'));
  await person.sign(PERSONAL['what the form holds'], { hashCode }).catch((error) => {
    errors.push(error.message);
  });
  const at = '/account/signing/initiateRequest';
  for (const rule of [
    { at, fault: 'result-code', code: 'D20009' },
    { at, fault: 'status', status: 429 },
    { at, fault: 'result-code', code: 'D90000' },
  ]) {
    await service.fault(rule);
    await person.sign(PERSONAL['what the form holds']).then(
      ({ businessId }) => person.step(businessId, 'withdraw'),
      (error) => errors.push(error.message),
    );
  }
  for (const fault of ['wrong-key', 'garbage', 'wrong-signature', 'other-certificate']) {
    await service.fault({ at: 'callback/signing', fault });
    const open = await person.sign(PERSONAL['what the form holds']);
    await person.inApp(open.ticketId, 'approve');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await person.step(open.businessId, 'withdraw');
    await person.step(open.businessId, 'take');
  }
}

/** Deletes the entries of sessions in the SQLite file of the first argument. */
const LOG_OUT = `const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1]);
database.exec('PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000');
database.exec("DELETE FROM iamsmart_transactions WHERE id LIKE 'session-%'");
database.exec('PRAGMA wal_checkpoint(TRUNCATE)');`;

/** The access token is in the session's entry, which is the e-service's own, and nowhere else. */
async function tokens(service, report, name) {
  if (name !== 'express on SQLite') return;
  const bytes = await readFile(join(service.disk, 'transactions.db'), 'latin1');
  const log = await readFile(join(service.disk, 'transactions.db-wal'), 'latin1').catch(() => '');
  const found = new Set(
    [...(bytes + log).matchAll(/"accessToken":"([^"]+)"/g)].map(([, text]) => text),
  );
  if (found.size === 0) report.wrong.push('the session’s entry is not found');
  const [node, path] = [process.env.IAMSMART_NEWER_NODE ?? process.execPath, 'transactions.db'];
  await promisify(execFile)(node, ['--no-warnings', '--eval', LOG_OUT, join(service.disk, path)]);
  const printed = service.output().join('\n');
  for (const token of found) {
    const files = await filesWith(service.disk, token);
    if (files.length > 0) report.letIn.push(`an access token is in ${files}`);
    if (printed.includes(token)) report.letIn.push('an access token was printed');
  }
  report.say(
    `Access tokens: ${found.size} in the entries of sessions, which are the example’s own; with these deleted, none on disk, and none printed.`,
  );
  report.say();
}

/** See wasm-memory.js. */
async function inMemories(report) {
  const program = fileURLToPath(new URL('wasm-memory.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', program]);
  const { baseline, found, after } = JSON.parse(stdout);
  const names = ['page', 'server', 'verify'];
  const rows = [];
  const sum = (counts) => counts.reduce((total, count) => total + count, 0);
  for (const name of Object.keys(found)) {
    const less = (counts) => sum(counts) - sum(baseline[name].counts);
    const [then, now] = [less(found[name].counts), less(after[name].counts)];
    rows.push([name, then, now]);
    // See docs/threat-model.md: parameters that crypto-bigint does not wipe.
    const isOfKey = name.startsWith('KEK: ') && name !== 'KEK: text';
    if (now > 0 && !isOfKey)
      report.letIn.push(`${name} is in the memory of a module after it was freed`);
  }
  report.say(
    `In the memories of the modules (${names.join(', ')}), while they are used and after their objects were freed. Numbers of the key encryption key may remain: crypto-bigint wipes values of a modular arithmetic, and not their modulus, which is a prime of the key.`,
  );
  report.table(['looked for', 'in use', 'freed'], rows);
}

await alone(import.meta.url, run);
