import { IamSmartError } from '../error.js';
import { checkStateBinding, Gateway, SealedCallback } from '../wasm/server.js';
import { bodyText, MAX_BODY_BYTES, sizeError } from './body.js';

/**
 * Carries what the module wants said to the gateway there and back. Which request comes next, what
 * it says and what an answer means is decided in the module.
 */
export class EService {
  #gateway;
  #fetch;
  #now;
  #timeoutMs;
  /** @type {((wrapped: Uint8Array) => Promise<Uint8Array>) | undefined} */
  #unwrap;
  /** @type {Promise<void> | undefined} The one getKey on its way, for all calls that wait for it. */
  #keyOnItsWay;

  /** @param {import('./index.js').EServiceConfig} config */
  constructor(config = {}) {
    const { keyEncryptionKey, fetch = globalThis.fetch, now, timeoutMs = 15_000 } = config;
    if (keyEncryptionKey === undefined) {
      throw new IamSmartError(
        'invalid-argument',
        "'keyEncryptionKey' cannot be used: it is missing.",
      );
    }
    // Twice that must fit into a timer's 31 bits.
    if (!(timeoutMs > 0 && timeoutMs < 2 ** 30)) {
      throw new IamSmartError(
        'invalid-argument',
        "'timeoutMs' cannot be used: it is no number of milliseconds.",
      );
    }
    const held = typeof keyEncryptionKey !== 'function';
    this.#unwrap = held ? undefined : keyEncryptionKey;
    this.#gateway = new Gateway({
      ...config,
      keyEncryptionKey: held ? keyEncryptionKey : undefined,
    });
    // Called as a method, the platform's own fetch refuses.
    this.#fetch = (...request) => fetch(...request);
    this.#now = now ?? (() => new Date());
    this.#timeoutMs = timeoutMs;
  }

  /** @param {{ code: string }} grant */
  async getToken(grant) {
    return this.#run(this.#gateway.tokenCall(grant?.code));
  }

  /** @param {import('./index.js').LoginGrant} grant */
  async login(grant) {
    checkStateBinding(grant?.state, grant?.codeVerifier);
    return this.getToken(grant);
  }

  /** @param {import('./index.js').AccountRequest & import('./index.js').SigningRequest} request */
  async requestSigning(request) {
    return this.#run(this.#gateway.signingCall(request));
  }

  /**
   * @param {string} businessId
   * @param {'SR001' | 'SR002' | 'SR003'} result
   */
  async acknowledge(businessId, result) {
    await this.#run(this.#gateway.acknowledgementCall(businessId, result));
  }

  /** @param {Request | { body: string }} request */
  async openCallback(request) {
    const sealed = new SealedCallback(await callbackText(request));
    try {
      // A key that does not unwrap must end like a content that does not decrypt.
      const unwrapped =
        this.#unwrap && (await this.#unwrapped(sealed.wrapped).catch(() => undefined));
      return this.#gateway.openCallback(sealed, unwrapped);
    } finally {
      sealed.free();
    }
  }

  /** @param {import('../wasm/server.js').Call} call */
  async #run(call) {
    try {
      for (;;) {
        const request = this.#gateway.request(call, this.#now());
        if (!request) {
          await this.#newKey();
          continue;
        }
        const { status, text } = await this.#send(request);
        const result = this.#gateway.receive(call, status, text);
        if (result !== undefined) return result;
      }
    } finally {
      call.free();
    }
  }

  async #newKey() {
    this.#keyOnItsWay ??= this.#fetchKey();
    const onItsWay = this.#keyOnItsWay;
    try {
      // With a limit of its own: on an edge runtime, a fetch ends with the request that began it.
      await within(2 * this.#timeoutMs, onItsWay, 'No content key came');
    } finally {
      if (this.#keyOnItsWay === onItsWay) this.#keyOnItsWay = undefined;
    }
  }

  async #fetchKey() {
    const { status, text } = await this.#send(this.#gateway.keyRequest(this.#now()));
    const wrapped = this.#gateway.receiveKey(status, text);
    if (!wrapped) return;
    try {
      this.#gateway.keepKey(wrapped, await this.#unwrapped(wrapped.bytes));
    } finally {
      wrapped.free();
    }
  }

  /** @param {Uint8Array} wrapped */
  async #unwrapped(wrapped) {
    try {
      const unwrapped = this.#unwrap(wrapped);
      return await within(
        this.#timeoutMs,
        unwrapped,
        "The function 'keyEncryptionKey' did not answer",
      );
    } catch (cause) {
      throw new IamSmartError(
        'content-key-unwrap',
        "The content key from the gateway cannot be unwrapped: the function 'keyEncryptionKey' failed.",
        { cause },
      );
    }
  }

  /** @param {{ url: string, headers: Record<string, string>, body: string }} request */
  async #send({ url, headers, body }) {
    const aborter = new AbortController();
    const exchange = async () => {
      const response = await this.#fetch(url, {
        method: 'POST',
        headers,
        body,
        // Signed for this address and no other. 'error' is unknown to workerd.
        redirect: 'manual',
        signal: aborter.signal,
      });
      const text = (await bodyText(response, 'gateway-answer-too-large')) ?? '';
      return { status: response.status, text };
    };
    try {
      return await within(this.#timeoutMs, exchange(), 'The gateway did not answer');
    } catch (cause) {
      if (cause instanceof IamSmartError) throw cause;
      throw new IamSmartError(
        'gateway-unreachable',
        'The gateway could not be reached, or the connection broke. The request may have been carried out.',
        { cause },
      );
    } finally {
      aborter.abort();
    }
  }
}

/**
 * What `work` gives, unless that takes longer.
 *
 * @template T
 * @param {number} ms
 * @param {Promise<T>} work
 * @param {string} what What the error says did not happen.
 */
async function within(ms, work, what) {
  let timer;
  const timeout = new Promise((_, reject) => {
    const message = `${what} within ${ms} ms. The request may have been carried out.`;
    timer = setTimeout(() => reject(new IamSmartError('gateway-timeout', message)), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Request | { body: string }} request */
async function callbackText(request) {
  if (typeof request?.body === 'string') {
    // A character is one to three bytes of UTF-8 for each of its UTF-16 units.
    if (request.body.length > MAX_BODY_BYTES) throw sizeError('callback-too-large');
    return request.body;
  }
  if (!request?.headers?.get || request.bodyUsed || request.body?.locked) {
    throw new IamSmartError(
      'invalid-argument',
      "'request' cannot be used: it is neither a Request that is yet to be read nor an object with the body's text.",
    );
  }
  try {
    return (await bodyText(request, 'callback-too-large')) ?? '';
  } catch (error) {
    // A body that broke off is as good as one that cannot be opened.
    if (error instanceof IamSmartError) throw error;
    return '';
  }
}
