// The time line of a verdict: a picture of what was when, and the same as a list.

import { dated } from './dated.js';
import { instantIn } from './dates.js';
import { element } from './elements.js';
import { currentLanguage, text } from './language.js';

/**
 * Something at a time, ISO 8601; its text by key.
 *
 * @typedef {{ at: string, key: string, values?: Record<string, string>, kind: 'claimed' | 'proven' | 'status' | 'revoked' | 'ends' | 'now' }} Moment
 */

/** @typedef {import('iamsmart/verify').VerificationReport} VerificationReport */
/** @typedef {import('iamsmart/verify').EvidenceReport} EvidenceReport */
/** @typedef {import('iamsmart/verify').TimestampReport} TimestampReport */

/** Of the page's pixels, one of the picture's units on the screen: its marks are as large in every window. */
const UNIT_PX = 0.7;
/** Widths and heights of the picture, in its own units. */
const MARGIN = 30;
const ROW = 44;

/** Name of the check of a certificate's revocation; the certificate is the first of the path, or so. */
const REVOCATION = /^certificate\[(\d+)\]\.revocation$/;

/** Distance in which two marks would lie on each other. */
const NEAR = 46;

/**
 * Shows the time line of a report; nothing where the only time is that of judging.
 *
 * @param {HTMLElement} place
 * @param {VerificationReport | EvidenceReport} report
 * @param {'h2' | 'h3'} [heading]
 */
export function showTimeline(place, report, heading = 'h2') {
  const moments = momentsOf(report);
  const title = element(heading, {}, text('timeline'));
  place.hidden = moments.length < 2;
  place.replaceChildren(title, element('ol', { class: 'moments' }, ...moments.map(line)));
  drawBelow(title, moments);
}

/**
 * Draws the picture, again whenever it has another width. That of the title is the same, and what is drawn does not
 * change it.
 *
 * @param {HTMLElement} title
 * @param {Moment[]} moments
 */
function drawBelow(title, moments) {
  /** @type {Element | undefined} */
  let drawn;
  let before = 0;
  const draw = () => {
    const width = Math.round(title.clientWidth / UNIT_PX);
    if (width === before || width === 0) return;
    before = width;
    drawn?.remove();
    drawn = picture(moments, width);
    title.after(drawn);
  };
  draw();
  new ResizeObserver(draw).observe(title);
}

/**
 * What was when, in its order.
 *
 * @param {VerificationReport | EvidenceReport} report
 * @returns {Moment[]}
 */
export function momentsOf(report) {
  /** @type {Moment[]} */
  const moments = [{ at: report.validationTime, key: 'timelineNow', kind: 'now' }];
  const { claimedTime, path } = report;
  if (claimedTime) moments.push({ at: claimedTime, key: 'timelineClaimed', kind: 'claimed' });
  for (const { notAfter, commonName, subject } of path) {
    const name = commonName ?? subject;
    moments.push({ at: notAfter, key: 'timelineExpires', values: { name }, kind: 'ends' });
  }
  moments.push(...revocationIn(report));
  for (const { over, time, provenTime, holdsUntil, endsFirst } of timestampsOf(report)) {
    const key = over === 'signature' ? 'timelineProven' : 'timelineRenewed';
    // One that proves nothing is of no authority that is trusted: its time is a claim.
    if (provenTime) moments.push({ at: provenTime, key, kind: 'proven' });
    else if (time) moments.push({ at: time, key: 'timelineUnproven', kind: 'claimed' });
    if (provenTime && holdsUntil) {
      const why = endsFirst
        ? { key: 'timelineRenew', values: { name: endsFirst } }
        : { key: 'timelineEnds' };
      moments.push({ at: holdsUntil, ...why, kind: 'ends' });
    }
  }
  return moments.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/**
 * When certificates were revoked, and of when it is known that they were not: the first time that a
 * check names.
 *
 * @param {VerificationReport} report
 * @returns {Moment[]}
 */
function revocationIn({ checks, path, subIndication }) {
  /** @type {Moment[]} */
  const moments = [];
  for (const { name: check, outcome, times } of checks) {
    const certificate = path[Number(check.match(REVOCATION)?.[1])];
    const [at] = times ?? [];
    if (!at || !certificate) continue;
    const values = { name: certificate.commonName ?? certificate.subject };
    if (outcome === 'passed' || outcome === 'warning') {
      moments.push({ at, key: 'timelineNotRevoked', values, kind: 'status' });
    } else if (outcome === 'failed' || subIndication?.startsWith('REVOKED')) {
      moments.push({ at, key: 'timelineRevoked', values, kind: 'revoked' });
    }
  }
  return moments;
}

/**
 * The time-stamps of an evidence file, or over a signature.
 *
 * @param {VerificationReport | EvidenceReport} report
 */
function timestampsOf(report) {
  if ('timestamps' in report) return report.timestamps;
  if ('statement' in report) {
    const { statement, provenTime, holdsUntil } = /** @type {TimestampReport} */ (report);
    return [{ over: 'file', time: statement.time, provenTime, holdsUntil, endsFirst: undefined }];
  }
  return (report.signatureTimestamps ?? []).map(({ statement, provenTime, holdsUntil }) => ({
    ...{ over: 'signature', time: statement.time, provenTime, holdsUntil },
    endsFirst: undefined,
  }));
}

/** @param {Moment} moment */
function line({ at, key, values, kind }) {
  const time = element('time', { datetime: at }, ...dated(instantIn(at, currentLanguage())));
  return element('li', { 'data-kind': kind }, time, ' ', text(key, values));
}

/**
 * Numbered marks on a line, as far from each other as their times are; the list says what they are.
 *
 * @param {Moment[]} moments
 * @param {number} width In the picture's own units.
 */
export function picture(moments, width) {
  const times = moments.map(({ at }) => Date.parse(at));
  const first = Math.min(...times);
  const span = Math.max(...times) - first || 1;
  const places = times.map((time) => MARGIN + ((time - first) / span) * (width - 2 * MARGIN));
  const rows = rowsOf(places);
  const axis = ROW * (Math.max(...rows) + 1);
  const svg = shape('svg', {
    viewBox: `0 0 ${width} ${axis + 20}`,
    role: 'img',
    'aria-label': text('timelinePicture', { count: moments.length }),
  });
  svg.append(shape('line', { class: 'axis', x1: 0, x2: width, y1: axis, y2: axis }));
  // The highest first, so that no stem crosses a mark.
  const order = [...moments.keys()].sort((one, other) => (rows[other] ?? 0) - (rows[one] ?? 0));
  for (const index of order) {
    const x = places[index] ?? 0;
    const y = axis - ROW * ((rows[index] ?? 0) + 0.5);
    const number = shape('text', { x, y });
    number.textContent = `${index + 1}`;
    const mark = shape('g', { 'data-kind': moments[index]?.kind ?? '' });
    mark.append(
      shape('line', { x1: x, x2: x, y1: y, y2: axis }),
      shape('circle', { cx: x, cy: y, r: 19 }),
      number,
    );
    svg.append(mark);
  }
  return svg;
}

/**
 * The row of each mark, the lowest in which it lies on no other.
 *
 * @param {number[]} places In their order.
 */
function rowsOf(places) {
  /** @type {number[]} */
  const ends = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => place - end >= NEAR);
    const row = free < 0 ? ends.length : free;
    ends[row] = place;
    return row;
  });
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function shape(name, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
  return made;
}
