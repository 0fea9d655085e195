/**
 * `iamsmart/texts`: sentences for the person in front of the screen, in English, Traditional Chinese
 * and Simplified Chinese, for every stage, outcome, result code and error; and a signed form as it was shown.
 * Loads no module.
 *
 * The `message` of an `IamSmartError`, and `resultCode(code).meaning` of `iamsmart/server`, are for
 * developers and logs, in English.
 */
import type { Outcome, Settled } from '../flows/outcome.js';
import type { Retry } from '../wasm/server.js';
import { ERRORS, OTHERWISE } from './errors.js';
import { languageOf } from './language.js';
import { OUTCOMES, STAGES, UNCONFIRMED, UNDECIDED } from './outcomes.js';
import { REMEDIES, RESULT_CODES } from './result-codes.js';
import { inLanguage, type Sentence } from './sentence.js';

export { type Language, languageOf } from './language.js';
export { inLanguage, type Sentence } from './sentence.js';
export {
  type FieldLabels,
  type FormLabels,
  type ShownField,
  type ShownForm,
  shownForm,
} from './shown-form.js';

/** What an error, or the answer of `failure` to a page, has to say of itself. */
export interface Failed {
  /** Code of the error. */
  code?: string | undefined;
  /** Result code of the gateway, which says more. */
  resultCode?: string | undefined;
  /** Remedy for a result code that this version does not know. */
  retry?: Retry | undefined;
}

/**
 * Returns what to say to a person: of an outcome or what it settled to, of an error, or of a code of
 * either kind. Anything else went wrong on the side of the e-service.
 *
 * ```js
 * status.textContent = sentenceOf(outcome, document.documentElement.lang);
 * alert.textContent = sentenceOf(error, 'zh-HK');
 * ```
 *
 * @param language Language tag (BCP 47), as in `languageOf`.
 */
export function sentenceOf(
  what: Outcome | Settled | Failed | string,
  language: string | null | undefined,
): string {
  return inLanguage(sentence(what), languageOf(language));
}

/** Of what cannot be read there is nothing to say either. */
function sentence(what: unknown): Sentence {
  try {
    return sentenceOfAny(what);
  } catch {
    return OTHERWISE;
  }
}

function sentenceOfAny(what: unknown): Sentence {
  if (typeof what === 'string') return find(RESULT_CODES, what) ?? find(ERRORS, what) ?? OTHERWISE;
  if (typeof what !== 'object' || what === null) return OTHERWISE;
  if ('stage' in what) return ofOutcome(what as Outcome);
  if ('outcome' in what) return ofSettled(what as Settled);
  const failed = what as Failed;
  return ofResultCode(failed) ?? find(ERRORS, failed.code) ?? OTHERWISE;
}

function ofOutcome(outcome: Outcome): Sentence {
  if (outcome.stage === 'settled') return ofSettled(outcome.settled);
  if (outcome.stage === 'arrived' && outcome.undecided) return UNDECIDED;
  if (outcome.stage === 'pending' && outcome.confirmed === false) return UNCONFIRMED;
  return find(STAGES, outcome.stage) ?? OTHERWISE;
}

function ofSettled(settled: Settled): Sentence {
  return ofResultCode(settled as Failed) ?? find(OUTCOMES, settled.outcome) ?? OTHERWISE;
}

function ofResultCode({ resultCode, retry = 'never' }: Failed): Sentence | undefined {
  if (resultCode === undefined) return undefined;
  return find(RESULT_CODES, resultCode) ?? find(REMEDIES, retry);
}

function find(table: Record<string, Sentence>, key: unknown): Sentence | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}
