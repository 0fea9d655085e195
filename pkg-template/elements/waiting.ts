import type { Outcome } from '../flows/outcome.js';
import { appLink } from '../page/app-link.js';
import { sentenceOf } from '../texts/index.js';
import type { Language } from '../texts/language.js';
import { inLanguage, type Sentence } from '../texts/sentence.js';
import './button.js';
import { Countdown } from './countdown.js';
import { DATED_STYLE, dated } from './dated.js';
import { instantIn } from './dates.js';
import { define, make, say } from './dom.js';
import { type Connection, follow, isFinal, type ServiceFailure } from './following.js';
import { LocalizedElement } from './localized-element.js';

const ASKED: Sentence = [
  'Waiting for your answer in iAM Smart…',
  '正在等候您在「智方便」的回覆……',
  '正在等候您在“智方便”的答复……',
];
const ASKED_AGAIN: Sentence = [
  'We ask again at {at}.',
  '我們會於 {at} 再次查詢。',
  '我们将于{at}再次查询。',
];
const CONNECTIONS: Record<Connection, Sentence> = {
  up: ['', '', ''],
  lost: [
    'No connection. Nothing is lost: you can still answer on your phone, and this page goes on as soon as it is connected again.',
    '連線中斷，資料並無遺失。您仍可在手機回應，恢復連線後本頁會自動繼續。',
    '连接中断，资料没有丢失。您仍可在手机上响应，恢复连接后本页会自动继续。',
  ],
  busy: [
    'The service is busy. Nothing is lost, and this page goes on by itself in a moment.',
    '服務繁忙，資料並無遺失，本頁稍後會自動繼續。',
    '服务繁忙，资料没有丢失，本页稍后会自动继续。',
  ],
};

const STYLE = `${DATED_STYLE}
:host { text-align: center; }
.told { margin-block-start: 0.6rem; }
.turning { display: inline-block; width: 0.85em; height: 0.85em; margin-inline-end: 0.5em; border: 0.14em solid var(--_accent);
  border-block-start-color: transparent; border-radius: 50%; vertical-align: -0.05em; animation: turn 1.2s linear infinite; }
@keyframes turn { to { rotate: 360deg; } }
@media (prefers-reduced-motion: reduce) { .turning { animation: none; border-style: dotted; } }
.time { color: var(--_soft); font-variant-numeric: tabular-nums; }
.note, .connection { padding: 0.75rem 1rem; border: 1px solid var(--_unsure); border-radius: var(--_radius);
  background: var(--_unsure-ground); color: var(--_unsure); text-align: start; }
/* Its line is there as long as it waits: what stands below does not move when the time is known, or an answer is. */
.time:empty::before { content: "\\200b"; }
.note:empty, .connection:empty { display: none; }
`;

/**
 * `<iamsmart-waiting request="/api/requests/…">` waits for what becomes of a request: it follows the
 * address under which `Flows.serve` serves it, over broken connections and a computer's sleep, shows the
 * stage, the time left and the way to the app on the same device, and tells by events:
 *
 * | event | `detail` | when |
 * |---|---|---|
 * | `iamsmart-stage` | `Outcome` | something is known, and it is not over |
 * | `iamsmart-outcome` | `Outcome` | it is over: 'settled', 'taken' or 'unknown' |
 * | `iamsmart-failure` | `ServiceFailure` | the service refuses: e.g. 401, the session has ended |
 * | `iamsmart-connection` | `Connection` | the connection is 'lost', the service 'busy', or all is 'up' again |
 *
 * Attributes: `request`; `app-base` and `environment` as in `appLink`. Without `request` it shows the
 * property `outcome`. Content of its own, such as a button to withdraw, stands below. Parts: `stage`,
 * `time`, `note`, `connection`, `open` and its `button`.
 */
export class IamSmartWaiting extends LocalizedElement {
  static observedAttributes = ['app-base', 'environment', 'request'];

