// A page that logs in and hashes a form, with the module in its script.
import {
  beginLogin,
  calculateCodeChallenge,
  completeLogin,
  hashContent,
  hashForm,
  identificationCode,
} from 'iamsmart';

export const login = { beginLogin, completeLogin };
export const signing = { hashForm, identificationCode };

/** @param {{ verifier: string, content: Uint8Array<ArrayBuffer> }} input */
export async function run({ verifier, content }) {
  return [calculateCodeChallenge(verifier), (await hashContent(content)).toString()];
}
