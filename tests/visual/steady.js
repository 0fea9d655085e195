// A page as it looks on every machine at every time: fonts of npm packages, and in place of dates,
// digits, digests and QR codes always the same.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
/** A host that nothing answers at but the test. */
const FONTS = 'https://fonts.example';
const PACKAGES = ['noto-sans-tc', 'noto-sans-sc'];
const FAMILIES = ['Noto Sans TC Variable', 'Noto Sans SC Variable'];

const sheets = await Promise.all(
  PACKAGES.map(async (name) => {
    const css = await readFile(resolve(`@fontsource-variable/${name}/index.css`), 'utf8');
    return css.replaceAll('url(./files/', `url(${FONTS}/${name}/files/`);
  }),
);

/** In the document and in each shadow tree. */
const EVERYWHERE = `*, ::before, ::after {
  font-family: ${FAMILIES.map((name) => `"${name}"`)} !important;
  animation: none !important;
  transition: none !important;
  caret-color: transparent !important;
}
.qr svg, [part~="qr"] { visibility: hidden !important; }
::-webkit-scrollbar { display: none; }`;

/** What the browser is started with: letters without the machine's hinting and sub-pixels of its screen. */
export const BROWSER = {
  args: ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
};

/** What a context needs, so that a page can be given its fonts. */
export const CONTEXT = /** @type {const} */ ({ bypassCSP: true, reducedMotion: 'reduce' });

/**
 * Answers what the pages of a context ask of their fonts.
 *
 * @param {import('playwright-core').BrowserContext} context
 */
export async function withFonts(context) {
  await context.route(`${FONTS}/**`, async (route) => {
    const [, name, ...path] = new URL(route.request().url()).pathname.split('/');
    const folder = dirname(resolve(`@fontsource-variable/${name}/index.css`));
    await route.fulfill({
      path: join(folder, ...path),
      headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'font/woff2' },
    });
  });
}

/** Times that a page may show something new meanwhile. */
const ATTEMPTS = 20;

/**
 * The picture of what a page shows now, the same as at any other time.
 *
 * @param {import('playwright-core').Page} page
 */
export async function picture(page) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await settled(page);
    const png = await page.screenshot({ fullPage: true, animations: 'disabled' });
    // A page that showed something new was not settled in the picture.
    if (!(await settled(page))) return png;
  }
  throw new Error(`${page.url()} does not come to rest`);
}

/**
 * Settles what a page and its frames show; true if there was something to settle.
 *
 * @param {import('playwright-core').Page} page
 */
async function settled(page) {
  const found = [];
  for (const frame of page.frames()) {
    // One that is not shown does not paint.
    const isShown = !frame.parentFrame() || (await (await frame.frameElement()).isVisible());
    if (isShown) found.push(await settledIn(frame));
  }
  return found.includes(true);
}

/** @param {import('playwright-core').Frame} frame */
async function settledIn(frame) {
  return frame.evaluate(
    async ([faces, families, everywhere]) => {
      // Fonts of a constructed sheet are not loaded; those of an element are.
      if (!document.querySelector('style[data-fonts]')) {
        const style = document.createElement('style');
        style.dataset.fonts = '';
        style.textContent = faces;
        document.head.append(style);
      }
      // Before they are used: a list of choices keeps the width that it had in another font.
      const textOf = (root) =>
        [...root.querySelectorAll('*')].reduce(
          (text, { shadowRoot, placeholder, value }) =>
            text + (shadowRoot ? textOf(shadowRoot) : '') + (placeholder ?? '') + (value ?? ''),
          root.textContent ?? root.documentElement.textContent,
        );
      const needed = textOf(document);
      await Promise.all(families.map((family) => document.fonts.load(`16px "${family}"`, needed)));
      if (!globalThis.steadySheet) {
        globalThis.steadySheet = new CSSStyleSheet();
        globalThis.steadySheet.replaceSync(everywhere);
      }
      const sheet = globalThis.steadySheet;
      globalThis.steadyTexts ??= new WeakMap();
      const known = globalThis.steadyTexts;
      const months =
        'January|February|March|April|May|June|July|August|September|October|November|December';
      const always = (text) =>
        text
          .replace(/(?:[A-Za-z0-9+/=_-]|%[0-9A-F]{2}){20,}/g, (token) =>
            'x'.repeat(token.replace(/%../g, 'x').length),
          )
          .replace(RegExp(`\\b\\d{1,2} (${months}) \\d{4}`, 'g'), '00 November 0000')
          .replace(/\d{4}年\d{1,2}月\d{1,2}日/g, '0000年00月00日')
          .replace(/\b\d{1,2}(:\d{2})+/g, (time) => (time.length < 6 ? '00:00' : '00:00:00'))
          .replace(/(?<=\d ?)[ap]m\b/g, 'am')
          .replace(/[上下]午(?=\d)/g, '上午')
          .replace(/\d/g, '0');
      let isNew = false;
      const settle = (root) => {
        if (!root.adoptedStyleSheets.includes(sheet)) {
          root.adoptedStyleSheets.push(sheet);
          // What a clock writes from now on is settled before it is painted.
          const observer = new MutationObserver(() => settle(root));
          observer.observe(root, { subtree: true, childList: true, characterData: true });
        }
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.nodeType === Node.TEXT_NODE && !node.parentElement?.closest('style, script')) {
            const text = always(node.data);
            if (text === node.data) continue;
            node.data = text;
            // A clock that went on shows nothing new.
            isNew ||= known.get(node.parentElement) !== text;
            known.set(node.parentElement, text);
          }
          if (node.shadowRoot) settle(node.shadowRoot);
        }
      };
      settle(document);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await document.fonts.ready;
      return isNew;
    },
    /** @type {const} */ ([sheets.join('\n'), FAMILIES, EVERYWHERE]),
  );
}
