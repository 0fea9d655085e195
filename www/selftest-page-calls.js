// Calls of the self-test that need a document: controls of a form, the storage of a tab.

import { beginLogin, completeLogin, detectSource, hashForm, PendingLogins } from 'iamsmart';
import { element } from './elements.js';
import { thrown } from './selftest-run.js';

/** Apart from the demo's own logins. */
const PREFIX = 'selftest:';

/** @type {import('./selftest-run.js').Calls} */
export const CALLS = {
  async formOfControls({ controls, file, about }) {
    const form = /** @type {HTMLFormElement} */ (element('form', {}));
    for (const { type, name, value = '', checked = false, disabled = false } of controls) {
      const kind = type === 'textarea' ? element('textarea', {}) : element('input', { type });
      const control = /** @type {HTMLInputElement} */ (kind);
      control.name = name;
      if (type === 'checkbox') control.checked = checked;
      else control.value = value;
      control.disabled = disabled;
      form.append(control);
    }
    const data = new FormData(form);
    if (file) data.append(file.field, new File([file.text], file.name));
    const { hashCode, text } = await hashForm(data, about);
    return `${file ? hashCode : 'text'} ${text}`;
  },

  loginOfTab() {
    const logins = new PendingLogins(sessionStorage, PREFIX);
    const { pending } = beginLogin({
      server: { kind: 'iamsmart', gateway: 'https://apigw.iamsmart.gov.hk' },
      clientId: 'edae2e2529ff46228af1e4d18c8405d1',
      redirectUri: 'https://e-service.example/back',
      scope: ['eidapi_auth'],
    });
    logins.add(pending);
    const callback = (/** @type {string} */ state) =>
      `https://e-service.example/back?code=c%2Bd&state=${state}`;
    const refused = (/** @type {string} */ state) => {
      try {
        logins.take(callback(state));
        return 'taken';
      } catch (error) {
        return thrown(error);
      }
    };
    const address = callback(pending.state);
    const { code } = completeLogin(address, logins.take(address));
    const [again, stranger] = [refused(pending.state), refused('nobody')];
    const kept = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
    const holdsVerifier = kept.some((key) =>
      sessionStorage.getItem(key)?.includes(pending.codeVerifier),
    );
    for (const key of kept) sessionStorage.removeItem(key);
    const left = holdsVerifier ? 'the verifier is left' : 'nothing is left';
    return `code ${code}, then ${again}; a stranger’s: ${stranger}; ${left}`;
  },

  sourceOfBrowser() {
    const source = detectSource(navigator.userAgent);
    const isKnown = /^(PC_Browser|(Android|iOS)_\w+)$/.test(source);
    return isKnown ? 'one of PC_Browser, Android_*, iOS_*' : source;
  },

  async largeForm({ count }) {
    const form = new FormData();
    for (let i = 0; i < count; i += 1) form.append('field', `${i}`);
    const about = { formName: 'Large' };
    const { text } = await hashForm(form, about);
    const { fields } = JSON.parse(text);
    form.append('field', 'one more');
    const refused = await hashForm(form, about).then(() => 'taken', thrown);
    return `${fields.length} fields, and one more is refused: ${refused}`;
  },
};
