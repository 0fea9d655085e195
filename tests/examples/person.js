// A person with a browser and the app, without either.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ABOUT } from '../../examples/about.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { hashForm } = await import(pathToFileURL(join(pkg, 'page/inline.js')).href);

export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** HKIC of those who sign with RSA. */
export const HKIC = { chan: 'A123456(3)', wong: 'K654321(9)', lee: 'WX123452(6)' };

/** What a page may see of a service that is troubled; it tries again. */
export class Trouble extends Error {}

/**
 * @typedef {object} Place
 * @property {string} origin Of the e-service.
 * @property {string} gateway Of the sandbox, without faults.
 * @property {string} [proxy] Of the sandbox, as the e-service knows it.
 */

export class Person {
  /**
   * @param {Place} place
   * @param {keyof typeof HKIC} persona
   */
  constructor(place, persona = 'chan') {
    this.place = place;
    this.persona = persona;
    this.cookies = new Map();
    /** Ends what is tried again and again. @type {AbortSignal | undefined} */
    this.over = undefined;
  }

  /** Logs in through the QR page, until it works. */
  logIn() {
    return this.#untilDone(() => this.logInOnce());
  }

  /** Logs in through the QR page, or throws `Trouble`. */
  async logInOnce() {
    const home = await this.returnedHome('approve');
    if (home !== '/') throw new Trouble(`login: ${home}`);
  }

  /** Answers a login in the app; returns where the browser ends. */
  async returnedHome(button) {
    const begun = await this.fetch('/login', { redirect: 'manual' });
    const address = begun.headers.get('Location');
    if (begun.status >= 500 || !address) throw new Trouble(`login: ${begun.status}`);
    const page = await fetch(this.#direct(address), { headers: { Accept: 'application/json' } });
    const { requestID, events } = await page.json();
    await this.inApp(requestID, button);
    const stream = await (await fetch(this.#direct(events))).text();
    const callback = stream.match(/^event: ?finished\ndata: ?(.*)$/m)?.[1] ?? '';
    const done = await this.fetch(callback, { redirect: 'manual' });
    if (done.status >= 400) throw new Trouble(`login: ${done.status} ${await done.text()}`);
    return done.headers.get('Location') ?? '';
  }

  /** What the page sees when it is loaded: what is open. */
  reload() {
    return this.json('/api/requests');
  }

  /** Asks to fill in the form. */
  fill() {
    return this.json('/api/fill', { method: 'POST' });
  }

  /**
   * Asks to sign.
   *
   * @param {string} vehicle
   * @param {{ hashCode?: string, remarks?: string }} [changes]
   */
  async sign(vehicle, { remarks, ...changes } = {}) {
    const form = new FormData();
    form.append('hkic', HKIC[this.persona]);
    form.append('vehicle', vehicle);
    if (remarks) form.append('remarks', remarks);
    form.append('proof', new File([`proof of ${vehicle}`], 'proof.txt'));
    const { hashCode } = await hashForm(form, ABOUT);
    const query = new URLSearchParams({ hashCode, ...changes });
    const encoded = new Response(form);
    const headers = { 'Content-Type': encoded.headers.get('Content-Type') ?? '' };
    const body = await encoded.arrayBuffer();
    const asked = await this.json(`/api/sign?${query}`, { method: 'POST', headers, body });
    return { ...asked, hashOfPage: hashCode };
  }

  /** Waits for the end of a request, by server-sent events. */
  async settled(businessId, timeoutMs = 120_000) {
    const until = Date.now() + timeoutMs;
    return this.#untilDone(async () => {
      const path = `/api/requests/${businessId}/events`;
      const signal = AbortSignal.timeout(Math.max(1, until - Date.now()));
      const response = await this.fetch(path, { signal });
      if (response.status >= 500) throw new Trouble(`events: ${response.status}`);
      assert.equal(response.status, 200, `events: ${response.status}`);
      const stream = await response.text();
      const events = [...stream.matchAll(/^event: ?(.*)\ndata: ?(.*)$/gm)];
      const last = events.at(-1);
      if (!last || ['pending', 'arrived'].includes(last[1])) throw new Trouble('the stream broke');
      const outcome = JSON.parse(last[2]);
      assert.equal(outcome.stage, last[1]);
      return outcome;
    }, until);
  }

  /** @param {'withdraw' | 'take'} step */
  step(businessId, step) {
    return this.#untilDone(() =>
      this.json(`/api/requests/${businessId}/${step}`, { method: 'POST' }),
    );
  }

  evidence(businessId) {
    return this.#untilDone(async () => {
      const response = await this.fetch(`/api/requests/${businessId}/evidence`);
      if (response.status >= 500) throw new Trouble(`evidence: ${response.status}`);
      assert.equal(response.status, 200, 'evidence');
      return response.text();
    });
  }

  /** Presses a button in the app. */
  async inApp(id, button) {
    const body = JSON.stringify({ persona: this.persona });
    const address = `${this.place.gateway}/app/api/requests/${id}/${button}`;
    const response = await fetch(address, { method: 'POST', body });
    const text = await response.text();
    if (response.ok) return;
    throw Object.assign(new Error(`${button}: ${text}`), { status: response.status });
  }

  /** What iAM Smart knows of a request. */
  async known(id) {
    const address = `${this.place.gateway}/app/api/requests/${id}?persona=${this.persona}`;
    return (await fetch(address)).json();
  }

  /** An answer in JSON; throws `Trouble`, or an error with the answer's code. */
  async json(path, init) {
    const response = await this.fetch(path, init);
    const text = await response.text().catch((cause) => {
      throw new Trouble(`${path}: broken`, { cause });
    });
    if (response.status >= 500) throw new Trouble(`${path}: ${response.status} ${text}`);
    const content = JSON.parse(text);
    if (response.ok) return content;
    throw Object.assign(new Error(`${path}: ${text}`), content, { status: response.status });
  }

  async fetch(path, init = {}) {
    this.over?.throwIfAborted();
    const headers = {
      'User-Agent': USER_AGENT,
      Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...init.headers,
    };
    const response = await fetch(new URL(path, this.place.origin), { ...init, headers }).catch(
      (cause) => {
        throw new Trouble(`${path}: no answer`, { cause });
      },
    );
    for (const set of response.headers.getSetCookie()) {
      const [pair, ...attributes] = set.split(/; */);
      const [name, value] = pair.split(/=(.*)/s);
      assert.ok(attributes.includes('HttpOnly') && attributes.includes('Secure'), set);
      if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** The same address without faults: the app and its page are not what is tested. */
  #direct(address) {
    const { proxy, gateway } = this.place;
    return proxy ? address.replace(proxy, gateway) : address;
  }

  /**
   * @template T
   * @param {() => Promise<T>} attempt
   * @returns {Promise<T>}
   */
  async #untilDone(attempt, until = Date.now() + 120_000) {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        const isTrouble =
          error instanceof Trouble || (error instanceof Error && error.name === 'TypeError');
        if (!isTrouble || Date.now() > until) throw error;
        await pause(100 + Math.random() * 200);
      }
    }
  }
}
