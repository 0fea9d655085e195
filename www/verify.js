// Verifies a signed form in the page, from a file or pasted values.

import { verifyEvidence, verifySignature } from 'iamsmart/verify';
import { showContent } from './content.js';
import { byId } from './elements.js';
import { currentLanguage, setLanguage, showLanguage } from './language.js';
import { clearProblem, showProblem } from './problem.js';
import { showReport } from './report.js';
import { call, ServiceError } from './service.js';

/**
 * Maximum size of an evidence file in bytes. It has digests of the attached files, so signed forms
 * are far smaller.
 */
const MAX_EVIDENCE_BYTES = 20 * 1024 * 1024;

/** @param {string} id */
const element = (id) => byId(id, HTMLElement);
/** @param {string} id */
const input = (id) => byId(id, HTMLInputElement);
const drop = element('drop');

/** Repeats the last verification, in another language or with other trust anchors. */
let verifyAgain = async () => {};

showLanguage();
navigator.serviceWorker?.register('/offline.js').catch(() => {});

element('language').addEventListener('click', () => {
  setLanguage(currentLanguage() === 'en' ? 'zh-HK' : 'en');
});
document.addEventListener('languagechange', () => verifyAgain());
for (const id of ['demo-anchors', 'anchors', 'judged-at']) {
  element(id).addEventListener('change', () => verifyAgain());
}
input('evidence').addEventListener('change', () => verifyFile(input('evidence').files?.[0]));
const byHand = byId('by-hand', HTMLFormElement);
byHand.addEventListener('submit', (event) => {
  event.preventDefault();
  const pasted = /** @type {Pasted} */ (Object.fromEntries(new FormData(byHand)));
  run(async () => verifySignature({ ...pasted, ...(await options()) }));
});

/** @typedef {{ content: string, signature: string, certificate: string }} Pasted */

// On the whole page, because the browser would open a file that misses the drop area.
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
document.addEventListener('dragleave', () => drop.classList.remove('over'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  verifyFile(event.dataTransfer?.files[0]);
});

/** @param {File | undefined} file */
async function verifyFile(file) {
  if (!file) return;
  run(async () => {
    if (file.size > MAX_EVIDENCE_BYTES) {
      throw new ServiceError({ code: 'evidence-too-large', message: '' });
    }
    return verifyEvidence(await file.text(), await options());
  });
}

/** @param {() => Promise<import('iamsmart/verify').VerificationReport & { content?: string }>} verify */
async function run(verify) {
  verifyAgain = async () => {
    clearProblem();
    try {
      const report = await verify();
      showReport(element('report'), report);
      showContent(element('content'), report.content);
      element('outcome').hidden = false;
    } catch (error) {
      element('outcome').hidden = true;
      showProblem(error);
    }
  };
  await verifyAgain();
  element('outcome').scrollIntoView({ block: 'nearest' });
}

async function options() {
  const ofDemo = input('demo-anchors').checked ? await call('/api/service') : undefined;
  const chosen = await Promise.all(
    [...(input('anchors').files ?? [])].map((file) => file.arrayBuffer()),
  );
  const judgedAt = input('judged-at').value;
  return {
    trustAnchors: [...(ofDemo?.trustAnchors ?? []), ...chosen],
    intermediates: ofDemo?.intermediates ?? [],
    validationTime: judgedAt ? new Date(judgedAt) : undefined,
    language: currentLanguage(),
  };
}
