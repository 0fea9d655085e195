import { invalid, reading } from '../argument.js';
import type { EService } from '../server/eservice.js';
import { checkDurations, checkMilliseconds } from '../server/milliseconds.js';
import { Records } from '../server/records.js';
import { arriving } from '../server/transactions.js';
import { copied, ownerOf, signalOf, textOf } from './arguments.js';
import { Asking } from './asking.js';
import { type CallbackOptions, type CallbackRequest, notReceived, received } from './callback.js';
import { eventStream, isFinal, type Listener } from './events.js';
import { LoginFlow } from './login.js';
import type {
  FillRequest,
  FlowProblem,
  FlowsOptions,
  SignPdfRequest,
  SignRequest,
  Trust,
} from './options.js';
import { type OpenRequest, type Outcome, outcomeOf } from './outcome.js';
import { OwnedTransactions } from './owned.js';
import { type ServeOptions, served } from './serve.js';
import { Settling } from './settling.js';

/** Lifetime of an iAM Smart interaction and of its ticket. */
const LIFE_MS = 18 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** Default of `timestampAuthority.forMs`. */
const TIMESTAMP_FOR_MS = 10 * 60 * 1000;

/** Longest wait for a change before the record is read again, in milliseconds. */
const LONGEST_WAIT_MS = 60_000;

/** Number of transactions that one pass of `settleDue` takes on. */
const BATCH = 100;

/** Number of transactions that are settled at the same time. */
const AT_ONCE = 8;

/**
 * The workflows of an e-service: login, form filling and signing, from the request to the outcome
 * that the e-service was told of and the gateway was told about.
 *
 * What the user gave is stored before anything else is done with it. Every step starts from the store,
 * so any process can go on where another ended.
 *
 * ```js
 * const flows = new Flows({ eService, store, callbackUri, trust: { trustAnchors }, onSettled });
 * const { businessId, identificationCode } = await flows.sign({ owner, user, form, about, hashCode, … });
 * app.post('/iamsmart/callback', (request) => flows.callback(request));
 * const outcome = await flows.wait(businessId, { owner });
 * ```
 */
export class Flows {
  /** Login, by the server's redirects or with a page's grant. */
  readonly login: LoginFlow;
  #eService: EService;
  #records: Records;
  #owned: OwnedTransactions;
  #asking: Asking;
  #settling: Settling;
  #onProblem: (problem: FlowProblem) => void;

