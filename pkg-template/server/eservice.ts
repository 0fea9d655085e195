import { IamSmartError } from '../error.js';
import type { LoginGrant } from '../wasm/page.js';
import {
  type AccessToken,
  type AccountRequest,
  type AnonymousKind,
  type AnonymousRequest,
  type BulkSigningRequest,
  type Call,
  type CallbackResult,
  checkStateBinding,
  type Digest,
  type FormFillingRequest,
  Gateway,
  type HttpRequest,
  type HttpResponse,
  type PdfSigningRequest,
  type ProfileRequest,
  type SigningOutcome,
  type SigningRequest,
  type Ticket,
  type TokenHolder,
} from '../wasm/server.js';
import { bodyText } from './body.js';
import { type CallbackRequest, checkClientCertificate, sealedCallback } from './callback.js';
import type { EServiceConfig } from './configuration.js';

/** A signing request that was taken: show `identificationCode` at once. */
export type SigningTicket = Ticket & { identificationCode: string };

/** Requests without login. */
export interface AnonymousRequests {
  requestFormFilling(request: AnonymousRequest & FormFillingRequest): Promise<Ticket>;
  /** `hkicHash` has to be there: it names the signer. */
  requestSigning(
    request: AnonymousRequest & SigningRequest & { hkicHash: Digest },
  ): Promise<SigningTicket>;
  /** `hkicHash` has to be there: it names the signer. */
  requestPdfSigning(
    request: AnonymousRequest & PdfSigningRequest & { hkicHash: Digest },
  ): Promise<SigningTicket>;
  /**
   * Fetches the result. With `businessId`, a request that the user refused or did not answer is
   * a result of kind 'refused'; without, it throws 'gateway-refused'.
   */
  getResult(kind: AnonymousKind, token: TokenHolder, businessId?: string): Promise<CallbackResult>;
}

/**
 * The iAM Smart API. Signs and encrypts every call, keeps the content key, and renews it once where
 * the gateway says so (D30001 to D30004). One instance serves any number of calls at once; they
 * share one `getKey`.
 *
 * Every call may throw 'gateway-unreachable', 'gateway-timeout', 'gateway-status',
 * 'gateway-answer-invalid', 'gateway-answer-too-large', 'answer-undecryptable',
 * 'answer-field-invalid', 'content-key-unwrap', and 'gateway-refused' (`GatewayRefusal`).
 *
 * What is sent again, at most three times within `repeatMs`, waiting 0.5, 1 and 2 s or as long as
 * `Retry-After` says, and what is not:
 *
 * | call | HTTP 429 | HTTP 500, 503 |
 * |---|---|---|
 * | `getKey`, `revokeKey`, `acknowledge`, `getResult` | again | again: twice is as good as once |
 * | `getToken`, `requestProfile`, `requestFormFilling`, `requestStepUp` | again: it was not looked at | not: it may have been carried out |
 * | `requestSigning`, `requestPdfSigning`, `requestBulkSigning` | not | not: one businessID, one request |
 *
 * Nothing is sent again after a connection that broke or a gateway that did not answer in time.
 */
export class EService {
  // Carries what the module wants said to the gateway there and back. Which request comes next,
  // what it says and what a response means is decided in the module.
  #gateway: Gateway;
  #fetch: typeof fetch;
  #now: () => Date;
  #timeoutMs: number;
  #repeatMs: number;
  #clientCertificate: EServiceConfig['clientCertificate'];
  #unwrap: ((wrapped: Uint8Array) => Promise<Uint8Array>) | undefined;
  /** The one getKey on its way, for all calls that wait for it. */
  #keyOnItsWay: Promise<void> | undefined;

  /**
   * The same without login: send the browser to `beginLogin` with the ticket's `ticketId`, redeem
   * the code that comes back, and fetch the result with the token.
   */
  readonly anonymous: AnonymousRequests = {
    requestFormFilling: async (request) =>
      this.#run(this.#gateway.anonymousFormFillingCall(request)),
    requestSigning: async (request) => this.#run(this.#gateway.anonymousSigningCall(request)),
    requestPdfSigning: async (request) => this.#run(this.#gateway.anonymousPdfSigningCall(request)),
    getResult: async (kind, token, businessId) =>
      this.#run(this.#gateway.resultCall(kind, token, businessId)),
  };