  protected readonly styles = STYLE;
  protected override readonly settable = ['outcome', 'request', 'appBase', 'environment'];
  #turning = make('span', { class: 'turning', 'aria-hidden': 'true' });
  #stage = make('span', { part: 'stage', role: 'status' });
  #time = make('p', { class: 'told time', part: 'time', role: 'timer' });
  #note = make('p', { class: 'told note', part: 'note' });
  #connection = make('p', { class: 'told connection', part: 'connection', role: 'status' });
  #spoken = make('p', { class: 'spoken', role: 'status' });
  #open = make('iamsmart-button', {
    action: 'open',
    target: '_blank',
    part: 'open',
    exportparts: 'button',
  });
  #countdown = new Countdown(this.#time, this.#spoken);
  #outcome: Outcome | undefined;
  #failure: ServiceFailure | undefined;
  #state: Connection = 'up';
  #following: AbortController | undefined;
  /** Address that is followed. */
  #followed = '';

  /** Address under which `Flows.serve` serves the request; empty to follow none. */
  get request(): string {
    return this.getAttribute('request') ?? '';
  }

  set request(request: string | null | undefined) {
    this.setAttribute('request', request ?? '');
  }

  /** `base` of `appLink`, e.g. of a sandbox. */
  get appBase(): string {
    return this.getAttribute('app-base') ?? '';
  }

  set appBase(base: string | null | undefined) {
    this.setAttribute('app-base', base ?? '');
  }

  /** `environment` of `appLink`. Default: 'production'. */
  get environment(): 'production' | 'test' {
    return this.getAttribute('environment') === 'test' ? 'test' : 'production';
  }

  set environment(environment: 'production' | 'test') {
    this.setAttribute('environment', environment);
  }

  /** What is known of the request; undefined if nothing is yet. */
  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  set outcome(outcome: Outcome | null | undefined) {
    this.#outcome = outcome ?? undefined;
    this.#failure = undefined;
    this.update();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#countdown.stop();
    this.#stop();
  }

  override attributeChangedCallback(
    name: string,
    before: string | null,
    after: string | null,
  ): void {
    super.attributeChangedCallback(name, before, after);
    if (name === 'request' && before !== after && this.isConnected) this.#follow();
  }

  protected build(root: ShadowRoot): void {
    const state = make('p', { class: 'told' }, this.#turning, this.#stage);
    const told = [state, this.#time, this.#note, this.#connection];
    root.append(this.#open, ...told, make('slot'), this.#spoken);
  }

  protected render(language: Language): void {
    const outcome = this.#outcome;
    const pending = outcome?.stage === 'pending' ? outcome : undefined;
    const isOver = this.#failure !== undefined || (outcome !== undefined && isFinal(outcome));
    this.#turning.hidden = isOver;
    say(this.#stage, this.#sentence(language));
    this.#countdown.show(pending?.expiresAt, language);
    const note = this.#noteIn(language);
    if (this.#note.textContent !== note) this.#note.replaceChildren(...dated(note));
    // A note takes the place of a time that there is no more.
    this.#time.hidden = isOver || (!pending && note !== '');
    say(this.#connection, isOver ? '' : inLanguage(CONNECTIONS[this.#state], language));
    const link = pending && this.#link(pending);
    this.#open.hidden = !link;
    this.#open.href = link ?? '';
  }

  #sentence(language: Language): string {
    if (this.#failure?.status === 401) return sentenceOf('not-logged-in', language);
    if (this.#failure) return sentenceOf(this.#failure, language);
    const outcome = this.#outcome;
    const isAsked = outcome?.stage === 'pending' && (!outcome.confirmed || !outcome.authByQr);
    if (!outcome || isAsked) return inLanguage(ASKED, language);
    return sentenceOf(outcome, language);
  }

  #noteIn(language: Language): string {
    const outcome = this.#outcome;
    if (outcome?.stage === 'pending') return outcome.confirmed ? '' : sentenceOf(outcome, language);
    const nextAt = outcome?.stage === 'arrived' ? outcome.undecided?.nextAt : undefined;
    return nextAt ? inLanguage(ASKED_AGAIN, language, { at: instantIn(nextAt, language) }) : '';
  }

  /** Returns the link to the app, if that is on this device and can be opened from here. */
  #link({ kind, ticketId, authByQr }: Outcome & { stage: 'pending' }): string | undefined {
    if (authByQr !== false || !ticketId || kind === 'bulk-signing') return undefined;
    const where = this.appBase ? { base: this.appBase } : { environment: this.environment };
    try {
      return appLink({ kind, ticketId, ...where });
    } catch {
      // No public source says how the app is opened for this kind.
      return undefined;
    }
  }

  async #follow(): Promise<void> {
    const { request } = this;
    if (request === this.#followed && this.#following) return;
    this.#stop();
    if (request === '') return;
    if (request !== this.#followed) {
      this.#outcome = undefined;
      this.#failure = undefined;
    }
    this.#followed = request;
    const following = new AbortController();
    this.#following = following;
    this.update();
    const failure = await follow(request.replace(/\/$/, ''), {
      signal: following.signal,
      onOutcome: (outcome) => this.#learn(outcome),
      onConnection: (connection) => this.#show(connection),
    });
    if (!failure) return;
    this.#failure = failure;
    this.update();
    this.#tell('iamsmart-failure', failure);
  }

  #stop(): void {
    this.#following?.abort();
    this.#following = undefined;
    this.#state = 'up';
  }

  #learn(outcome: Outcome): void {
    this.#outcome = outcome;
    this.update();
    this.#tell(isFinal(outcome) ? 'iamsmart-outcome' : 'iamsmart-stage', outcome);
  }

  #show(connection: Connection): void {
    if (connection === this.#state) return;
    this.#state = connection;
    this.update();
    this.#tell('iamsmart-connection', connection);
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

define('iamsmart-waiting', IamSmartWaiting);

declare global {
  interface HTMLElementTagNameMap {
    'iamsmart-waiting': IamSmartWaiting;
  }
  interface GlobalEventHandlersEventMap {
    'iamsmart-stage': CustomEvent<Outcome>;
    'iamsmart-outcome': CustomEvent<Outcome>;
    'iamsmart-failure': CustomEvent<ServiceFailure>;
    'iamsmart-connection': CustomEvent<Connection>;
  }
}
