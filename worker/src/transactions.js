// Requests to the user's app, and what became of them: each is its person's own.

import { hkicHash } from 'iamsmart';
import { formDataOf } from 'iamsmart/server';
import { ABOUT, FILLED_FROM } from '../../www/about.js';
import { Refusal } from './answer.js';
import { flows } from './flows.js';
import { body, countAsked, counted, ownerOf } from './limits.js';
import { newBusinessId } from './names.js';
import { askingWith, requireSession, sessionEnd } from './session.js';

/** Maximum size of a submission in bytes; the page allows files of 10 MB in all. */
const MAX_FORM_BYTES = 11 * 1024 * 1024;

/** The fields of the form, and no others. */
const FIELDS = Object.keys(FILLED_FROM).flatMap((path) => path.split('.', 1));

/** @type {Handler} */
export async function fill(request) {
  const session = await requireSession(request);
  countAsked(session.owner);
  const { formName, formNumber: formNum } = ABOUT;
  const asked = { ...(await common(request, session)), eMEFields: FIELDS, formName, formNum };
  return askingWith(session, () => flows().fill(asked));
}

/** @type {Handler} */
export async function sign(request) {
  const session = await requireSession(request);
  const form = await submission(request);
  countAsked(session.owner);
  const asked = {
    ...(await common(request, session)),
    form,
    about: ABOUT,
    hashCode: new URL(request.url).searchParams.get('hashCode') ?? '',
    hkicHash: hkicHash(text(form, 'hkic')),
    department: 'Demo Transport Department 示範運輸署',
    serviceName: ABOUT.formName,
    documentName: `${ABOUT.formNumber} ${text(form, 'vehicle')}`.trim(),
  };
  return askingWith(session, () => flows().sign(asked));
}

/**
 * What the page asks of requests that were made before.
 *
 * @type {Handler}
 */
export async function requests(request, businessId) {
  const session = await requireSession(request);
  const owner = ownerOf(session, businessId);
  /** @param {Promise<unknown>} [ended] */
  const serve = (ended) => flows().serve(request, { owner, ended });
  if (!new URL(request.url).pathname.endsWith('/events')) return serve();
  return counted(request, session.id, (signal) => serve(sessionEnd(session.id, signal)));
}

/**
 * What all requests have: user, device and language.
 *
 * @param {Request} request
 * @param {import('./session.js').CurrentSession} session
 */
async function common(request, session) {
  const { searchParams } = new URL(request.url);
  const { accessToken, openId } = session.token;
  const businessId = await newBusinessId();
  return {
    owner: ownerOf(session, businessId),
    user: { accessToken, openId },
    businessId,
    userAgent: request.headers.get('User-Agent') ?? undefined,
    // Taken from the page; the package rejects invalid values.
    source: /** @type {any} */ (searchParams.get('source') ?? undefined),
    lang: /** @type {any} */ (searchParams.get('lang') ?? undefined),
  };
}

/** @param {Request} request */
async function submission(request) {
  const type = request.headers.get('Content-Type') ?? '';
  const unreadable = new Refusal(400, 'form-unreadable', 'What arrived is not a submitted form.');
  // As the page sends it. URL encoding has no files, and millions of fields in a few megabytes.
  if (!/^multipart\/form-data\s*;/i.test(type)) throw unreadable;
  const bytes = await body(request, MAX_FORM_BYTES, 'form-too-large');
  const { url, method, headers } = request;
  try {
    return await formDataOf(new Request(url, { method, headers, body: bytes }));
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
