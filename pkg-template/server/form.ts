import type { FormAbout, FormContent, HashOptions } from '../content.js';
import * as shared from '../content.js';
import * as wasm from '../wasm/server.js';

/**
 * The signable form of a submission as the server received it: the same string and digest as
 * `hashForm` of `iamsmart` returns in the page.
 */
export function hashForm(
  form: FormData,
  about: FormAbout,
  options?: HashOptions,
): Promise<FormContent> {
  return shared.hashForm(wasm, form, about, options);
}