  /** Throws 'invalid-argument', 'endpoint-insecure' or 'key-encryption-key-invalid'. */
  constructor(config: EServiceConfig) {
    const {
      keyEncryptionKey,
      fetch = globalThis.fetch,
      now = () => new Date(),
      timeoutMs = 15_000,
      repeatMs = 20_000,
      clientCertificate,
    } = config ?? {};
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
    const held = typeof keyEncryptionKey === 'function' ? undefined : keyEncryptionKey;
    this.#unwrap = typeof keyEncryptionKey === 'function' ? keyEncryptionKey : undefined;
    this.#gateway = new Gateway({
      ...config,
      keyEncryptionKey: held,
      repeatMs: Math.round(repeatMs),
    });
    // Called as a method, the platform's own fetch refuses.
    this.#fetch = (...request) => fetch(...request);
    this.#now = now;
    this.#timeoutMs = timeoutMs;
    this.#repeatMs = repeatMs;
    this.#clientCertificate = clientCertificate;
  }

  /**
   * Logs a user in: checks that the grant's `state` was made from its code verifier
   * ('state-not-bound'), then redeems the code. Take each `state` once.
   */
  async login(grant: LoginGrant): Promise<AccessToken> {
    checkStateBinding(grant?.state, grant?.codeVerifier);
    return this.getToken(grant);
  }

  /**
   * Redeems a code without that check: for logins that were not begun with `beginLogin`. A code
   * lives 30 seconds and works once; else 'gateway-refused' with D40004.
   */
  async getToken(grant: { code: string }): Promise<AccessToken> {
    return this.#run(this.#gateway.tokenCall(grant?.code));
  }

  /**
   * Asks the user for the profile. The result is pushed to `redirectUri`, within 18 minutes or
   * never.
   *
   * Here and below: keep what you asked for under `businessId` (`Transactions.begin`) before you
   * call, because the callback may be faster than the answer.
   */
  async requestProfile(request: AccountRequest & ProfileRequest): Promise<Ticket> {
    return this.#run(this.#gateway.profileCall(request));
  }

  /** Asks the user for fields of a form. The result is pushed. */
  async requestFormFilling(request: AccountRequest & FormFillingRequest): Promise<Ticket> {
    return this.#run(this.#gateway.formFillingCall(request));
  }

  /** Asks the user to show again who he is. Whether he did is pushed. */
  async requestStepUp(request: AccountRequest): Promise<Ticket> {
    return this.#run(this.#gateway.stepUpCall(request));
  }

  /** Asks the user for a signature over a digest. Show `identificationCode` at once. */
  async requestSigning(request: AccountRequest & SigningRequest): Promise<SigningTicket> {
    return this.#run(this.#gateway.signingCall(request));
  }

  /** Asks the user to sign a PDF. Show `identificationCode` at once. */
  async requestPdfSigning(request: AccountRequest & PdfSigningRequest): Promise<SigningTicket> {
    return this.#run(this.#gateway.pdfSigningCall(request));
  }

  /**
   * Asks the user for the signatures of up to 1,000 documents, which are pushed in
   * `totalCallbacks` callbacks; see `collectBulkSigning`. Known from the sibling system CorpID
   * alone: whether plain iAM Smart has it is not public.
   */
  async requestBulkSigning(
    request: AccountRequest & BulkSigningRequest,
  ): Promise<Ticket & { totalCallbacks: number }> {
    return this.#run(this.#gateway.bulkSigningCall(request));
  }

  /** Tells iAM Smart what became of a signature: accepted, rejected, or none received. */
  async acknowledge(businessId: string, result: SigningOutcome): Promise<void> {
    await this.#run(this.#gateway.acknowledgementCall(businessId, result));
  }

  /** Ends the content key; the next call fetches a new one. */
  async revokeKey(): Promise<void> {
    await this.#run(this.#gateway.revokeKeyCall());
  }

  /**
   * Opens a push callback, JSON or `multipart/form-data`: unwraps the key that it came with,
   * decrypts, checks its shape. Answer HTTP 200 where this succeeds, and 400 where it throws:
   * 'callback-unreadable' for everything that does not open, whatever the reason;
   * 'callback-too-large', 'callback-unsupported', 'answer-field-invalid',
   * 'client-certificate-refused'.
   *
   * **That it opened does not say who sent it**: the KEK's certificate is no secret, and with it
   * anybody can encrypt. So before you believe a result (`Transactions.arrive` and `take` do the
   * first three):
   * - find the pending request of its `businessId`, which was random (`crypto.randomUUID()`) and
   *   which only you, the gateway and the user's app know; no such request: it belongs to nobody;
   * - compare `state` with the one of that request;
   * - take the pending request out of the store in the same step, so that a second callback finds
   *   none: it is a replay, or a repeated delivery, and changes nothing;
   * - compare `hashCode` with the digest that you sent, and verify signature and certificate with
   *   `iamsmart/verify`. `resultCode` and `message` of a refusal stand outside of the encryption:
   *   nothing but TLS, and a client certificate where your platform checks it, vouches for them.
   */
  async openCallback(request: CallbackRequest): Promise<CallbackResult> {
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

  async #run<Result>(call: Call): Promise<Result> {
    try {
      for (;;) {
        const request: HttpRequest | undefined = this.#gateway.request(call, this.#now());
        if (!request) {
          await this.#newKey();
          continue;
        }
        const answer = await this.#send(request);
        const result: Result | undefined = this.#gateway.receive(call, answer, this.#now());
        if (result !== undefined) return result;
        await pause(call.waitMs);
      }
    } finally {
      call.free();
    }
  }

  async #newKey(): Promise<void> {
    this.#keyOnItsWay ??= this.#fetchKey();
    const onItsWay = this.#keyOnItsWay;
    try {
      // With a limit of its own: on an edge runtime, a fetch ends with the request that began it.
      await within(this.#repeatMs + 2 * this.#timeoutMs, onItsWay, 'No content key came');
    } finally {
      if (this.#keyOnItsWay === onItsWay) this.#keyOnItsWay = undefined;
    }
  }

  async #fetchKey(): Promise<void> {
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

  async #unwrapped(wrapped: Uint8Array): Promise<Uint8Array | undefined> {
    try {
      return await within(
        this.#timeoutMs,
        this.#unwrap?.(wrapped),
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

  async #send({ url, headers, body }: HttpRequest): Promise<HttpResponse> {
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

  /** Retry-After in milliseconds from now: seconds, or a date (RFC 9110 §10.2.3). */
  #retryAfter(header: string | null): number | undefined {
    const ms = /^\d+$/.test(header ?? '')
      ? Number(header) * 1000
      : Date.parse(header ?? '') - this.#now().getTime();
    return Number.isNaN(ms) ? undefined : Math.ceil(Math.min(Math.max(ms, 0), 2 ** 31));
  }
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

/** What `work` gives, unless that takes longer; `what`: what the error says did not happen. */
async function within<T>(ms: number, work: T, what: string): Promise<Awaited<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const message = `${what} within ${ms} ms. The request may have been carried out.`;
    timer = setTimeout(() => reject(new IamSmartError('gateway-timeout', message)), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
