import { reading, readingAsync } from '../argument.js';
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
  frameFacts,
  Gateway,
  type GatewayConfig,
  type HttpRequest,
  type HttpResponse,
  isLost,
  type PdfSigningRequest,
  type PrivateKey,
  type ProfileRequest,
  type SharedFields,
  type SharedFieldsRequest,
  type SigningOutcome,
  type SigningRequest,
  type Ticket,
  type TokenHolder,
} from '../wasm/server.js';
import { bodyText } from './body.js';
import { type CallbackRequest, checkClientCertificate, sealedCallback } from './callback.js';
import type { EServiceConfig, Exchange } from './configuration.js';
import { copied, elsewhere, type KeyElsewhere } from './key-elsewhere.js';
import { checkMilliseconds } from './milliseconds.js';
import { credentials, type Registration } from './registration.js';

/** Ticket of a signing request. Show `identificationCode` at once. */
export type SigningTicket = Ticket & { identificationCode: string };

/** Requests for users who are not logged in. */
export interface AnonymousRequests {
  /** Requests fields of a form. */
  requestFormFilling(request: AnonymousRequest & FormFillingRequest): Promise<Ticket>;
  /** Requests a signature over a digest. `hkicHash` is required: it identifies the signer. */
  requestSigning(
    request: AnonymousRequest & SigningRequest & { hkicHash: Digest },
  ): Promise<SigningTicket>;
  /** Requests a signature over a PDF. `hkicHash` is required: it identifies the signer. */
  requestPdfSigning(
    request: AnonymousRequest & PdfSigningRequest & { hkicHash: Digest },
  ): Promise<SigningTicket>;
  /**
   * Fetches the result of a request. If the user refused or did not respond: with `businessId`,
   * returns a result of kind 'refused'; without, throws 'gateway-refused'.
   */
  getResult(kind: AnonymousKind, token: TokenHolder, businessId?: string): Promise<CallbackResult>;
}

/**
 * Client of the iAM Smart API. Signs and encrypts every call, keeps the content key, and renews it
 * once if the gateway rejects it (D30001 to D30004). One instance serves any number of concurrent
 * calls; they share one `getKey`.
 *
 * Every call may throw 'gateway-unreachable', 'gateway-timeout', 'gateway-status',
 * 'gateway-answer-invalid', 'gateway-answer-too-large', 'answer-undecryptable',
 * 'answer-field-invalid', 'content-too-large', 'content-key-unwrap', and 'gateway-refused'
 * (`GatewayRefusal`).
 *
 * If the WebAssembly module traps, the calls under way throw 'module-trapped', and may have been
 * carried out; later calls work.
 *
 * Calls are retried at most three times within `repeatMs`, after 0.5, 1 and 2 s or the time in
 * `Retry-After`:
 *
 * | call | HTTP 429 | HTTP 500, 503 |
 * |---|---|---|
 * | `getKey`, `revokeKey`, `acknowledge`, `getResult`, `getProfiles` | retried | retried: the call is idempotent |
 * | `getToken`, `requestProfile`, `requestFormFilling`, `requestStepUp` | retried: it was not processed | not retried: it may have been processed |
 * | `requestSigning`, `requestPdfSigning`, `requestBulkSigning` | not retried | not retried: one businessID, one request |
 *
 * No call is retried after a broken connection or a timeout.
 */
export class EService {
  // Sends the module's requests and returns the responses to it. The module decides on the next
  // request, its content, and the meaning of a response.
  #held: Gateway;
  /** Kept to make the gateway anew, secrets included. */
  #config: GatewayConfig;
  #fetch: typeof fetch;
  #now: () => Date;
  #timeoutMs: number;
  #repeatMs: number;
  #clientCertificate: EServiceConfig['clientCertificate'];
  #onExchange: EServiceConfig['onExchange'];
  /** KEK held elsewhere. */
  #elsewhere: KeyElsewhere | undefined;
  /** Pending getKey, shared by all calls that wait for it. */
  #keyOnItsWay: Promise<void> | undefined;

