// Makes docs/elements.png: the four elements, in light and dark.
//
//   node tests/elements/picture.js

import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../e2e/browser.js';
import { serve } from './served.js';
import { states } from './states.js';

const OUT = fileURLToPath(new URL('../../docs/elements.png', import.meta.url));

const [browser, served, all] = await Promise.all([launchBrowser(), serve(), states()]);
const page = await browser.newPage({
  viewport: { width: 1200, height: 700 },
  deviceScaleFactor: 1.5,
  colorScheme: 'light',
});
await page.goto(served.origin);
await page.waitForFunction(() => globalThis.elements);
await page.evaluate(
  ([reports]) => {
    document.body.replaceChildren();
    document.body.style.cssText = 'padding:0; display:grid; grid-template-columns:1fr 1fr';
    const looks = [
      ['light', 'en', '#fff', '#17201e'],
      ['dark', 'zh-HK', '#19211f', '#e9f0ee'],
    ];
    for (const [scheme, lang, ground, color] of looks) {
      const half = document.createElement('div');
      half.lang = lang;
      half.style.cssText = `color-scheme:${scheme}; background:${ground}; color:${color}; padding:1.5rem; display:grid; gap:1.5rem; align-content:start; height:700px; overflow:hidden`;
      half.innerHTML = `<div><iamsmart-button action="sign"></iamsmart-button></div>
        <iamsmart-identification-code code="8051"></iamsmart-identification-code>
        <iamsmart-waiting></iamsmart-waiting>
        <iamsmart-report></iamsmart-report>`;
      document.body.append(half);
      half.querySelector('iamsmart-waiting').outcome = {
        stage: 'pending',
        confirmed: true,
        authByQr: true,
        expiresAt: new Date(Date.now() + 17.4 * 60_000).toISOString(),
      };
      half.querySelector('iamsmart-report').report = reports[lang].report;
    }
  },
  [all['report-passed'].properties],
);
await page.screenshot({ path: OUT });
await browser.close();
await served.stop();
