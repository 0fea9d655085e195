// Exchanges with a running sandbox, each checked against its description as it happens.

import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { opened, sealed, signed, unwrapped } from './e-service.js';

/** A `TimeStampReq` (RFC 3161 §2.4.1) of version 1 over this SHA-256 digest. */
const timestampRequest = (digest) =>
  Buffer.concat([Buffer.from('30360201013031300d060960864801650304020105000420', 'hex'), digest]);

export const sha256 = (text) => createHash('sha256').update(text).digest();

export class Exchanges {
  #gateway;
  #descriptions;
  /** The service's content key, once `getKey` was called. */
  key;

  /**
   * @param {any} registration
   * @param {import('./description.js').Description[]} descriptions
   */
  constructor(registration, descriptions) {
    this.registration = registration;
    this.#gateway = registration.gateway;
    this.#descriptions = descriptions;
  }

  /**
   * Sends an operation. Both sides of the exchange are asserted to be as documented.
   *
   * @param {string} id
   * @param {import('./description.js').Sent & { stream?: boolean, undocumented?: boolean }} [sent]
   *   `stream`: only the first event is read. `undocumented`: the request breaks the rules on purpose.
   */
  async send(id, { stream = false, undocumented = false, ...sent } = {}) {
    const { description, operation } = this.#found(id);
    if (!undocumented) description.checkRequest(operation, sent);
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name) =>
      encodeURIComponent(sent.path?.[name] ?? ''),
    );
    const query = new URLSearchParams(sent.query);
    const response = await fetch(`${this.#gateway}${path}${query.size ? `?${query}` : ''}`, {
      method: operation.method,
      headers: {
        ...sent.headers,
        ...(sent.body && { 'Content-Type': sent.type ?? 'application/json' }),
      },
      body: sent.body,
      redirect: 'manual',
    });
    const body = stream ? await firstOf(response) : Buffer.from(await response.arrayBuffer());
    const answered = { status: response.status, headers: response.headers, body };
    const plain = this.#plain(answered);
    description.checkResponse(operation, { ...answered, plain });
    return { ...answered, plain };
  }

  /** Sends a JSON body, and returns the one that comes. */
  async post(id, content, { status = 200, ...sent } = {}) {
    const body = content === undefined ? undefined : Buffer.from(JSON.stringify(content));
    const answered = await this.send(id, { ...sent, body });
    assert.equal(answered.status, status, `${id}: ${answered.body}`);
    return answered.body.length > 0 ? JSON.parse(`${answered.body}`) : undefined;
  }

  /** Makes a call to the gateway that has no content. */
  async call(id) {
    const { body } = await this.send(id, { headers: signed(this.registration, '') });
    return JSON.parse(`${body}`);
  }

  /**
   * Makes a call whose content is sealed, and returns what the answer's content holds.
   *
   * @param {string} id
   * @param {object} content
   * @param {string} [code] The expected result code.
   */
  async sealed(id, content, code = 'D00000') {
    const body = JSON.stringify({ content: sealed(this.key, content) });
    const { body: answer, plain } = await this.send(id, {
      headers: signed(this.registration, body),
      body: Buffer.from(body),
      plain: content,
      // A refusal is asked for by what is not documented.
      undocumented: code !== 'D00000',
    });
    const { code: answered, message } = JSON.parse(`${answer}`);
    assert.equal(answered, code, `${id}: ${message}`);
    return /** @type {any} */ (plain);
  }

  async getKey() {
    const { content } = await this.call('getKey');
    this.key = unwrapped(this.registration, content.secretKey);
  }

  /** Opens the QR page as a test does, and answers in the app; returns the redirect's parameters. */
  async logIn(callbacks, scope, more = {}) {
    const page = await this.send('getQR', {
      query: {
        clientID: this.registration.clientId,
        responseType: 'code',
        source: 'PC_Browser',
        redirectURI: callbacks.loginUri,
        scope,
        ...more,
      },
      headers: { Accept: 'application/json' },
    });
    const { requestID, events } = JSON.parse(`${page.body}`);
    const shown = await this.send('request', { path: { id: requestID }, query: chan });
    await this.answer(requestID, 'approve');
    const secret = new URL(events).searchParams.get('page') ?? '';
    const { body } = await this.send('pageEvents', { query: { page: secret }, stream: true });
    const [, address] = `${body}`.match(/^event: ?finished\ndata: ?(.*)$/m) ?? [];
    return {
      kind: JSON.parse(`${shown.body}`).kind,
      ...Object.fromEntries(new URL(address).searchParams),
    };
  }

  /** Redeems a code. */
  token(code) {
    return this.sealed('getToken', { code, grantType: 'authorization_code' });
  }

  /** Presses a button as chan. */
  answer(id, answer, more = {}) {
    return this.post('answerRequest', { ...chan, ...more }, { path: { id, answer } });
  }

  /** Parameters of every request after a login. */
  account(callbacks, token) {
    return {
      businessID: randomUUID(),
      accessToken: token.accessToken,
      openID: token.openID,
      source: 'PC_Browser',
      redirectURI: callbacks.uri,
      state: 'a-state',
      lang: 'en-US',
    };
  }

  stamp() {
    const body = timestampRequest(sha256('hello'));
    return this.send('timestamp', { type: 'application/timestamp-query', body });
  }

  #found(id) {
    for (const description of this.#descriptions) {
      const operation = description.operations().find((one) => one.id === id);
      if (operation) return { description, operation };
    }
    throw new Error(`There is no operation ${id}`);
  }

  /** What the sealed content of an answer holds. */
  #plain({ headers, body }) {
    if (!this.key || headers.get('content-type') !== 'application/json') return undefined;
    const { content } = JSON.parse(`${body}`);
    return typeof content === 'string' ? opened(this.key, content) : undefined;
  }
}

export const chan = { persona: 'chan' };

/** The first event of a stream; those who send it without end are left. */
async function firstOf(response) {
  if (!response.body) return Buffer.alloc(0);
  let text = '';
  for await (const chunk of response.body) {
    text += Buffer.from(chunk);
    if (/\r?\n\r?\n/.test(text)) break;
  }
  return Buffer.from(text);
}