  /**
   * Requests for users who are not logged in. Send the browser to `beginLogin` with the ticket's
   * `ticketId`, redeem the code of its callback, and fetch the result with the token.
   */
  readonly anonymous: AnonymousRequests = {
    requestFormFilling: async (request) =>
      this.#run(this.#gateway.anonymousFormFillingCall(request)),
    requestSigning: async (request) => this.#run(this.#gateway.anonymousSigningCall(request)),
    requestPdfSigning: async (request) => this.#run(this.#gateway.anonymousPdfSigningCall(request)),
    getResult: async (kind, token, businessId) =>
      this.#run(this.#gateway.resultCall(kind, token, businessId)),
  };

  /**
   * Creates a client.
   *
   * @throws IamSmartError 'invalid-argument', 'endpoint-insecure', 'key-encryption-key-invalid'
   */
  constructor(given: EServiceConfig) {
    const config = reading('config', () => ({ ...given }));
    const {
      keyEncryptionKey,
      fetch = globalThis.fetch,
      now = () => new Date(),
      timeoutMs = 15_000,
      repeatMs = 20_000,
      clientCertificate,
      onExchange,
    } = config;
    if (keyEncryptionKey === undefined) {
      throw new IamSmartError(
        'invalid-argument',
        "'keyEncryptionKey' cannot be used: it is missing.",
      );
    }
    // `2 * timeoutMs + repeatMs` must fit into a timer's 31 bits.
    checkMilliseconds({ timeoutMs }, { least: 1, longest: LONGEST_MS });
    checkMilliseconds({ repeatMs }, { longest: LONGEST_MS });
    this.#elsewhere = reading('keyEncryptionKey', () => elsewhere(keyEncryptionKey));
    const held = this.#elsewhere ? undefined : (keyEncryptionKey as PrivateKey);
    this.#config = { ...config, keyEncryptionKey: copied(held), repeatMs: Math.round(repeatMs) };
    this.#held = new Gateway(this.#config);
    // The platform's fetch throws if it is called as a method.
    this.#fetch = (...request) => fetch(...request);
    this.#now = now;
    this.#timeoutMs = timeoutMs;
    this.#repeatMs = repeatMs;
    this.#clientCertificate = clientCertificate;
    this.#onExchange = onExchange;
  }

  /**
   * Creates a client from the file that the sandbox writes with `--registration`: its text, or the
   * object in it. `options` complete or replace what the file says.
   *
   * @throws IamSmartError as the constructor
   */
  static fromRegistration(
    registration: Registration | string,
    options: Partial<EServiceConfig> = {},
  ): EService {
    return registered(registration, options);
  }

  /** Address of the gateway. */
  get gateway(): string {
    return this.#config.gateway;
  }

  /** Client ID of the e-service. */
  get clientId(): string {
    return this.#config.clientId;
  }

  /** How identification codes are made; undefined for the default. */
  get joining(): GatewayConfig['joining'] {
    return this.#config.joining;
  }

  /**
   * Logs a user in: checks that the grant's `state` was derived from its code verifier, then
   * redeems the code. Accept each `state` only once.
   *
   * @throws IamSmartError 'state-not-bound', 'state-invalid', 'code-verifier-invalid', or a code of
   *   `getToken`
   */
  async login(grant: LoginGrant): Promise<AccessToken> {
    const given = reading('grant', () => ({ ...grant }));
    checkStateBinding(given.state, given.codeVerifier);
    return this.getToken(given);
  }

  /**
   * Redeems a code without that check, for logins that did not begin with `beginLogin`. A code
   * expires after 30 seconds and works once.
   *
   * `isDirectLoginV2` is for Direct Login v2, in which the user opens the e-service from iAM Smart's
   * catalogue and arrives with a code: known from one integrator's client only. Nothing then says that
   * the browser is the one of the user who approved: a stranger can send somebody an address with a
   * code of the stranger's own. Show who is logged in, and keep what was entered out of that account.
   *
   * @throws IamSmartError 'gateway-refused' with D40004 for an expired or used code
   */
  async getToken(grant: { code: string; isDirectLoginV2?: boolean }): Promise<AccessToken> {
    const { code, isDirectLoginV2 } = reading('grant', () => ({ ...grant }));
    return this.#run(this.#gateway.tokenCall(code as string, isDirectLoginV2));
  }

