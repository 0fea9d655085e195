// What one call says: headers, the body as it is sent, the envelope opened, and what each value is.

import { inLanguage } from 'iamsmart/texts';
import { element } from './elements.js';
import { currentLanguage, text } from './language.js';
import { CALLS } from './tour-calls.js';
import { entryOf } from './tour-log.js';
import { VALUES } from './tour-values.js';

/** @typedef {import('./tour-log.js').Exchange} Exchange */
/** @typedef {import('./tour-log.js').Message} Message */
/** @typedef {'header' | 'query' | 'body' | 'opened'} Place */

/** Number of characters of a value that are shown. */
const SHOWN = 160;

/** @param {import('./tour-calls.js').Words} words */
export function inWords(words) {
  return inLanguage(words, currentLanguage(), {});
}

/** @param {Exchange} exchange */
export function detailsOf(exchange) {
  const { query, request, response, status, remark, method } = exchange;
  const words = entryOf(CALLS, exchange);
  const ended = [status ? text('tourStatus', { status }) : '', remark ?? ''].filter(Boolean);
  const answered = [
    ...(ended.length > 0 ? [element('p', { class: 'code' }, ended.join(' · '))] : []),
    ...partsOf(response),
  ];
  const asked = [...list('tourQuery', query, 'query'), ...partsOf(request)];
  return [
    ...(words ? [element('p', {}, inWords(words.what))] : []),
    element('p', { class: 'code' }, `${method} ${exchange.path}`),
    ...section('tourRequest', asked),
    ...section('tourResponse', answered),
  ];
}

/**
 * @param {string} title
 * @param {Node[]} parts
 */
function section(title, parts) {
  return parts.length > 0 ? [element('h3', {}, text(title)), ...parts] : [];
}

/** @param {Message} message */
function partsOf({ headers, body, opened }) {
  const parts = list('tourHeaders', headers, 'header');
  if (body) parts.push(...bodyOf(body));
  if (opened === undefined || opened === null) return parts;
  if (!body) return [...parts, ...list('tourContent', entriesOf(opened), 'opened')];
  const { content, secretKey, ...others } = opened;
  return [
    ...parts,
    ...(secretKey ? list('tourKeyOpened', [['secretKey', secretKey]], 'opened') : []),
    ...(content ? list('tourOpened', entriesOf(content), 'opened') : []),
    ...list('tourContent', entriesOf(others), 'opened'),
  ];
}

/** @param {NonNullable<Message['body']>} body */
function bodyOf({ size, text: sent, isWhole }) {
  let members;
  try {
    members = JSON.parse(sent);
  } catch {
    const note = [text('tourBinary', { size: size.toLocaleString() })];
    if (!isWhole) note.push(text('tourCut'));
    return [
      heading('tourClosed'),
      element('p', { class: 'hint' }, note.join(' · ')),
      element('pre', {}, cut(sent)),
    ];
  }
  // That of getKey is no envelope.
  const flat = entriesOf(members).flatMap((member) => {
    const inner = member[0] === 'content' ? entriesOf(member[1]) : [];
    return inner.length > 0 ? inner : [member];
  });
  return list('tourClosed', flat, 'body');
}

/**
 * @param {unknown} value
 * @returns {[name: string, value: unknown][]}
 */
function entriesOf(value) {
  if (Array.isArray(value)) return value.flatMap(entriesOf);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/**
 * @param {string} title
 * @param {[name: string, value: unknown][]} entries
 * @param {Place} place
 */
function list(title, entries, place) {
  if (entries.length === 0) return [];
  const values = entries.map(([name, value]) => {
    const meaning = meaningOf(name, place);
    return element(
      'div',
      {},
      element('dt', {}, element('code', {}, name)),
      ...(meaning ? [element('dd', { class: 'meaning' }, meaning)] : []),
      element('dd', {}, element('code', {}, shownOf(value))),
    );
  });
  return [heading(title), element('dl', { class: 'values' }, ...values)];
}

/** @param {string} title */
function heading(title) {
  return element('h4', {}, text(title));
}

/** @param {unknown} value */
function shownOf(value) {
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'object' && value !== null) {
    if ('characters' in value) return text('tourCharacters', { count: value.characters });
    if ('file' in value && 'bytes' in value) {
      return text('tourFile', { name: value.file, size: Number(value.bytes).toLocaleString() });
    }
  }
  return cut(JSON.stringify(value));
}

/** @param {string} value */
function cut(value) {
  if (value.length <= SHOWN) return value;
  return `${value.slice(0, SHOWN)}${text('tourMore', { count: value.length.toLocaleString() })}`;
}

/**
 * @param {string} name
 * @param {Place} place
 */
function meaningOf(name, place) {
  const words = VALUES[place][name] ?? VALUES.any[name];
  return words ? inWords(words) : '';
}
