import { IamSmartError } from '../error.js';
import { checkStateBinding, Gateway } from '../wasm/server.js';
import { bodyText } from './body.js';
import { checkClientCertificate, sealedCallback } from './callback.js';

/**
 * Carries what the module wants said to the gateway there and back. Which request comes next, what
 * it says and what an answer means is decided in the module.
 */
export class EService {
  #gateway;
  #fetch;
  #now;
  #timeoutMs;
  #repeatMs;
  #clientCertificate;
  /** @type {((wrapped: Uint8Array) => Promise<Uint8Array>) | undefined} */
  #unwrap;
  /** @type {Promise<void> | undefined} The one getKey on its way, for all calls that wait for it. */
  #keyOnItsWay;

  /** @type {import('./index.js').EService['anonymous']} */
  anonymous = {
    requestFormFilling: async (request) => this.#run(this.#gateway.formFillingCall(request, true)),
    requestSigning: async (request) => this.#run(this.#gateway.signingCall(request, true)),
    requestPdfSigning: async (request) => this.#run(this.#gateway.pdfSigningCall(request, true)),
    getResult: async (kind, token, businessId) =>
      this.#run(this.#gateway.resultCall(kind, token, businessId)),
  };

  /** @param {import('./index.js').EServiceConfig} config */
  constructor(config = {}) {
    const { keyEncryptionKey, fetch = globalThis.fetch, now } = config;
    const { timeoutMs = 15_000, repeatMs = 20_000, clientCertificate } = config;
    if (keyEncryptionKey === undefined) {
      throw new IamSmartError(
        'invalid-argument',
        "'keyEncryptionKey' cannot be used: it is missing.",
      );
    }
    // Twice the one and once the other must fit into a timer's 31 bits.
    for (const [name, ms] of Object.entries({ timeoutMs, repeatMs })) {
      if (!(ms >= 0 && ms < 2 ** 29) || (name === 'timeoutMs' && ms === 0)) {
        throw new IamSmartError(
          'invalid-argument',
          `'${name}' cannot be used: it is no number of milliseconds.`,
        );
      }
    }
    const held = typeof keyEncryptionKey !== 'function';
    this.#unwrap = held ? undefined : keyEncryptionKey;
    this.#gateway = new Gateway({
      ...config,
      keyEncryptionKey: held ? keyEncryptionKey : undefined,
      repeatMs: Math.round(repeatMs),
    });
    // Called as a method, the platform's own fetch refuses.
    this.#fetch = (...request) => fetch(...request);
    this.#now = now ?? (() => new Date());
    this.#timeoutMs = timeoutMs;
    this.#repeatMs = repeatMs;
    this.#clientCertificate = clientCertificate;
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

  /** @param {import('./index.js').AccountRequest & import('./index.js').ProfileRequest} request */
  async requestProfile(request) {
    return this.#run(this.#gateway.profileCall(request));
  }

  /** @param {import('./index.js').AccountRequest & import('./index.js').FormFillingRequest} request */
  async requestFormFilling(request) {
    return this.#run(this.#gateway.formFillingCall(request, false));
  }

  /** @param {import('./index.js').AccountRequest} request */
  async requestStepUp(request) {
    return this.#run(this.#gateway.stepUpCall(request));
  }

  /** @param {import('./index.js').AccountRequest & import('./index.js').SigningRequest} request */
  async requestSigning(request) {
    return this.#run(this.#gateway.signingCall(request, false));
  }

  /** @param {import('./index.js').AccountRequest & import('./index.js').PdfSigningRequest} request */
  async requestPdfSigning(request) {
    return this.#run(this.#gateway.pdfSigningCall(request, false));
  }

  /** @param {import('./index.js').AccountRequest & import('./index.js').BulkSigningRequest} request */
  async requestBulkSigning(request) {
    return this.#run(this.#gateway.bulkSigningCall(request));
  }

  /**
   * @param {string} businessId
   * @param {'SR001' | 'SR002' | 'SR003'} result
   */
  async acknowledge(businessId, result) {
    await this.#run(this.#gateway.acknowledgementCall(businessId, result));
  }

  async revokeKey() {
    await this.#run(this.#gateway.revokeKeyCall());
  }

  /** @param {Request | { body: string }} request */
  async openCallback(request) {
    if (this.#clientCertificate) await checkClientCertificate(request, this.#clientCertificate);
    const sealed = await sealedCallback(request);
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
        const answer = await this.#send(request);
        const result = this.#gateway.receive(call, answer, this.#now());
        if (result !== undefined) return result;
        await pause(call.waitMs);
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
      await within(this.#repeatMs + 2 * this.#timeoutMs, onItsWay, 'No content key came');
    } finally {
      if (this.#keyOnItsWay === onItsWay) this.#keyOnItsWay = undefined;
    }
  }

  async #fetchKey() {
    for (;;) {
      const answer = await this.#send(this.#gateway.keyRequest(this.#now()));
      const wrapped = this.#gateway.receiveKey(answer, this.#now());
      if (wrapped === undefined) return;
      if (typeof wrapped === 'number') {
        await pause(wrapped);
        continue;
      }
      try {
        this.#gateway.keepKey(wrapped, await this.#unwrapped(wrapped.bytes));
        return;
      } finally {
        wrapped.free();
      }
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
      const retryAfterMs = this.#retryAfter(response.headers.get('Retry-After'));
      return { status: response.status, text, retryAfterMs };
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

  /**
   * Retry-After in milliseconds from now: seconds, or a date (RFC 9110 §10.2.3).
   *
   * @param {string | null} header
   */
  #retryAfter(header) {
    const ms = /^\d+$/.test(header ?? '')
      ? Number(header) * 1000
      : Date.parse(header ?? '') - this.#now().getTime();
    return Number.isNaN(ms) ? undefined : Math.ceil(Math.min(Math.max(ms, 0), 2 ** 31));
  }
}

/** @param {number} ms */
async function pause(ms) {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
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