  /**
   * Returns fields at once, in the answer itself; the user is not asked. Needs the scope
   * 'eidapi_profiles'. Known from one integrator's client only, with its path, which `paths.profiles`
   * changes; no official text describes it.
   */
  async getProfiles(request: TokenHolder & SharedFieldsRequest): Promise<SharedFields> {
    return this.#run(this.#gateway.sharedFieldsCall(request));
  }

  /**
   * Requests the user's profile. The gateway pushes the result to `callbackUri` within 18 minutes
   * or never.
   *
   * For this and all other requests: store your data under `businessId` (`Transactions.begin`)
   * before the call, because the callback may arrive before the response.
   */
  async requestProfile(request: AccountRequest & ProfileRequest): Promise<Ticket> {
    return this.#run(this.#gateway.profileCall(request));
  }

  /** Requests fields of a form. The result is pushed. */
  async requestFormFilling(request: AccountRequest & FormFillingRequest): Promise<Ticket> {
    return this.#run(this.#gateway.formFillingCall(request));
  }

  /** Requests a step-up, that is, that the user authenticates again. The outcome is pushed. */
  async requestStepUp(request: AccountRequest): Promise<Ticket> {
    return this.#run(this.#gateway.stepUpCall(request));
  }

  /** Requests a signature over a digest. Show `identificationCode` at once. */
  async requestSigning(request: AccountRequest & SigningRequest): Promise<SigningTicket> {
    return this.#run(this.#gateway.signingCall(request));
  }

  /** Requests a signature over a PDF. Show `identificationCode` at once. */
  async requestPdfSigning(request: AccountRequest & PdfSigningRequest): Promise<SigningTicket> {
    return this.#run(this.#gateway.pdfSigningCall(request));
  }

  /**
   * Requests signatures over up to 1,000 documents, which are pushed in `totalCallbacks` callbacks;
   * see `collectBulkSigning`. Known from the sibling system CorpID only; no public source says
   * whether plain iAM Smart supports it.
   */
  async requestBulkSigning(
    request: AccountRequest & BulkSigningRequest,
  ): Promise<Ticket & { totalCallbacks: number }> {
    return this.#run(this.#gateway.bulkSigningCall(request));
  }

  /** Reports the outcome of a signature to iAM Smart: accepted, rejected, or not received. */
  async acknowledge(businessId: string, result: SigningOutcome): Promise<void> {
    await this.#run(this.#gateway.acknowledgementCall(businessId, result));
  }

  /** Revokes the content key; the next call fetches a new one. */
  async revokeKey(): Promise<void> {
    await this.#run(this.#gateway.revokeKeyCall());
  }

