// A page that fills in forms, a person, and masks.

import { join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchBrowser } from '../e2e/browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');

let browser;
export let page;
before(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.js', import.meta.url))],
    alias: { 'iamsmart-autofill': join(pkg, 'page/plain.js') },
    bundle: true,
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    write: false,
  });
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.setContent('<!doctype html><title>form</title>');
  await page.addScriptTag({ content: outputFiles[0].text });
});
after(() => browser?.close());

/** Fills in a form of this HTML. */
export const fill = (html, fields, mapping, options) =>
  page.evaluate((args) => globalThis.fillHtml(...args), [html, fields, mapping, options]);

export const person = {
  idNo: { identification: 'A123456', checkDigit: '3' },
  enName: { unstructuredName: 'CHAN, Tai Man' },
  chName: { chineseName: '陳大文' },
  birthDate: '1980-02-15',
  gender: 'M',
  prefix: 'Mr',
  emailAddress: 'taiman.chan@example.hk',
  mobileNumber: { countryCode: '852', subscriberNumber: '91234567' },
  officeTelNumber: {
    countryCode: '86',
    nationalDestinationCode: '755',
    subscriberNumber: '81234567',
  },
};

/** A script that listens to a control's events, as masks do. */
export const script = (name, type, body) =>
  `<script>document.querySelector('[name=${name}]').addEventListener('${type}', ({ target }) => { ${body} });</script>`;
