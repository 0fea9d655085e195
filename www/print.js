// The report on paper: in English and Chinese, for filing.

import { inLanguage } from 'iamsmart/texts';
import { dated } from './dated.js';
import { element } from './elements.js';
import { paperPlace } from './paper-place.js';
import { certificates, checks, facts, form, moments, verdict } from './print-parts.js';
import { qrCode } from './qr.js';
import { TEXTS } from './texts.js';

/** @typedef {import('iamsmart/texts').Language} Language */
/** @typedef {import('iamsmart/verify').VerificationReport} VerificationReport */

/**
 * A report in both languages.
 *
 * @typedef {object} Filed
 * @property {string} [title] Of one among several, in both languages.
 * @property {[VerificationReport, VerificationReport]} reports
 *
 * @typedef {object} Paper
 * @property {[Language, Language]} languages
 * @property {Filed[]} filed
 * @property {{ name: string, bytes: Uint8Array<ArrayBuffer> }} [file] What was verified.
 * @property {string | undefined} [reference] By which person and department speak of it.
 * @property {{ content?: string | undefined, labels?: string | undefined }} [signed]
 * @property {{ name: string, matching: string[] }[]} [attachments]
 */

/**
 * English, and the reader's Chinese: Traditional for readers of English.
 *
 * @param {Language} reader
 * @returns {[Language, Language]}
 */
export function languagesOnPaper(reader) {
  return ['en', reader === 'en' ? 'zh-HK' : reader];
}

/**
 * Makes what is printed in place of the page.
 *
 * @param {Paper} paper
 */
export async function putOnPaper({
  languages,
  filed,
  file,
  reference,
  signed = {},
  attachments = [],
}) {
  const both = inBoth(languages);
  const digest = file && (await sha256(file.bytes));
  const parts = filed.map(({ title, reports }) => {
    const paper = { both, languages, reports, signed, attachments };
    return element(
      'section',
      { class: 'filed' },
      ...(title ? [element('h2', {}, title)] : []),
      verdict(paper),
      ...facts(paper),
      ...form(paper),
      ...certificates(paper),
      ...moments(paper),
      ...checks(paper),
    );
  });
  const [English] = languages;
  const place = paperPlace();
  place.lang = English;
  place.append(
    element(
      'header',
      {},
      element(
        'div',
        {},
        element('h1', {}, ...both('printTitle')),
        element('p', { class: 'demo' }, ...both('printDemo')),
        ...(reference ? [pair(both('reference'), reference)] : []),
        ...(file ? [pair(both('printFile'), file.name)] : []),
        ...(digest ? [pair(both('printDigest'), grouped(digest))] : []),
        element('p', { class: 'small' }, ...both('printZone')),
      ),
      ...(digest ? [code(digest, both)] : []),
    ),
    ...parts,
  );
  // For the foot of each page. The page's policy allows no style attribute in HTML, but this.
  const foot = digest ? `SHA-256 ${digest}` : '';
  document.documentElement.style.setProperty('--paper-digest', JSON.stringify(foot));
}

/**
 * A text in both languages, each below the other.
 *
 * @typedef {(key: string, values?: Record<string, unknown>) => HTMLElement[]} Both
 *
 * @param {[Language, Language]} languages
 * @returns {Both}
 */
function inBoth(languages) {
  return (key, values = {}) =>
    languages.map((lang) => {
      const sentence = TEXTS[key];
      return element(
        'span',
        { lang },
        ...dated(sentence ? inLanguage(sentence, lang, values) : key),
      );
    });
}

/**
 * @param {HTMLElement[]} name
 * @param {string} value
 */
function pair(name, value) {
  return element('p', { class: 'pair' }, element('strong', {}, ...name), ' ', value);
}

/**
 * @param {string} digest In hexadecimal.
 * @param {Both} both
 */
function code(digest, both) {
  // RFC 6920 §7; its check digit is left out, because the code has its own.
  const picture = qrCode(`nih:sha-256;${digest}`, `SHA-256 ${digest}`);
  return element('figure', {}, picture, element('figcaption', {}, ...both('printQr')));
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {string} digest */
function grouped(digest) {
  return digest.replace(/(.{8})(?!$)/g, '$1 ');
}
