// Verifies a signed form, a PDF or a CMS message in the page, from a file or pasted values.

import { IamSmartReport } from 'iamsmart/elements/report';
import { verifyPdf } from 'iamsmart/pdf';
import { verifyCms, verifyEvidence, verifySignature } from 'iamsmart/verify';
import { attachments, compare, showAttachments, whenCompared } from './attachments.js';
import { showContent } from './content.js';
import { dated } from './dated.js';
import { instantIn } from './dates.js';
import { takeFiles } from './drop.js';
import { byId } from './elements.js';
import { inspect } from './inspect.js';
import { currentLanguage, showLanguage, text } from './language.js';
import { takePaperAway } from './paper-place.js';
import { showPdfReports, titleOf } from './pdf-reports.js';
import { languagesOnPaper, putOnPaper } from './print.js';
import { clearProblem, showProblem } from './problem.js';
import { call, ServiceError } from './service.js';
import { showTimeline } from './timeline.js';

/** Maximum size of a file in bytes. In one call the package reads 128 MB: a message and its content. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Offset from UTC of the times that the page shows. Hong Kong has no summer time. */
const HONG_KONG = '+08:00';
const HONG_KONG_MS = 8 * 60 * 60 * 1000;

/** @param {string} id */
const element = (id) => byId(id, HTMLElement);
/** @param {string} id */
const input = (id) => byId(id, HTMLInputElement);

/** @typedef {import('iamsmart/texts').Language} Language */
/** @typedef {Awaited<ReturnType<typeof options>>} Options */
/** @typedef {{ digest: string, signature: string, certificate: string }} Pasted */

/**
 * What a verification returns; of a PDF, a report on each signature.
 *
 * @typedef {(import('iamsmart/verify').VerificationReport & { content?: string, labels?: string })
 *   | import('iamsmart/pdf').PdfReport} Verified
 */

/**
 * What is verified, in any language.
 *
 * @typedef {object} Subject
 * @property {(options: Options & { language: Language }) => Verified | Promise<Verified>} verify
 * @property {{ name: string, bytes: Uint8Array<ArrayBuffer> }} [file]
 * @property {string} [evidence] Text of an evidence file.
 */

/** @type {Subject | undefined} */
let subject;
/**
 * The last verification that is shown: what was asked, and what was said in which language.
 *
 * @type {{ options: Options, language: Language, verified: Verified } | undefined}
 */
let shown;
/** Number of verifications so far. One that ends after a later one began is not shown. */
let begun = 0;

showLanguage();
navigator.serviceWorker?.register('/offline.js').catch(() => {});

document.addEventListener('languagechange', () => verifyAgain());
for (const control of document.querySelectorAll('.options :is(input, select)')) {
  control.addEventListener('change', () => verifyAgain());
}
takeFiles('drop', verifyFile);
whenCompared(() => makePaper());
byId('print', HTMLButtonElement).addEventListener('click', async () => {
  await makePaper();
  window.print();
});
byId('ask-again', HTMLButtonElement).addEventListener('click', ({ currentTarget }) => {
  const { at = '' } = /** @type {HTMLElement} */ (currentTarget).dataset;
  input('judged-at').value = new Date(Date.parse(at) + HONG_KONG_MS).toISOString().slice(0, 19);
  verifyAgain();
});
const byHand = byId('by-hand', HTMLFormElement);
byHand.addEventListener('submit', (event) => {
  event.preventDefault();
  const pasted = /** @type {Pasted} */ (Object.fromEntries(new FormData(byHand)));
  start(async () => ({ verify: (options) => verifySignature({ ...pasted, ...options }) }));
});

/**
 * @param {File} file
 * @param {File[]} [others] Dropped with it: attachments, or the evidence itself.
 */
async function verifyFile(file, others = []) {
  const all = [file, ...others];
  const begins = await Promise.all(all.map((one) => one.slice(0, 1024).text()));
  const evidence = all[begins.findIndex(isEvidence)] ?? file;
  await start(() => subjectOf(evidence));
  await compare(all.filter((one) => one !== evidence));
}

/** @param {string} start */
function isEvidence(start) {
  return start.trimStart().startsWith('{');
}

/**
 * @param {File} file
 * @returns {Promise<Subject>}
 */
async function subjectOf(file) {
  if (file.size > MAX_FILE_BYTES) {
    throw new ServiceError({ code: 'evidence-too-large', message: '' });
  }
  const octets = await bytes(file);
  const named = { file: { name: file.name, bytes: octets } };
  const whole = () => new TextDecoder().decode(octets);
  const start = new TextDecoder().decode(octets.subarray(0, 1024)).trimStart();
  if (isEvidence(start)) {
    const evidence = whole();
    return { ...named, evidence, verify: (options) => verifyEvidence(evidence, options) };
  }
  // Readers look for it in the first 1024 bytes; a message may be over a PDF.
  if (start.includes('%PDF-') && !start.startsWith('0')) {
    return { ...named, verify: (options) => verifyPdfFile(octets, options) };
  }
  // The first octet of a message in BER, a SEQUENCE; PEM and Base64 begin otherwise.
  const cms = start.startsWith('0') ? octets : whole();
  return { ...named, verify: (options) => verifyMessage(cms, options) };
}

