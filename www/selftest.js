// The page that tests the package in the browser that opens it. tests/selftest opens the same page in
// Chromium, Firefox and WebKit.

import { save } from './download.js';
import { byId } from './elements.js';
import { showLanguage, text } from './language.js';
import { SELFTEST_CASE_TEXTS } from './selftest-case-texts.js';
import { Result } from './selftest-result.js';
import { Problem, runGroup, textOf } from './selftest-run.js';
import { addCases, listCases, sayIfNone, showResult } from './selftest-shown.js';
import { SELFTEST_TEXTS } from './selftest-texts.js';
import { TEXTS } from './texts.js';

/**
 * @typedef {import('./selftest-result.js').GroupResult} GroupResult
 * @typedef {import('./selftest-run.js').Outcome} Outcome
 *
 * What the worker tells of the group that it was given.
 * @typedef {{ outcome?: Outcome, done?: true, problem?: { why: Problem['why'], text: string } }} FromWorker
 */

/** Needs a document, so it runs in the page. */
const IN_PAGE = 'page';

/** Time between two changes of what is shown, in milliseconds. */
const SHOWN_EVERY_MS = 100;

const button = (/** @type {string} */ id) => byId(id, HTMLButtonElement);

/** @type {Result | undefined} */
let result;
/** Of the run that is under way. @type {AbortController | undefined} */
let stopping;
/** @type {[outcome: Outcome, group: GroupResult][]} */
let unseen = [];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let showing;

document.documentElement.dataset.state = 'loading';
Object.assign(TEXTS, SELFTEST_TEXTS, SELFTEST_CASE_TEXTS);
showLanguage();
setLabels();
document.addEventListener('languagechange', () => {
  setLabels();
  if (result) showResult(result);
  relist();
});
button('run').addEventListener('click', () => (stopping ? stopping.abort() : run()));
button('copy').addEventListener('click', copy);
button('download').addEventListener('click', () => {
  save(new Blob([jsonOf(result)], { type: 'application/json' }), 'iamsmart-selftest.json');
});
byId('which', HTMLSelectElement).addEventListener('change', relist);
run();

function relist() {
  unseen = [];
  listCases(result);
}

/** Accessible names in the page's language. */
function setLabels() {
  /** @type {NodeListOf<HTMLElement>} */
  const labelled = document.querySelectorAll('[data-label]');
  for (const place of labelled) place.setAttribute('aria-label', text(place.dataset.label ?? ''));
}

async function run() {
  document.documentElement.dataset.state = 'loading';
  stopping = new AbortController();
  const { signal } = stopping;
  setButtons();
  byId('copied', HTMLElement).textContent = '\u00a0';
  result = undefined;
  unseen = [];
  try {
    result = new Result(await manifest());
    listCases(result);
    show();
    await begin();
    await runGroups(result, signal);
    result.end(signal.aborted);
  } catch (error) {
    result ??= new Result({ version: '', groups: [] });
    result.refuse(problemOf(error));
  }
  clearTimeout(showing);
  show();
  sayIfNone(result);
  byId('json', HTMLElement).textContent = jsonOf(result);
  stopping = undefined;
  setButtons();
}

/** @returns {Promise<import('./selftest-result.js').Manifest>} */
async function manifest() {
  try {
    const response = await fetch('/selftest/manifest.json');
    if (!response.ok) throw new Error(`HTTP status ${response.status} for ${response.url}`);
    return await response.json();
  } catch (error) {
    throw new Problem('vectors', error);
  }
}

/** Starts the package in the page, which says why where it cannot. */
async function begin() {
  const { generateState } = await import('iamsmart').catch((error) => {
    throw new Problem('script', error);
  });
  try {
    generateState();
  } catch (error) {
    const { reason, cause } = /** @type {Error & { reason?: Problem['why'] | 'missing' }} */ (
      error
    );
    if (reason === undefined) throw error;
    // Chromium before 2023 compiles no module of this size in a page, but in a worker.
    if (cause instanceof RangeError) throw new Problem('platform', cause);
    throw new Problem(reason === 'missing' ? 'script' : reason, error);
  }
}

/**
 * @param {Result} begun
 * @param {AbortSignal} signal
 */
async function runGroups(begun, signal) {
  const worker = started();
  const broken = brokenOf(worker);
  try {
    for (const group of begun.groups) {
      if (signal.aborted) return;
      const tell = (/** @type {Outcome} */ outcome) => {
        begun.add(group, outcome);
        unseen.push([outcome, group]);
        showing ??= setTimeout(show, SHOWN_EVERY_MS);
      };
      const running =
        group.name === IN_PAGE
          ? runGroup(group.name, () => import('./selftest-page-calls.js'), tell, signal)
          : runInWorker(worker, group.name, tell, signal);
      await Promise.race([running, broken]).catch((error) => {
        // A worker that did not start, or has ended, runs no other group either.
        if (!(error instanceof Problem) || error.why === 'worker') throw error;
        group.problem = problemOf(error);
      });
    }
  } finally {
    worker.terminate();
  }
}

function started() {
  try {
    // The page names it, because the bundler renames it.
    return new Worker(byId('worker', HTMLLinkElement).href, { type: 'module' });
  } catch (error) {
    // Where a policy forbids it, Chromium and WebKit throw; Firefox tells it by an event.
    throw new Problem('worker', error);
  }
}

/**
 * @param {Worker} worker
 * @param {string} group
 * @param {(outcome: Outcome) => void} tell
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function runInWorker(worker, group, tell, signal) {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve());
    worker.onmessage = ({ data }) => {
      const { outcome, problem } = /** @type {FromWorker} */ (data);
      if (outcome) tell(outcome);
      else if (problem) reject(new Problem(problem.why, problem.text));
      else resolve();
    };
    worker.postMessage(group);
  });
}

/**
 * Rejects if a worker does not start, or ends.
 *
 * @param {Worker} worker
 * @returns {Promise<never>}
 */
function brokenOf(worker) {
  /** @type {Promise<never>} */
  const broken = new Promise((_, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Problem('worker', event.message ?? 'The worker’s script did not load.'));
    };
  });
  // It may break while nobody waits for it.
  broken.catch(() => {});
  return broken;
}

/** @param {unknown} error */
function problemOf(error) {
  return error instanceof Problem
    ? { why: error.why, text: error.message }
    : { why: 'fault', text: textOf(error) };
}

function show() {
  showing = undefined;
  if (!result) return;
  for (const [outcome, group] of unseen) addCases([outcome], group);
  unseen = [];
  showResult(result);
}

/** One button stops and runs again, so that focus stays where it is. */
function setButtons() {
  const key = stopping ? 'selftestStop' : 'selftestAgain';
  button('run').dataset.text = key;
  button('run').textContent = text(key);
  for (const id of ['copy', 'download']) button(id).disabled = stopping !== undefined;
}

async function copy() {
  const place = byId('copied', HTMLElement);
  try {
    await navigator.clipboard.writeText(jsonOf(result));
    place.textContent = text('selftestCopied');
  } catch {
    // Without HTTPS there is no clipboard, and the user can refuse it.
    const json = byId('json', HTMLElement);
    getSelection()?.selectAllChildren(json);
    json.focus();
    place.textContent = text('selftestSelected');
  }
}

/** @param {Result | undefined} shown */
function jsonOf(shown) {
  return JSON.stringify(shown ?? {}, undefined, 1);
}
