// The signing result: verified in the page, shown, and offered as a download.

import { IamSmartReport } from 'iamsmart/elements';
import { showContent } from './content.js';
import { save } from './download.js';
import { byId } from './elements.js';
import { inspect } from './inspect.js';
import { currentLanguage } from './language.js';
import { takePaperAway } from './paper-place.js';
import { showProblem } from './problem.js';
import { showReceipt } from './receipt.js';
import { ServiceError } from './service.js';
import { signedOf } from './signed.js';
import { showVerdictBeside } from './tamper-verdict.js';

/** Name under which the evidence file is saved. */
const EVIDENCE = 'signed-form.json';

const FIRST_OF_VEHICLE = /(?<=\["vehicle",")[\x20-\x7e]/;

/** @typedef {import('./signed.js').Signed} Signed */

/**
 * Changes one byte of each part such that its encoding stays valid.
 *
 * @type {Record<string, (signed: Signed) => Signed>}
 */
const TAMPERED = {
  nothing: (signed) => signed,
  form: (signed) => ({ ...signed, content: signed.content.replace(FIRST_OF_VEHICLE, otherLetter) }),
  signature: (signed) => ({ ...signed, signature: changed(signed.signature) }),
  certificate: (signed) => ({ ...signed, certificate: changed(signed.certificate) }),
};

const report = byId('report', IamSmartReport);

/** @type {Signed} */
let signed;
/** By which person and department speak of it. @type {string | undefined} */
let reference;
/** The worker's evidence file. @type {string | undefined} */
let ofWorker;
/** @type {Signed | undefined} */
let shown;

/** @type {NodeListOf<HTMLElement>} */
const buttons = document.querySelectorAll('[data-tamper]');
for (const button of buttons) {
  const tampered = TAMPERED[button.dataset.tamper ?? ''];
  button.addEventListener('click', () => verifyAndShow(tampered(signed)));
}
byId('download', HTMLElement).addEventListener('click', download);
document.addEventListener('languagechange', () => {
  if (shown) verifyAndShow(shown);
});

/**
 * Loads the verifier: as soon as there is something to wait for, because the network may be gone when
 * the signature comes.
 */
export function loadVerifier() {
  return import('iamsmart/verify').catch((cause) => {
    throw new ServiceError({ code: 'verifier-unreachable', message: String(cause) });
  });
}

/**
 * @param {import('./signature.js').Content} content
 * @param {Judged} settled
 * @param {import('./service.js').Service} service
 *
 * @typedef {object} Judged What the worker has of the signature, bytes in Base64.
 * @property {{ signature: string, certificate: string, timestamp: string }} result
 * @property {string} outcome What came of it.
 * @property {{ reference?: string }} [details] What the worker keeps of the request.
 * @property {string} [evidence]
 * @property {{ token: string }} [timestamp]
 * @property {true} [timestampMissing]
 */
export async function showResult(content, settled, service) {
  const { outcome, details, evidence, timestampMissing } = settled;
  signed = signedOf(content, settled, service);
  ofWorker = evidence;
  reference = details?.reference;
  showReceipt({ outcome, details });
  byId('timestamp-missing', HTMLElement).hidden = !timestampMissing;
  await verifyAndShow(signed, { isNew: true });
}

/**
 * @param {Signed} input
 * @param {{ isNew?: boolean }} [options]
 */
async function verifyAndShow(input, options) {
  const { verifySignature } = await loadVerifier();
  shown = input;
  showContent(byId('signed-form', HTMLElement), input.content);
  report.lang = currentLanguage();
  report.inspect = inspect;
  try {
    report.report = verifySignature({ ...input, language: currentLanguage() });
  } catch (error) {
    // What came cannot be read, so there is nothing to verify.
    report.report = undefined;
    showProblem(error);
  }
  showVerdictBeside(report.report, options);
  await putOnPaper(input);
}

/**
 * Has the browser print a report in two languages instead of this page; of what was changed here, the page.
 *
 * @param {Signed} input
 */
async function putOnPaper(input) {
  takePaperAway();
  if (input !== signed || !report.report) return;
  const { createEvidence, verifySignature } = await loadVerifier();
  try {
    const paper = await import('./print.js');
    const languages = paper.languagesOnPaper(currentLanguage());
    const [one, other] = languages.map((language) => verifySignature({ ...input, language }));
    if (!one || !other || input !== shown) return;
    const evidence = ofWorker ?? createEvidence(signed);
    const file = { name: EVIDENCE, bytes: new TextEncoder().encode(evidence) };
    const filed = [{ reports: /** @type {[typeof one, typeof one]} */ ([one, other]) }];
    await paper.putOnPaper({
      languages,
      filed,
      file,
      reference,
      signed: { content: input.content },
    });
  } catch {
    // Without a network, the page is printed as it is.
  }
}

async function download() {
  const { createEvidence } = await loadVerifier();
  const file = new Blob([ofWorker ?? createEvidence(signed)], { type: 'application/json' });
  save(file, EVIDENCE);
}

/** @param {string} letter */
function otherLetter(letter) {
  return letter === 'X' ? 'Y' : 'X';
}

/**
 * Base64 with the last byte but one changed; in a certificate that byte belongs to the signature.
 *
 * @param {string} base64
 */
function changed(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  bytes[bytes.length - 2] ^= 1;
  return btoa(String.fromCharCode(...bytes));
}