  /** @throws IamSmartError 'invalid-argument' */
  constructor(options: FlowsOptions) {
    const given = copied('options', options);
    const { eService, store, callbackUri, trust, timestampAuthority, onSettled } = given;
    const { now = () => new Date(), onProblem = warn, names, formLabels } = given;
    check(given);
    this.#eService = eService;
    this.#records = new Records(store, now, names);
    this.#owned = new OwnedTransactions(this.#records);
    this.#onProblem = onProblem;
    this.login = new LoginFlow(eService, this.#records);
    this.#asking = new Asking(eService, this.#records, this.#owned, callbackUri, times(given));
    this.#settling = new Settling({
      eService,
      records: this.#records,
      trust,
      timestampAuthority,
      onSettled,
      formLabels,
      onProblem,
    });
  }

  /**
   * Requests fields of a form.
   *
   * @throws IamSmartError 'request-open' (`RequestOpen`) if the owner has a request that waits for the
   *   user, 'transaction-exists', 'invalid-argument', and the codes of `EService` that say that the
   *   gateway did not take the request
   */
  async fill(request: FillRequest): Promise<OpenRequest> {
    return this.#asking.fill(copied('request', request));
  }

  /**
   * Requests a signature over a submission: makes its canonical form again, compares it with what the
   * page hashed, and only then asks. Show `identificationCode` at once.
   *
   * With `hkicHash` the gateway lets no one else sign (D70005); nothing in a result says who signed,
   * apart from the certificate.
   *
   * @throws IamSmartError 'form-differs' (`FormDiffers`), and the codes of `fill` and `hashForm`
   */
  async sign(request: SignRequest): Promise<OpenRequest> {
    return this.#asking.sign(copied('request', request));
  }

  /**
   * Requests a signature over a PDF.
   *
   * @throws IamSmartError the codes of `fill`
   */
  async signPdf(request: SignPdfRequest): Promise<OpenRequest> {
    return this.#asking.signPdf(copied('request', request));
  }

  /**
   * Receives a callback: opens it, matches businessID and `state`, stores it, and answers. Then
   * settles it in the background.
   *
   * | answer | when |
   * |---|---|
   * | 200 | stored, also if it is a repeated, late or unknown one: pushing it again would not help |
   * | 400, 413 | it cannot be opened, or is too large |
   * | 403 | it did not come with the gateway's client certificate |
   * | 503 | the store failed: the gateway may push it again |
   */
  async callback(request: CallbackRequest, options: CallbackOptions = {}): Promise<Response> {
    try {
      const result = await this.#eService.openCallback(request);
      const changed = await this.#records.change(result.businessId, (record, now) =>
        record.arrive(arriving(result), now),
      );
      if (changed) this.#settleLater(result.businessId, options);
      return received();
    } catch (error) {
      this.#onProblem({ step: 'callback', error });
      return notReceived(error);
    }
  }

  /** Returns what is known of an owner's request; to anyone else it is unknown. */
  async outcome(businessId: string, options: { owner: string }): Promise<Outcome> {
    return (await this.#read(businessId, ownerOf(options))).outcome;
  }

  /**
   * Returns what is known of a request as soon as its stage is another than `stage` (default:
   * 'pending'), after `timeoutMs` (default: 25,000) milliseconds, or when the signal fires.
   */
  async wait(
    businessId: string,
    options: {
      owner: string;
      stage?: Outcome['stage'] | undefined;
      timeoutMs?: number | undefined;
      signal?: AbortSignal | undefined;
    },
  ): Promise<Outcome> {
    const { stage = 'pending', timeoutMs = 25_000, ...given } = copied('options', options);
    const owner = ownerOf(given);
    const signal = signalOf(given.signal);
    checkMilliseconds({ timeoutMs });
    const until = Date.now() + timeoutMs;
    let abort = () => {};
    const aborted = new Promise<void>((resolve) => {
      abort = resolve;
    });
    signal?.addEventListener('abort', abort, { once: true });
    try {
      for (;;) {
        const { outcome, version, wakeAt } = await this.#read(businessId, owner);
        if (outcome.stage !== stage || version === undefined) return outcome;
        const due = wakeAt - this.#records.now().getTime();
        if (due <= 0) await this.settle(businessId);
        const left = Math.min(until - Date.now(), LONGEST_WAIT_MS);
        if (left <= 0 || signal?.aborted) return outcome;
        const patience = Math.min(left, Math.max(due, 1000));
        await Promise.race([this.#records.store.changed(businessId, version, patience), aborted]);
      }
    } finally {
      // A stream of events waits again and again with one signal.
      signal?.removeEventListener('abort', abort);
    }
  }

  /**
   * Streams the stages of a request to its page as server-sent events, the last being 'settled',
   * 'taken' or 'unknown'. The data of each is the `Outcome` in JSON.
   */
  events(businessId: string, listener: Listener): Response {
    const { ended, ...given } = copied('listener', listener);
    const owner = ownerOf(given);
    return eventStream(
      async (stage, timeoutMs, signal) =>
        stage === undefined
          ? this.outcome(businessId, { owner })
          : this.wait(businessId, { owner, stage, timeoutMs, signal }),
      { owner, ended, signal: signalOf(given.signal) },
    );
  }

  /**
   * Returns an owner's requests that wait for the user, are being settled, or wait to be taken, newest
   * first: what a page shows after a reload.
   */
  async reclaim(owner: string): Promise<Outcome[]> {
    const ids = await this.#owned.list(textOf('owner', owner));
    const outcomes = await Promise.all(ids.map((id) => this.outcome(id, { owner })));
    const isOpen = (outcome: Outcome) =>
      !isFinal(outcome) || (outcome.stage === 'settled' && outcome.settled.outcome !== 'failed');
    return outcomes.filter(isOpen);
  }

  /**
   * Gives a request up, for the user. The gateway cannot be told; a signature that comes later is
   * rejected (SR002). Changes nothing if the result has arrived.
   */
  async withdraw(businessId: string, options: { owner: string }): Promise<Outcome> {
    const owner = ownerOf(options);
    const changed = await this.#records.change(textOf('businessId', businessId), (record, now) => {
      if (record.view(now).owner === owner) record.withdraw(now);
    });
    if (changed?.view.owner !== owner) return { stage: 'unknown' };
    this.#settleLater(businessId, {});
    return outcomeOf(changed.view);
  }

  /**
   * Hands an outcome over, after the page has shown or saved it, and returns it to exactly one caller;
   * all others get 'taken'. Its content is deleted, once `onSettled` was told.
   */
  async take(businessId: string, options: { owner: string }): Promise<Outcome> {
    const owner = ownerOf(options);
    const changed = await this.#records.change(textOf('businessId', businessId), (record, now) => {
      const before = record.view(now);
      return before.owner === owner && record.take(now) ? before : undefined;
    });
    if (changed?.view.owner !== owner) return { stage: 'unknown' };
    await this.#owned.change(owner, { remove: businessId });
    return outcomeOf(changed.answer ?? changed.view);
  }

  /**
   * Answers what a page asks of its user's requests, under `path`:
   *
   * | request | answer |
   * |---|---|
   * | `GET` path | `reclaim`: what is open, as JSON |
   * | `GET` path/businessID | `outcome`, as JSON |
   * | `GET` path/businessID/events | `events` |
   * | `GET` path/businessID/evidence | the evidence of a signature, to be saved as a file; 404 if there is none |
   * | `POST` path/businessID/take | `take`, as JSON |
   * | `POST` path/businessID/withdraw | `withdraw`, as JSON |
   *
   * All else is 404 or 405. It asks nobody who the user is: call it for the session's user alone, and
   * refuse pages of other sites (`SameSite`, `Sec-Fetch-Site`) before.
   */
  serve(request: Request, options: ServeOptions): Promise<Response> {
    return served(this, request, options);
  }

  /** Carries out what is due for one transaction. Any process may call it at any time. */
  async settle(businessId: string): Promise<void> {
    return this.#settling.settle(textOf('businessId', businessId));
  }

  /**
   * Carries out what is due for all transactions of the store, and returns for how many. A store whose
   * entries wake themselves (Durable Objects) needs no call.
   */
  async settleDue(): Promise<number> {
    const { store, now } = this.#records;
    const ids = (await store.due?.(now(), BATCH)) ?? [];
    const next = ids.values();
    const worker = async () => {
      for (const id of next) {
        await this.settle(id).catch((error) =>
          this.#onProblem({ businessId: id, step: 'settle', error }),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return ids.length;
  }

  /**
   * Carries out what is due, now and every `everyMs` milliseconds (default: 2,000), until the signal
   * fires. Call it once in each process of Node, Deno or Bun; a process that ends may do so at any
   * step.
   */
  async run(options: RunOptions = {}): Promise<void> {
    const { everyMs = 2000, ...given } = copied('options', options);
    const signal = signalOf(given.signal);
    checkMilliseconds({ everyMs }, { least: 1 });
    while (!signal?.aborted) {
      try {
        if ((await this.settleDue()) === BATCH) continue;
      } catch (error) {
        this.#onProblem({ step: 'settle', error });
      }
      await pause(everyMs, signal);
    }
  }

  #settleLater(businessId: string, { waitUntil }: CallbackOptions): void {
    const work = this.settle(businessId).catch((error) =>
      this.#onProblem({ businessId, step: 'settle', error }),
    );
    waitUntil?.(work);
  }

  async #read(
    businessId: string,
    owner: string,
  ): Promise<{ outcome: Outcome; version?: string; wakeAt: number }> {
    const read = await this.#records.view(textOf('businessId', businessId));
    if (!read || read.view.owner !== owner) {
      return { outcome: { stage: 'unknown' }, wakeAt: Number.POSITIVE_INFINITY };
    }
    const { view, version } = read;
    const wakeAt = view.wakeAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(view.wakeAt);
    return { outcome: outcomeOf(view), version, wakeAt };
  }
}

