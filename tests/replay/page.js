// The targets of iamsmart.

import { loaded, records } from './inputs.js';

const { completeLogin, hashForm } = await loaded('page');

const FILE = 1;
const NOW = new Date('2026-06-01T00:00:00Z');
const pending = {
  state: 'c1T5-_state',
  codeVerifier: 'v'.repeat(43),
  redirectUri: 'https://e-service.example/back',
  requireIssuer: false,
  expiresAt: new Date(NOW.getTime() + 1).toISOString(),
};
const broker = { ...pending, issuer: 'https://broker.example', requireIssuer: true };

/** Questions of each target, as functions. */
export const targets = {
  url: (input) =>
    [pending, broker].map((pending) => () => completeLogin(input.toString(), pending, NOW)),
  form: (input) => {
    const [name, ...rest] = records(input);
    const form = new FormData();
    for (let i = 0; i + 1 < rest.length; i += 2) {
      const [{ tag, text: field }, { text: value }] = rest.slice(i, i + 2);
      if (tag & FILE) form.append(field, new Blob(['abc']), value);
      else form.append(field, value);
    }
    return [() => hashForm(form, { formName: name?.text ?? 'f' })];
  },
};
