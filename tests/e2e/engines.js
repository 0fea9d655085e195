// A page in each engine, by one interface: Chromium, Firefox, WebKit. The latter two are set up by
// steps that need them, with `--all`.

import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { launchBrowser } from './browser.js';
import { freePort, removed, start } from './programs.js';

/** Maximum time of one `evaluate`, in milliseconds: thousands of forms, on a machine with other work. */
const EVALUATE_MS = 30 * 60_000;

/**
 * @typedef {{
 *   version: string,
 *   goto: (url: string) => Promise<void>,
 *   evaluate: (work: Function | string, ...values: unknown[]) => Promise<any>,
 *   close: () => Promise<void>,
 * }} EnginePage
 *   `evaluate` runs a function or the text of one in the page, with values that JSON can hold, and
 *   returns what its promise becomes.
 */

/** @type {Record<'Chromium' | 'Firefox' | 'WebKit', () => Promise<EnginePage>>} */
export const ENGINES = {
  async Chromium() {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    return {
      version: `Chromium ${browser.version()}`,
      goto: async (url) => void (await page.goto(url)),
      evaluate: (work, ...values) => page.evaluate(calling(work, values)),
      close: () => browser.close(),
    };
  },

  async Firefox() {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: named('IAMSMART_FIREFOX'),
      headless: true,
      protocolTimeout: EVALUATE_MS,
    });
    const page = await browser.newPage();
    return {
      version: await browser.version(),
      goto: async (url) => void (await page.goto(url)),
      evaluate: (work, ...values) => page.evaluate(calling(work, values)),
      close: () => browser.close(),
    };
  },

  async WebKit() {
    // WebKitGTK's browser has no headless mode. The display listens on a socket of this machine.
    const display = await start(
      named('IAMSMART_XVFB'),
      ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
      { ready: /^(\d+)$/ },
    );
    const home = await mkdtemp(join(tmpdir(), 'iamsmart-webkit-'));
    const port = await freePort();
    const driver = await start(named('IAMSMART_WEBKIT_DRIVER'), [`--port=${port}`], {
      env: {
        DISPLAY: `:${display.match[1]}`,
        HOME: home,
        // No display server, no session bus and no graphics card are needed.
        GDK_BACKEND: 'x11',
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      },
    });
    const ended = async () => {
      await driver.stop();
      await display.stop();
      await removed(home);
    };
    try {
      const session = await webDriver(`http://127.0.0.1:${port}`, {
        'webkitgtk:browserOptions': {
          binary: named('IAMSMART_MINI_BROWSER'),
          args: ['--automation'],
        },
      });
      return {
        version: session.version,
        goto: (url) => session.send('url', { url }),
        evaluate: (work, ...values) => session.evaluate(calling(work, values)),
        async close() {
          await session.end();
          await ended();
        },
      };
    } catch (error) {
      await ended();
      throw error;
    }
  },
};

/** The text of an expression that calls a function in a page. */
function calling(work, values) {
  return `(${work})(...${JSON.stringify(values)})`;
}

function named(variable) {
  const path = process.env[variable];
  assert.ok(path, `${variable} names no program: run this suite by cargo xtask test --all`);
  return path;
}

/** A session of W3C's WebDriver. */
async function webDriver(origin, capabilities) {
  const request = async (method, path, body) => {
    const response = await fetch(`${origin}/session${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    assert.ok(response.ok, JSON.stringify(value));
    return value;
  };
  // The driver prints no line when it listens.
  const deadline = Date.now() + 30_000;
  for (;;) {
    const status = await fetch(`${origin}/status`).catch(() => undefined);
    if (status?.ok) break;
    assert.ok(Date.now() < deadline, 'the driver does not answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const begun = await request('POST', '', { capabilities: { alwaysMatch: capabilities } });
  const { browserName, browserVersion } = begun.capabilities;
  const send = (command, body) => request('POST', `/${begun.sessionId}/${command}`, body);
  await send('timeouts', { script: EVALUATE_MS, pageLoad: 60_000 });
  return {
    version: `${browserName} ${browserVersion}`,
    send,
    async evaluate(expression) {
      const { value, error } = await send('execute/async', {
        script: `const done = arguments[arguments.length - 1];
          (async () => ${expression})().then(
            (value) => done({ value: value === undefined ? null : value }),
            (error) => done({ error: String(error) + '\\n' + error.stack }),
          );`,
        args: [],
      });
      if (error) throw new Error(error);
      return value;
    },
    end: () => request('DELETE', `/${begun.sessionId}`),
  };
}
