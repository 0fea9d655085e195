// The button: pressed, disabled, busy, and a link.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, page, show } from './opened.js';

test('a button submits its form once: pressed, by Enter in a field, by script', async () => {
  await open();
  await show(
    '<form id="f"><input name="a"><input name="b"><iamsmart-button action="sign" type="submit"></iamsmart-button></form>',
  );
  await page.evaluate(() => {
    globalThis.seen = [];
    const form = document.querySelector('form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      seen.push('submit');
    });
    document.querySelector('iamsmart-button').addEventListener('click', () => seen.push('click'));
  });
  const seen = () => page.evaluate(() => seen.splice(0));
  await page.click('iamsmart-button [part="button"]');
  assert.deepEqual(await seen(), ['click', 'submit']);
  await page.focus('[name="a"]');
  await page.keyboard.press('Enter');
  assert.deepEqual(await seen(), ['click', 'submit']);
  await page.evaluate(() => document.querySelector('iamsmart-button').click());
  assert.deepEqual(await seen(), ['click', 'submit']);
  await page.evaluate(() => document.querySelector('iamsmart-button').focus());
  await page.keyboard.press('Space');
  assert.deepEqual(await seen(), ['click', 'submit']);
  // Another link than the button, and what is between them.
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('iamsmart-button');
    const more = shadowRoot.querySelector('[part="more-info"]');
    more.removeAttribute('target');
    more.addEventListener('click', (event) => event.preventDefault());
    more.click();
    shadowRoot.querySelector('.box').click();
  });
  assert.deepEqual(await seen(), []);
  // Pressed already, or not to be pressed.
  for (const off of [
    "document.querySelector('iamsmart-button').busy = true",
    "document.querySelector('iamsmart-button').busy = false; document.querySelector('iamsmart-button').disabled = true",
  ]) {
    await page.evaluate(off);
    await page.evaluate(() => {
      const button = document.querySelector('iamsmart-button');
      button.click();
      button.shadowRoot.querySelector('[part="button"]').click();
    });
    await page.focus('[name="a"]');
    await page.keyboard.press('Enter');
    assert.deepEqual(await seen(), [], off);
  }
  await page.evaluate(() => {
    document.querySelector('iamsmart-button').disabled = false;
  });
  await page.click('iamsmart-button [part="button"]');
  assert.deepEqual(await seen(), ['click', 'submit']);
});

test('a fieldset that is disabled disables the button; a button keeps the focus while it is busy', async () => {
  await open();
  await show(
    '<form><fieldset disabled><iamsmart-button action="sign" type="submit"></iamsmart-button></fieldset></form>',
  );
  assert.ok(await page.isDisabled('iamsmart-button [part="button"]'));
  await page.evaluate(() => {
    document.querySelector('fieldset').disabled = false;
  });
  assert.ok(await page.isEnabled('iamsmart-button button[part="button"]'));
  const size = () =>
    page.$eval('iamsmart-button [part="button"]', (button) => {
      const { width, height } = button.getBoundingClientRect();
      return [width, height];
    });
  const before = await size();
  await page.evaluate(() => {
    const button = document.querySelector('iamsmart-button');
    button.focus();
    button.busy = true;
  });
  assert.deepEqual(await size(), before, 'nothing beside it moves');
  const animation = () =>
    page.$eval('iamsmart-button', ({ shadowRoot }) => {
      const { animationName } = getComputedStyle(shadowRoot.querySelector('.passing'));
      return animationName;
    });
  assert.equal(await animation(), 'pass');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.equal(await animation(), 'none');
  await page.emulateMedia({ reducedMotion: null });
  assert.ok(await page.evaluate(() => document.activeElement.localName === 'iamsmart-button'));
  assert.equal(await page.getAttribute('iamsmart-button [part="button"]', 'aria-disabled'), 'true');
});

test('with an address the button is a link; its words and icon may be the page’s', async () => {
  await open();
  await show(
    '<iamsmart-button action="open" href="hk.gov.iamsmart://hash-sign?ticketID=1"><img slot="icon" alt="">Open the app</iamsmart-button>',
  );
  const link = page.getByRole('link', { name: 'Open the app' });
  assert.equal(await link.getAttribute('href'), 'hk.gov.iamsmart://hash-sign?ticketID=1');
  assert.equal(await page.locator('[part="more-info"]').isVisible(), false, 'it begins nothing');
  await page.evaluate(() => {
    document.querySelector('iamsmart-button').href = '';
  });
  assert.equal(await page.getByRole('button', { name: 'Open the app' }).count(), 1);
});