/** Options of `Flows.run`. */
export interface RunOptions {
  /** Time between two passes, in milliseconds. Default: 2,000. */
  everyMs?: number | undefined;
  /** Ends it. */
  signal?: AbortSignal | undefined;
}

function check(options: FlowsOptions): void {
  const { eService, store, callbackUri, trust, timestampAuthority } = options;
  const { onSettled, onProblem, formLabels, now } = options;
  const isFunction = (value: unknown) => value === undefined || typeof value === 'function';
  const hasAnchors = ({ trustAnchors }: Trust) =>
    Array.isArray(trustAnchors) && trustAnchors.length > 0;
  const areUrls = (url: string | string[]) =>
    url.length > 0 && [url].flat().every((one) => URL.canParse(one));
  const isUsable = {
    eService: () => typeof eService.openCallback === 'function',
    store: () => typeof store.read === 'function',
    callbackUri: () => URL.canParse(callbackUri),
    'trust.trustAnchors': () => hasAnchors(trust),
    'timestampAuthority.url': () => !timestampAuthority || areUrls(timestampAuthority.url),
    'timestampAuthority.trustAnchors': () => !timestampAuthority || hasAnchors(timestampAuthority),
    onSettled: () => isFunction(onSettled),
    onProblem: () => isFunction(onProblem),
    formLabels: () => isFunction(formLabels),
    now: () => isFunction(now),
  };
  for (const [name, usable] of Object.entries(isUsable)) {
    if (!passes(usable)) throw invalid(name, 'it is missing, or not of its type');
  }
}

function passes(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}

function times({
  lifeMs = LIFE_MS,
  keepMs = HOUR_MS,
  graceMs,
  decideForMs,
  clockToleranceMs,
  leaseMs,
  timestampAuthority,
}: FlowsOptions) {
  const timestampForMs = timestampAuthority
    ? reading('timestampAuthority', () => timestampAuthority.forMs ?? TIMESTAMP_FOR_MS)
    : undefined;
  const given = { graceMs, decideForMs, clockToleranceMs, leaseMs, timestampForMs };
  checkDurations({ lifeMs, keepMs, ...given });
  const flow = Object.fromEntries(Object.entries(given).filter(([, ms]) => ms !== undefined));
  return { lifeMs, keepMs, flow };
}

function warn({ step, businessId = '', error }: FlowProblem): void {
  // Messages of others may have personal data.
  const { name = typeof error, code = '' } =
    error instanceof Error ? (error as { name: string; code?: unknown }) : {};
  console.warn(`iamsmart: ${step} ${businessId} failed: ${name} ${code}`);
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
