// A page that logs in and hashes a form, with the module beside its script.
import {
  beginLogin,
  calculateCodeChallenge,
  completeLogin,
  hashContent,
  hashForm,
  identificationCode,
  init,
} from 'iamsmart/slim';

export const login = { beginLogin, completeLogin };
export const signing = { hashForm, identificationCode };

/** @param {{ verifier: string, content: Uint8Array<ArrayBuffer>, module: Uint8Array<ArrayBuffer> }} input */
export async function run({ verifier, content, module }) {
  await init(module);
  return [calculateCodeChallenge(verifier), (await hashContent(content)).toString()];
}
