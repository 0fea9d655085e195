import type { Language } from '../texts/language.js';
import { inLanguage, type Sentence } from '../texts/sentence.js';
import { say } from './dom.js';

const TIME_LEFT: Sentence = ['Time left {clock}', '剩餘時間 {clock}', '剩余时间 {clock}'];
const MINUTES_LEFT: Sentence = [
  '{minutes} minutes left.',
  '尚餘 {minutes} 分鐘。',
  '还剩 {minutes} 分钟。',
];
const MINUTE_LEFT: Sentence = ['One minute left.', '尚餘一分鐘。', '还剩一分钟。'];

/** What is left when it is said, in seconds: a screen reader is not to speak every second. */
const SPOKEN_AT = [300, 60];

/**
 * Longest time that is counted down, in seconds. An interaction with iAM Smart lasts 18 minutes; if the
 * device's clock is wrong, no time is shown rather than a wrong one.
 */
const LONGEST = 3600;

/** How long what was said stays for whoever looks for it, in seconds. */
const KEPT = 10;

/** Shows the time left until an instant, and says it now and then. */
export class Countdown {
  #clock: Node;
  #spoken: Node;
  #onEnd: () => void;
  #until: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #language: Language = 'en';
  #wasRunning = false;
  #isEndTold = false;
  /** Seconds that were left before. */
  #before = 0;
  /** Seconds that were left when it was said. */
  #saidAt = 0;

  /** @param spoken Live region; empty between two announcements. */
  constructor(clock: Node, spoken: Node, onEnd: () => void = () => {}) {
    this.#clock = clock;
    this.#spoken = spoken;
    this.#onEnd = onEnd;
  }

  /** True if the time ran out while it was counted. */
  get isOver(): boolean {
    return this.#wasRunning && this.#left() <= 0;
  }

  /** Counts down to an instant, ISO 8601; anything else stops it. */
  show(until: string | null | undefined, language: Language): void {
    const instant = Date.parse(until ?? '');
    if (instant !== this.#until) {
      this.#wasRunning = false;
      this.#isEndTold = false;
      this.#before = 0;
    }
    this.#until = Number.isNaN(instant) ? undefined : instant;
    this.#language = language;
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tick(): void {
    clearTimeout(this.#timer);
    const left = this.#left();
    const isRunning = left > 0 && left <= LONGEST;
    say(this.#clock, isRunning ? this.#text(left) : '');
    this.#announce(left);
    if (isRunning) {
      this.#wasRunning = true;
      this.#timer = setTimeout(() => this.#tick(), 1000 - (Date.now() % 1000));
    } else if (this.isOver && !this.#isEndTold) {
      this.#isEndTold = true;
      this.#onEnd();
    }
  }

  /** Returns the seconds that are left. */
  #left(): number {
    return this.#until === undefined ? 0 : Math.ceil((this.#until - Date.now()) / 1000);
  }

  #text(left: number): string {
    const clock = `${Math.floor(left / 60)}:${`${left % 60}`.padStart(2, '0')}`;
    return inLanguage(TIME_LEFT, this.#language, { clock });
  }

  #announce(left: number): void {
    // Timers of pages in the background skip seconds.
    const due = SPOKEN_AT.find((at) => this.#before > at && left <= at && left > 0);
    this.#before = left;
    if (due !== undefined) {
      this.#saidAt = left;
      const sentence = due === 60 ? MINUTE_LEFT : MINUTES_LEFT;
      say(this.#spoken, inLanguage(sentence, this.#language, { minutes: due / 60 }));
    } else if (this.#saidAt - left > KEPT) {
      say(this.#spoken, '');
    }
  }
}
