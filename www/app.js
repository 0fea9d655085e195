// The page of the demo e-service: who presses what, and how it begins.

import { fill, sign, signPdf, stopFilling } from './asking.js';
import { persistently } from './connection.js';
import { current } from './current.js';
import { takeFiles } from './drop.js';
import { byId } from './elements.js';
import { finish } from './following.js';
import { pressed, resetForm } from './form.js';
import { guarded, handled } from './guarded.js';
import { clearInfo } from './info.js';
import { currentLocale, showLanguage } from './language.js';
import { clearProblem, showProblem } from './problem.js';
import { resume } from './resume.js';
import { call, ServiceError } from './service.js';
import { endSession, finishLogin, logIn, whoIsLoggedIn } from './session.js';
import { show } from './views.js';
import { stopWaiting } from './waiting.js';
import { goOn, startAgain, withdraw } from './withdrawing.js';

/** What is pressed, by the elements' IDs. @type {Record<string, () => Promise<void>>} */
const PRESSED = {
  'log-in': logIn,
  'log-out': logOut,
  fill,
  'fill-again': fill,
  'stop-filling': stopFilling,
  'go-on': goOn,
  withdraw,
  'withdraw-open': withdraw,
  again: startAgain,
  'again-pdf': startAgain,
};

for (const [id, work] of Object.entries(PRESSED)) {
  byId(id, HTMLElement).addEventListener('click', handled(work));
}
byId('form', HTMLElement).addEventListener(
  'submit',
  handled(() => pressed(sign)),
);
byId('leave', HTMLElement).addEventListener('click', () => show('fill-in'));
takeFiles('drop', (file) => {
  clearProblem();
  clearInfo();
  guarded(pressed)(() => signPdf(file));
});
for (const id of ['download', 'download-pdf']) {
  byId(id, HTMLElement).addEventListener('click', finish);
}
addEventListener('pageshow', ({ persisted }) => persisted && guarded(comeBack)());

showLanguage();
guarded(start)();

async function start() {
  current.service = await persistently(() => call('/api/service'));
  showFaults();
  document.addEventListener('languagechange', showFaults);
  const login = await finishLogin().then(
    (isLoggedIn) => ({ isLoggedIn }),
    (problem) => ({ problem }),
  );
  current.openId = await whoIsLoggedIn().catch(() => undefined);
  if ('problem' in login) showProblem(login.problem);
  if (current.openId) return resume();
  show('log-in');
  if ('isLoggedIn' in login && login.isLoggedIn) {
    throw new ServiceError({ code: 'session-not-kept', message: 'The cookie was not kept.' });
  }
}

/** After "back": the session may have ended meanwhile, or be another's. */
async function comeBack() {
  if ((await whoIsLoggedIn()) !== current.openId) location.reload();
}

/** Link to the sandbox's page for choosing faults, in the language of the page. */
function showFaults() {
  const address = `${current.service.gateway}/faults?lang=${currentLocale()}`;
  byId('faults', HTMLAnchorElement).href = address;
}

async function logOut() {
  await finish();
  stopWaiting();
  await call('/api/logout', { method: 'POST' });
  endSession();
  resetForm();
}
