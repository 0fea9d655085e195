// The desktop’s browser is killed at each step and started again with the profile that it left on the
// disk. Chromium writes cookies and storage there late, so a session may be gone with it: the person
// logs in again, and finds what was begun.

import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { choose } from '../worker/visitor.js';
import { launchBrowser, launchMortalBrowser } from './browser.js';
import { startDemo } from './demo.js';
import { codes, fillIn, logIn, logInAgain, twoDevices, verdict } from './people.js';
import { removed } from './programs.js';
import { until } from './until.js';

let phones;
let demo;

before(async () => {
  demo = await startDemo();
  phones = await launchBrowser();
});

after(async () => {
  await phones?.close();
  await demo?.stop();
});

/** A person at a desktop whose browser can be killed, logged in, until the test ends. */
async function atDesktop(context) {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-browser-'));
  const phone = await twoDevices(phones, demo);
  let browser = await launchMortalBrowser(folder);
  const person = {
    app: phone.app,
    page: await browser.context.newPage(),
    /** Ends the browser in the middle of what it does. */
    die: () => browser.kill(),
    /** Opens the page in a new process, and logs in if the session died with the old one. */
    async comeBack() {
      browser = await launchMortalBrowser(folder);
      person.page = await browser.context.newPage();
      await person.page.goto(demo.origin);
      await person.page.waitForSelector(':is(#log-in, #log-out):visible');
      if (await person.page.isVisible('#log-in')) await logInAgain(person, demo);
    },
  };
  context.after(async () => {
    await browser.kill();
    await phone.close();
    await removed(folder);
  });
  await logIn(person, demo);
  await atForm(person);
  return person;
}

const atForm = ({ page }) => page.waitForSelector('[data-view="fill-in"]:not([hidden])');

const codeIn = async ({ page }) => {
  await page.waitForSelector('[data-view="sign"]:not([hidden])');
  return page.$eval('iamsmart-identification-code', ({ code }) => code);
};

async function submit({ page }) {
  await fillIn(page, { bytes: 10 });
  await page.click('[type="submit"]');
}

async function approve({ app }) {
  await app.goto(`${demo.gateway}/app`);
  await app.click('[data-action="approve"]');
  await app.waitForSelector('[data-answer="approved"]');
}

/** The number of requests that the server has of this person. */
const requests = ({ page }) =>
  page.evaluate(async () => (await (await fetch('/api/requests')).json()).length);

/** Waits until the server has so many. */
const has = (person, count) =>
  until(`the server has ${count} requests`, async () => (await requests(person)) === count);

test('at iAM Smart’s page: nothing was begun, and the next login works', async (context) => {
  const person = await atDesktop(context);
  await person.page.click('#log-out');
  await person.page.click('#log-in button');
  await person.page.waitForSelector('main[data-request]');
  await person.die();
  await person.comeBack();
  await atForm(person);
  assert.equal(await requests(person), 0);
});

test('while the gateway is asked: one request, found again', async (context) => {
  const person = await atDesktop(context);
  await choose(demo, { at: '/account/signing/initiateRequest', fault: 'delay', ms: 3000 });
  await submit(person);
  await has(person, 1);
  await person.die();
  await person.comeBack();
  const code = await codeIn(person);
  assert.equal(await requests(person), 1);
  const { inPage, inApp } = await codes(person);
  assert.equal(inPage, code);
  assert.equal(inApp, code);
  await approve(person);
  await verdict(person.page, 'TOTAL-PASSED');
});

test('while the app asks: the same code again', async (context) => {
  const person = await atDesktop(context);
  await submit(person);
  const { inPage } = await codes(person);
  await person.die();
  await person.comeBack();
  assert.equal(await codeIn(person), inPage);
  assert.match(await person.page.textContent('#signed-text'), /AB 1234/);
  await approve(person);
  await verdict(person.page, 'TOTAL-PASSED');
});

test('approved while there is no browser: the result is there', async (context) => {
  const person = await atDesktop(context);
  await submit(person);
  await codes(person);
  await person.die();
  await approve(person);
  await person.comeBack();
  await verdict(person.page, 'TOTAL-PASSED');
  assert.match(await person.page.textContent('#signed-text'), /AB 1234/);
});

test('shown and not saved: shown again, until it is saved', async (context) => {
  const person = await atDesktop(context);
  await submit(person);
  await codes(person);
  await approve(person);
  await verdict(person.page, 'TOTAL-PASSED');
  await person.die();
  await person.comeBack();
  await verdict(person.page, 'TOTAL-PASSED');
  const [download] = await Promise.all([
    person.page.waitForEvent('download'),
    person.page.click('#download'),
  ]);
  assert.equal(download.suggestedFilename(), 'signed-form.json');
  await has(person, 0);
  await person.die();
  await person.comeBack();
  await atForm(person);
  assert.equal(await requests(person), 0);
});

test('while the app asks for the fields: they are filled in when the page is back', async (context) => {
  const person = await atDesktop(context);
  await person.page.click('#fill button');
  await person.app.waitForSelector('[data-field="idNo"]');
  await person.die();
  await approve(person);
  await person.comeBack();
  await person.page.waitForSelector('#filled:not([hidden])');
  assert.equal(await person.page.inputValue('[name="fullName"]'), 'CHAN, Tai Man');
});
