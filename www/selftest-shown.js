// What the self-test's page shows of a result.

import { byId, element, under } from './elements.js';
import { currentLanguage, text } from './language.js';

/**
 * @typedef {import('./selftest-result.js').Result} Result
 * @typedef {import('./selftest-result.js').GroupResult} GroupResult
 * @typedef {import('./selftest-run.js').Outcome} Outcome
 */

/** @param {Result} result */
export function showResult(result) {
  document.documentElement.dataset.state = result.state;
  showVerdict(result);
  for (const group of result.groups) showGroup(group, result.state);
  showSpeeds(result.groups.find(({ name }) => name === 'speed'));
}

/** @param {Result} result */
function showVerdict(result) {
  const { count, passed, failed, notRun } = result.totals;
  const done = passed + failed;
  const progress = byId('progress', HTMLProgressElement);
  progress.max = Math.max(count, 1);
  progress.value = done;
  const running = result.groups.find((group) => group.passed + group.failed < group.count);
  const name = running ? text(`selftest ${running.name}`) : '✓';
  const isRunning = result.state === 'running';
  byId('count', HTMLElement).textContent = isRunning
    ? text('selftestCount', { done: number(done), count: number(count), group: name })
    : '\u00a0';
  const values = {
    count: number(count),
    done: number(done),
    failed: number(failed),
    left: number(notRun),
    seconds: seconds(result.ms),
  };
  const why = result.groups.flatMap(({ problem }) => problem ?? [])[0];
  const sentences = [text(verdictKey(result, notRun), values)];
  if (why && !isRunning) sentences.push(text(`selftestProblem ${why.why}`));
  if (failed > 0 && !isRunning && hasTrapped(result)) sentences.push(text('selftestProblem trap'));
  setText('verdict-text', sentences.join(' '));
  setText('verdict-code', (result.problem ?? why)?.text ?? '');
}

/** @param {Result} result */
function hasTrapped({ groups }) {
  return groups.some(({ cases }) => cases.some(({ found }) => found === 'module-trapped'));
}

/**
 * @param {Result} result
 * @param {number} notRun
 */
function verdictKey({ state, problem }, notRun) {
  switch (state) {
    case 'running':
      return 'selftestRunning';
    case 'passed':
      return 'selftestAllPassed';
    case 'stopped':
      return 'selftestStopped';
    case 'problem':
      return `selftestProblem ${problem?.why ?? 'fault'}`;
    default:
      return notRun > 0 ? 'selftestNotAllRun' : 'selftestSomeFailed';
  }
}

/**
 * A live region speaks of each change, so only of a change.
 *
 * @param {string} id
 * @param {string} shown
 */
function setText(id, shown) {
  const place = byId(id, HTMLElement);
  if (place.textContent !== shown) place.textContent = shown;
}

/**
 * @param {GroupResult} group
 * @param {Result['state']} state
 */
function showGroup(group, state) {
  const row = under(document, `[data-group="${group.name}"]`, HTMLTableRowElement);
  row.dataset.outcome = outcomeOf(group, state);
  const done = group.passed + group.failed;
  const values = [group.count, group.passed, group.failed].map(number);
  const shown =
    done > 0 || group.problem ? [...values, seconds(group.ms)] : [values[0], '', '', ''];
  for (const [index, value] of shown.entries()) {
    const cell = row.cells[index + 1];
    if (cell && cell.textContent !== value) cell.textContent = value ?? '';
  }
}

/**
 * @param {GroupResult} group
 * @param {Result['state']} state
 */
function outcomeOf(group, state) {
  if (group.failed > 0 || group.problem) return 'failed';
  if (group.passed === group.count) return 'passed';
  return state === 'running' && group.passed > 0 ? 'running' : 'waiting';
}

/** @param {GroupResult | undefined} group */
function showSpeeds(group) {
  /** @type {NodeListOf<HTMLTableRowElement>} */
  const rows = document.querySelectorAll('[data-speed]');
  for (const row of rows) {
    const outcome = group?.cases.find(({ name }) => name === row.dataset.speed);
    for (const [index, value] of speedCells(outcome).entries()) {
      const cell = row.cells[index + 1];
      if (cell) cell.textContent = value;
    }
  }
}

/**
 * @param {Outcome | undefined} outcome
 * @returns {[here: string, webCrypto: string, ratio: string]}
 */
function speedCells(outcome) {
  const speed = outcome?.speed;
  if (!speed) return ['', '', ''];
  const shown = (/** @type {number} */ value) =>
    speed.unit === 'MB/s'
      ? `${number(value)} MB/s`
      : text('selftestPerSecond', { number: number(value) });
  if (speed.webCrypto === undefined) return [shown(speed.here), text('selftestNoWebCrypto'), '–'];
  return [shown(speed.here), shown(speed.webCrypto), number(speed.ratio ?? 0)];
}

/**
 * Adds cases to the list that the user has chosen.
 *
 * @param {Outcome[]} outcomes
 * @param {GroupResult} group
 */
export function addCases(outcomes, group) {
  const isAll = byId('which', HTMLSelectElement).value === 'all';
  const shown = outcomes.filter(({ passed }) => isAll || !passed);
  byId('cases', HTMLElement).append(...shown.map((outcome) => caseItem(outcome, group)));
}

/** @param {Result | undefined} result */
export function listCases(result) {
  byId('cases', HTMLElement).replaceChildren();
  for (const group of result?.groups ?? []) addCases(group.cases, group);
  sayIfNone(result);
}

/** @param {Result | undefined} result */
export function sayIfNone(result) {
  const isEmpty = byId('cases', HTMLElement).childElementCount === 0;
  const { passed, failed } = result?.totals ?? { passed: 0, failed: 0 };
  const key = passed + failed > 0 ? 'selftestNothingFailed' : 'selftestNothingRun';
  setText('none', isEmpty ? text(key) : '');
}

/**
 * @param {Outcome} outcome
 * @param {GroupResult} group
 */
function caseItem({ name, call, by, passed, ms, expected, found }, group) {
  const mark = element('span', { 'aria-hidden': 'true' }, passed ? '✓ ' : '✗ ');
  const what = `${text(`selftest ${group.name}`)} · ${text(`selftestCall ${call}`)}`;
  const title = element('p', {}, mark, what, text('selftestColon'), english('span', name));
  const item = element('li', { class: passed ? 'passed' : 'failed' }, title);
  if (passed) {
    item.append(element('p', { class: 'hint' }, english('span', by), ` · ${number(ms)} ms`));
    return item;
  }
  const rows = [
    ['selftestExpected', expected ?? ''],
    ['selftestFound', found ?? ''],
    ['selftestSays', by],
  ];
  const terms = rows.flatMap(([key = '', value = '']) => [
    element('dt', {}, text(key)),
    english('dd', value),
  ]);
  item.append(element('dl', {}, ...terms));
  return item;
}

/**
 * What is in English in every language, as vectors have it.
 *
 * @param {string} name
 * @param {string} words
 */
function english(name, words) {
  return element(name, { lang: 'en' }, words);
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString(currentLanguage());
}

/** @param {number} ms */
function seconds(ms) {
  return (ms / 1000).toLocaleString(currentLanguage(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}