  /**
   * Opens a push callback, JSON or `multipart/form-data`: unwraps its key, decrypts it, and
   * validates its content. Respond with HTTP 200 if this succeeds and 400 if it throws.
   *
   * **Success does not prove who sent the callback**: the KEK's certificate is public, and anyone
   * can encrypt with it. Before you trust a result (`Transactions.arrive` and `take` do the first
   * three):
   * - find the pending request with its `businessId`. The ID is random (`crypto.randomUUID()`) and
   *   known only to you, the gateway and the user's app. Ignore a result without such a request;
   * - compare `state` with the request's;
   * - remove the pending request from the store in the same step, so that a second callback, a
   *   replay or a repeated delivery, finds none and changes nothing;
   * - compare `hashCode` with the digest that you sent, and verify signature and certificate with
   *   `iamsmart/verify`.
   *
   * `resultCode` and `message` of a refusal are not encrypted: only TLS protects them, and a client
   * certificate if your platform checks it.
   *
   * @throws IamSmartError 'callback-unreadable' for every callback that cannot be opened, whatever
   *   the reason; 'callback-too-large' for more than 10 MiB or 100 parts, 'content-too-large',
   *   'callback-unsupported', 'answer-field-invalid',
   *   'client-certificate-refused', 'invalid-argument'
   */
  async openCallback(request: CallbackRequest): Promise<CallbackResult> {
    if (this.#clientCertificate) await checkClientCertificate(request, this.#clientCertificate);
    const at = this.#now();
    const sealed = await readingAsync('request', () => sealedCallback(request));
    if (this.#onExchange) this.#tell({ endpoint: 'callback', ...sealed.facts, at });
    // A key that cannot be unwrapped must fail like content that cannot be decrypted.
    const unwrapped =
      this.#elsewhere &&
      (await this.#unwrapped(this.#elsewhere, sealed.wrapped).catch(() => undefined));
    return this.#gateway.openCallback(sealed, unwrapped, this.#elsewhere?.isRaw ?? false);
  }

  /**
   * The module's gateway. If the module has started anew, the gateway is made anew, and fetches a
   * new content key.
   */
  get #gateway(): Gateway {
    if (isLost(this.#held)) this.#held = new Gateway(this.#config);
    return this.#held;
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
      // Has a time limit of its own: on an edge runtime, a fetch ends with the request that began
      // it.
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
        const place = this.#elsewhere;
        const unwrapped = place && (await this.#unwrapped(place, wrapped.bytes));
        this.#gateway.keepKey(wrapped, unwrapped, place?.isRaw ?? false);
        return;
      } finally {
        wrapped.free();
      }
    }
  }

  async #unwrapped(
    { operation, shortest, longest }: KeyElsewhere,
    wrapped: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array | undefined> {
    const aborter = new AbortController();
    try {
      // Some HSMs do not end an operation over too little: every later one then fails.
      if (wrapped.length < shortest || wrapped.length > longest) {
        throw new RangeError(`A wrapped key of ${wrapped.length} bytes is of no such modulus.`);
      }
      return await within(
        this.#timeoutMs,
        operation(wrapped, { signal: aborter.signal }),
        "The function 'keyEncryptionKey' did not answer",
      );
    } catch (cause) {
      throw new IamSmartError(
        'content-key-unwrap',
        "The content key from the gateway cannot be unwrapped: the function 'keyEncryptionKey' failed.",
        { cause },
      );
    } finally {
      aborter.abort();
    }
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    const begun = { endpoint: new URL(request.url).pathname, at: this.#now() };
    try {
      const answer = await this.#exchanged(request);
      if (this.#onExchange) {
        this.#tell({ ...begun, status: answer.status, ...frameFacts(answer.text) });
      }
      return answer;
    } catch (error) {
      this.#tell({ ...begun, error: (error as IamSmartError).code });
      throw error;
    }
  }

  #tell(exchange: Omit<Exchange, 'durationMs'>): void {
    const tell = async () => {
      const durationMs = Math.max(0, this.#now().getTime() - exchange.at.getTime());
      return this.#onExchange?.({ ...exchange, durationMs });
    };
    // A log that fails must not fail the call.
    tell().catch(() => {});
  }

  /** @throws IamSmartError */
  async #exchanged({ url, headers, body }: HttpRequest): Promise<HttpResponse> {
    const aborter = new AbortController();
    const exchange = async () => {
      const response = await this.#fetch(url, {
        method: 'POST',
        headers,
        body,
        // The signature is for this address only. workerd does not support 'error'.
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

  /** Returns Retry-After (seconds or a date, RFC 9110 §10.2.3) in milliseconds from now. */
  #retryAfter(header: string | null): number | undefined {
    const ms = /^\d+$/.test(header ?? '')
      ? Number(header) * 1000
      : Date.parse(header ?? '') - this.#now().getTime();
    return Number.isNaN(ms) ? undefined : Math.ceil(Math.min(Math.max(ms, 0), 2 ** 31));
  }
}

function registered(
  registration: Registration | string,
  options: Partial<EServiceConfig>,
): EService {
  const others = reading('options', () => ({ ...options }));
  return new EService({ ...credentials(registration), ...others });
}

/** Maximum of `timeoutMs` and `repeatMs`. */
const LONGEST_MS = 2 ** 29 - 1;

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Waits for `work`, and throws 'gateway-timeout' after `ms` milliseconds; `what` begins the
 * message.
 */
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
