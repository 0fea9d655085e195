// Verifies a signed form here in the page, from a file or from what is pasted.

import { verifyEvidence, verifySignature } from 'iamsmart/verify';
import { showContent } from './content.js';
import { currentLanguage, setLanguage, showLanguage } from './language.js';
import { clearProblem, showProblem } from './problem.js';
import { showReport } from './report.js';
import { call, ServiceError } from './service.js';

/** No signed form comes near it: files are in it by their digests. In bytes. */
const MAX_EVIDENCE_BYTES = 20 * 1024 * 1024;

const element = (id) => document.getElementById(id);
const drop = element('drop');

/** What was verified last, to be shown again in another language or with other anchors. */
let verifyAgain = () => {};

showLanguage();
navigator.serviceWorker?.register('/offline.js').catch(() => {});

element('language').addEventListener('click', () => {
  setLanguage(currentLanguage() === 'en' ? 'zh-HK' : 'en');
});
document.addEventListener('languagechange', () => verifyAgain());
for (const id of ['demo-anchors', 'anchors', 'judged-at']) {
  element(id).addEventListener('change', () => verifyAgain());
}
element('evidence').addEventListener('change', ({ target }) => verifyFile(target.files[0]));
element('by-hand').addEventListener('submit', (event) => {
  event.preventDefault();
  const pasted = Object.fromEntries(new FormData(event.target));
  run(async () => verifySignature({ ...pasted, ...(await options()) }));
});

// Anywhere on the page: a file that misses the frame must not replace the page.
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
document.addEventListener('dragleave', () => drop.classList.remove('over'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  verifyFile(event.dataTransfer.files[0]);
});

async function verifyFile(file) {
  if (!file) return;
  run(async () => {
    if (file.size > MAX_EVIDENCE_BYTES) {
      throw new ServiceError({ code: 'evidence-too-large', message: '' });
    }
    return verifyEvidence(await file.text(), await options());
  });
}

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
  const ofDemo = element('demo-anchors').checked ? await call('/api/service') : undefined;
  const chosen = await Promise.all([...element('anchors').files].map((file) => file.arrayBuffer()));
  const judgedAt = element('judged-at').value;
  return {
    trustAnchors: [...(ofDemo?.trustAnchors ?? []), ...chosen],
    intermediates: ofDemo?.intermediates ?? [],
    validationTime: judgedAt ? new Date(judgedAt) : undefined,
    language: currentLanguage(),
  };
}
