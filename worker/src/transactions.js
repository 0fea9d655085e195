// Requests to the user's app, and what became of them: each is the session's own.

import { hkicHash } from 'iamsmart';
import { ABOUT, FILLED_FROM } from '../../www/about.js';
import { json, Refusal } from './answer.js';
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
  countAsked(session.id);
  const { formName, formNumber: formNum } = ABOUT;
  const asked = { ...(await common(request, session)), eMEFields: FIELDS, formName, formNum };
  return json(await askingWith(session, () => flows().fill(asked)));
}

/** @type {Handler} */
export async function sign(request) {
  const session = await requireSession(request);
  const form = await submission(request);
  countAsked(session.id);
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
  return json(await askingWith(session, () => flows().sign(asked)));
}

/** @type {Handler} */
export async function reclaim(request) {
  return json(await flows().reclaim((await requireSession(request)).owner));
}

/** @type {Handler} */
export async function events(request, businessId) {
  const { id, owner } = await requireOwn(request, businessId);
  return counted(request, id, (signal) =>
    flows().events(businessId, { owner, signal, ended: sessionEnd(id, signal) }),
  );
}

/** @type {Handler} */
export async function withdraw(request, businessId) {
  return json(await flows().withdraw(businessId, await requireOwn(request, businessId)));
}

/** @type {Handler} */
export async function take(request, businessId) {
  await flows().take(businessId, await requireOwn(request, businessId));
  return json({});
}

/**
 * The session, if the transaction is its own.
 *
 * @param {Request} request
 * @param {string} businessId
 */
async function requireOwn(request, businessId) {
  const session = await requireSession(request);
  const own = { id: session.id, owner: ownerOf(session, businessId) };
  const { stage } = await flows().outcome(businessId, own);
  if (stage !== 'unknown') return own;
  throw new Refusal(404, 'transaction-unknown', 'There is no such transaction.');
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
