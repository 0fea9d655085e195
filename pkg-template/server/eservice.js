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
  constructor(config) {
    const { keyEncryptionKey, fetch = globalThis.fetch, now, timeoutMs = 15_000 } = config;
    if (keyEncryptionKey === undefined) {
      throw new IamSmartError(
        'invalid-argument',
        "'keyEncryptionKey' cannot be used: it is missing.",
      );
    }
    if (!(timeoutMs > 0 && timeoutMs < 2 ** 31)) {
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
    return this.#run(this.#gateway.tokenCall(grant.code));
  }

  /** @param {import('./index.js').LoginGrant} grant */
  async login(grant) {
    checkStateBinding(grant.state, grant.codeVerifier);
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
      const unwrap = this.#unwrap;
      // A key that does not unwrap must end like a content that does not decrypt.
      const unwrapped = unwrap && (await settled(unwrap, sealed.wrapped));
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

  #newKey() {
    this.#keyOnItsWay ??= this.#fetchKey().finally(() => {
      this.#keyOnItsWay = undefined;
    });
    return this.#keyOnItsWay;
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
      return await this.#unwrap(wrapped);
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
    let timer;
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(() => {
        reject(
          new IamSmartError(
            'gateway-timeout',
            `The gateway did not answer within ${this.#timeoutMs} ms. The request may have been carried out.`,
          ),
        );
        aborter.abort();
      }, this.#timeoutMs);
    });
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
      return await Promise.race([exchange(), timeout]);
    } catch (cause) {
      if (cause instanceof IamSmartError) throw cause;
      throw new IamSmartError(
        'gateway-unreachable',
        'The gateway could not be reached, or the connection broke. The request may have been carried out.',
        { cause },
      );
    } finally {
      clearTimeout(timer);
    }
  }
}

/** @param {Request | { body: string }} request */
async function callbackText(request) {
  if (typeof request.body !== 'string') {
    return (await bodyText(request, 'callback-too-large')) ?? '';
  }
  // A character is one to three bytes of UTF-8 for each of its UTF-16 units.
  if (request.body.length > MAX_BODY_BYTES) throw sizeError('callback-too-large');
  return request.body;
}

/**
 * @param {(wrapped: Uint8Array) => Promise<Uint8Array>} unwrap
 * @param {Uint8Array} wrapped
 */
async function settled(unwrap, wrapped) {
  try {
    return await unwrap(wrapped);
  } catch {
    return undefined;
  }
}
