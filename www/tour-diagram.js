// The calls as a sequence diagram: a lane for each that takes part, and an arrow for each call, which opens
// what it says.

import { element } from './elements.js';
import { text } from './language.js';
import { CALLS } from './tour-calls.js';
import { detailsOf, inWords } from './tour-details.js';
import { entryOf } from './tour-log.js';

/** @typedef {import('./tour-log.js').Exchange} Exchange */

const LANES = ['browser', 'e-service', 'gateway', 'phone'];

/**
 * Shows the calls. What is shown already stays in its place, with its focus.
 *
 * @param {HTMLElement} place A list.
 * @param {Exchange[]} exchanges
 * @param {{ opened: Set<string>, changed: () => void }} state The keys of those that are open.
 */
export function showDiagram(place, exchanges, state) {
  /** @type {NodeListOf<HTMLElement>} */
  const shown = place.querySelectorAll(':scope > li');
  const rows = new Map([...shown].map((row) => [row.dataset.key, row]));
  /** @type {Element | undefined} */
  let last;
  for (const exchange of exchanges) {
    const row = rows.get(exchange.key) ?? rowOf(exchange, state);
    /** @type {Element | null} */
    const next = last ? last.nextElementSibling : place.firstElementChild;
    if (row !== next) place.insertBefore(row, next);
    last = row;
  }
}

/**
 * @param {Exchange} exchange
 * @param {{ opened: Set<string>, changed: () => void }} state
 */
function rowOf(exchange, { opened, changed }) {
  const { key, from, to, method, path } = exchange;
  const [start, end] = [laneOf(from), laneOf(to)];
  const isOpen = opened.has(key);
  const details = `call-${key}`;
  const isSealed = sealed(exchange);
  const button = element(
    'button',
    { type: 'button', class: 'arrow', 'aria-expanded': `${isOpen}`, 'aria-controls': details },
    element(
      'span',
      { class: 'unseen' },
      text('tourSays', { from: text(`tour ${from}`), to: text(`tour ${to}`) }),
    ),
    element('span', { class: 'title' }, ...(isSealed ? [lock()] : []), titleOf(exchange)),
    element('span', { class: 'line', 'aria-hidden': 'true' }),
    element(
      'span',
      { class: 'what' },
      element('code', {}, lineOf(exchange)),
      ' ',
      element('span', { class: 'status' }, statusOf(exchange)),
    ),
  );
  button.dataset.left = `${Math.min(start, end)}`;
  button.dataset.right = `${Math.max(start, end)}`;
  button.dataset.back = `${end < start}`;
  const row = element('li', {}, button);
  row.dataset.key = key;
  row.dataset.from = from;
  row.dataset.call = `${method} ${path}`;
  const open = () =>
    row.append(element('div', { class: 'call', id: details }, ...detailsOf(exchange)));
  if (isOpen) open();
  button.addEventListener('click', () => {
    const closed = row.querySelector('.call');
    button.setAttribute('aria-expanded', `${!closed}`);
    if (closed) {
      closed.remove();
      opened.delete(key);
    } else {
      open();
      opened.add(key);
    }
    changed();
  });
  return row;
}

function lock() {
  return element('span', { class: 'lock', role: 'img', 'aria-label': text('tourSealed') });
}

/** @param {import('./tour-log.js').Party} party */
function laneOf(party) {
  return Math.max(0, LANES.indexOf(party));
}

/** @param {Exchange} exchange */
function titleOf(exchange) {
  const entry = entryOf(CALLS, exchange);
  return entry ? inWords(entry.title) : exchange.path;
}

/**
 * What is called; of a redirect, the names of what it carries.
 *
 * @param {Exchange} exchange
 */
function lineOf({ method, path, query }) {
  const short = shortOf(path);
  if (method === 'redirect') return `${short}?${query.map(([name]) => `${name}=…`).join('&')}`;
  return /^[A-Z]/.test(method) ? `${method} ${short}` : short;
}

/** @param {Exchange} exchange */
function sealed({ request, response }) {
  return [request, response].some(({ body, opened }) => opened?.content && body);
}

/** @param {Exchange} exchange */
function statusOf({ method, status, remark, response, path }) {
  if (method === 'event' || !/^[A-Z]/.test(method)) return '';
  if (!status) return text('tourNoAnswer');
  const code = response.opened?.code ?? remark?.match(/^[DM]\d{5}/)?.[0];
  return code && path.startsWith('/api/v1') ? code : `${status}`;
}

/**
 * The path without what all have, and with long numbers cut.
 *
 * @param {string} path
 */
function shortOf(path) {
  return path
    .replace(/^\/api\/v1(?=\/)/, '')
    .replace(/[0-9a-f-]{20,}/g, (number) => `${number.slice(0, 4)}…`)
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/(\/ca\/ocsp\/).+/, '$1…');
}
