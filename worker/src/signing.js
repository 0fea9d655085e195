// Signing: from the submitted form to a signing request.

import { hkicHash } from 'iamsmart';
import { hashForm } from 'iamsmart/server';
import { ABOUT } from '../../www/about.js';
import { json, Refusal, requireSameOrigin } from './answer.js';
import { body, countAsked } from './limits.js';
import { eService } from './service.js';
import { askingWith, requireSession } from './session.js';
import { begin } from './transactions.js';

/** Maximum size of a submission in bytes; the page allows files of 10 MB in all. */
const MAX_FORM_BYTES = 11 * 1024 * 1024;

/**
 * Hashes the received form and requests a signature over the digest.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function sign(request, env) {
  requireSameOrigin(request);
  const session = await requireSession(request, env);
  const form = await submission(request, env);
  const { digest, hashCode } = await hashForm(form, ABOUT);
  if (hashCode !== new URL(request.url).searchParams.get('hashCode')) {
    throw new Refusal(
      409,
      'form-changed',
      'The form that arrived is not the one that the page hashed. Nothing was signed.',
    );
  }

  countAsked(session.id, env);
  const account = await begin(request, env, session, { kind: 'signing', hashCode });
  const { ticketId, authByQr, identificationCode } = await askingWith(session, env, () =>
    eService(env).requestSigning({
      ...account,
      digest,
      hkicHash: hkicHash(text(form, 'hkic')),
      department: 'Demo Transport Department 示範運輸署',
      serviceName: ABOUT.formName,
      documentName: `${ABOUT.formNumber} ${text(form, 'vehicle')}`.trim(),
    }),
  );
  return json({ businessId: account.businessId, identificationCode, ticketId, authByQr });
}

/**
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
async function submission(request, env) {
  const type = request.headers.get('Content-Type') ?? '';
  const unreadable = new Refusal(400, 'form-unreadable', 'What arrived is not a submitted form.');
  // As the page sends it. URL encoding has no files, and millions of fields in a few megabytes.
  if (!/^multipart\/form-data\s*;/i.test(type)) throw unreadable;
  const bytes = await body(request, env, MAX_FORM_BYTES, 'form-too-large');
  try {
    return await new Response(bytes, { headers: { 'Content-Type': type } }).formData();
  } catch {
    throw unreadable;
  }
}

/**
 * @param {FormData} form
 * @param {string} field
 */
function text(form, field) {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}
