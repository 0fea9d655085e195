import type { HashOptions } from '../content.js';
import type { FormAbout, FormContent } from '../form-content.js';
import * as shared from '../form-content.js';
import { ContentHasher, canonicalForm } from '../wasm/server.js';

/**
 * Returns the canonical form of a submission as the server received it: the same string and digest
 * as `hashForm` of `iamsmart` returns in the page. Read the submission by `formDataOf`.
 *
 * @throws IamSmartError 'invalid-argument', 'lone-surrogate', 'form-name-ambiguous',
 *   'content-unreadable', 'aborted'
 */
export function hashForm(
  form: FormData,
  about: FormAbout,
  options?: HashOptions,
): Promise<FormContent> {
  // Not the script as a whole: bundlers keep all of a namespace that is handed on.
  return shared.hashForm({ ContentHasher, canonicalForm }, form, about, options);
}