/**
 * @param {Uint8Array<ArrayBuffer>} file
 * @param {Options & { language: Language }} options
 */
function verifyPdfFile(file, options) {
  const reports = verifyPdf(file, options);
  if (reports.signatures.length > 0) return reports;
  throw new ServiceError({ code: 'pdf-unsigned', message: '' });
}

/**
 * @param {Uint8Array<ArrayBuffer> | string} cms BER, PEM or Base64.
 * @param {Options & { language: Language }} options
 */
async function verifyMessage(cms, options) {
  const content = input('signed-content').files?.[0];
  return verifyCms({ cms, content: content && (await bytes(content)), ...options });
}

/** @param {() => Promise<Subject>} read */
async function start(read) {
  subject = undefined;
  await run(read);
  element('outcome').scrollIntoView({ block: 'nearest' });
}

/** Repeats the last verification, in another language or with other trust anchors. */
async function verifyAgain() {
  const again = subject;
  if (again) await run(async () => again);
}

/** @param {() => Promise<Subject>} read */
async function run(read) {
  begun += 1;
  const number = begun;
  clearProblem();
  takePaperAway();
  shown = undefined;
  try {
    const found = await read();
    if (number !== begun) return;
    subject = found;
    const given = await options();
    const language = currentLanguage();
    const verified = await found.verify({ ...given, language });
    if (number !== begun) return;
    shown = { options: given, language, verified };
    show(verified);
    element('outcome').hidden = false;
    await makePaper();
  } catch (error) {
    if (number !== begun) return;
    element('outcome').hidden = true;
    showProblem(error);
  }
}

/** @param {Verified} verified */
function show(verified) {
  const isPdf = 'signatures' in verified;
  showPdfReports(element('pdf-reports'), isPdf ? verified.signatures : []);
  element('of-pdf').hidden = !isPdf;
  for (const id of ['report', 'timeline', 'content']) element(id).hidden = isPdf;
  const report = byId('report', IamSmartReport);
  report.lang = currentLanguage();
  report.inspect = inspect;
  report.report = isPdf ? undefined : verified;
  showAgain(isPdf ? undefined : verified.askAgainAsOf);
  const holds = !isPdf && verified.indication === 'TOTAL-PASSED';
  showAttachments(subject?.evidence, holds);
  if (isPdf) return;
  showTimeline(element('timeline'), verified);
  showContent(element('content'), verified.content, verified.labels);
}

/** @param {string | undefined} at ISO 8601. */
function showAgain(at) {
  const again = byId('ask-again', HTMLButtonElement);
  again.hidden = at === undefined;
  if (at === undefined) return;
  again.dataset.at = at;
  const time = instantIn(at, currentLanguage());
  again.replaceChildren(...dated(text('askAgain', { time })));
}

/** What is printed, also by the browser's own command: the report in two languages. */
async function makePaper() {
  const number = begun;
  if (!subject || !shown) return;
  const { verify, file } = subject;
  const { options, language, verified } = shown;
  const languages = languagesOnPaper(language);
  const saidIn = (/** @type {Language} */ wanted) =>
    wanted === language ? verified : verify({ ...options, language: wanted });
  const [one, other] = [await saidIn(languages[0]), await saidIn(languages[1])];
  if (number !== begun) return;
  const signed = contentOf(one);
  await putOnPaper({
    languages,
    filed: filed(one, other),
    file,
    signed,
    attachments: attachments(),
  });
}

/**
 * @param {Verified} one
 * @param {Verified} other
 * @returns {import('./print.js').Filed[]}
 */
function filed(one, other) {
  if (!('signatures' in one) || !('signatures' in other)) {
    return 'signatures' in one || 'signatures' in other ? [] : [{ reports: [one, other] }];
  }
  return one.signatures.flatMap((signature, index) => {
    const there = other.signatures[index];
    const title = titleOf(signature, index, one.signatures.length);
    return there ? [{ title, reports: [signature, there] }] : [];
  });
}

/** @param {Verified} verified */
function contentOf(verified) {
  return 'signatures' in verified ? {} : { content: verified.content, labels: verified.labels };
}

async function options() {
  const ofDemo = input('demo-anchors').checked ? await call('/api/service') : undefined;
  const judgedAt = input('judged-at').value;
  const revocation = byId('revocation', HTMLSelectElement).value;
  return {
    trustAnchors: [...(ofDemo?.trustAnchors ?? []), ...(await files('anchors'))],
    intermediates: ofDemo?.intermediates ?? [],
    timestampAnchors: [...(ofDemo?.timestampAnchors ?? []), ...(await files('anchors'))],
    validationTime: judgedAt ? new Date(judgedAt + HONG_KONG) : new Date(),
    revocation: /** @type {import('iamsmart/verify').Revocation} */ (revocation),
    crls: await files('crls'),
    ocspResponses: await files('ocsp-responses'),
    strictProfile: input('strict-profile').checked,
  };
}

/** @param {string} id */
async function files(id) {
  return Promise.all([...(input(id).files ?? [])].map(bytes));
}

/** @param {File} file */
async function bytes(file) {
  return new Uint8Array(await file.arrayBuffer());
}
