// Requests to the user's app, and what became of them: each is its person's own.

import { hkicHash } from 'iamsmart';
import { bodyWithin, formDataOf } from 'iamsmart/server';
import { ABOUT, FILLED_FROM } from '../../www/about.js';
import { json } from './answer.js';
import { requireFields } from './fields.js';
import { flows, names, sessions } from './flows.js';
import {
  addressOf,
  asked,
  manyOpen,
  reading,
  streamsOfAddress,
  streamsOfSession,
} from './limits.js';

/** Maximum size of a submission in bytes; the page allows files of 10 MB in all. */
const MAX_FORM_BYTES = 11 * 1024 * 1024;

/** Maximum size of what a request says of a PDF, in bytes: a name and a digest. */
const MAX_ABOUT_BYTES = 4 * 1024;

/** Maximum number of characters of a document's name in the app. */
const MAX_NAME = 255;

/** The fields of the form, and no others. */
const FIELDS = Object.keys(FILLED_FROM).flatMap((path) => path.split('.', 1));

/** @type {Handler} */
export async function fill(request) {
  const common = await begun(request, await sessions.require(request));
  const { formName, formNumber: formNum } = ABOUT;
  return json(await flows().fill({ ...common, eMEFields: FIELDS, formName, formNum }));
}

/** @type {Handler} */
export async function sign(request) {
  const session = await sessions.require(request);
  const form = await reading(request, formDataOf, MAX_FORM_BYTES);
  const hkic = hkicHash(textOf(form, 'hkic'));
  await requireFields(form);
  const signing = {
    form,
    about: ABOUT,
    hashCode: new URL(request.url).searchParams.get('hashCode') ?? '',
    hkicHash: hkic,
    department: 'Demo Transport Department 示範運輸署',
    serviceName: ABOUT.formName,
    documentName: `${ABOUT.formNumber} ${textOf(form, 'vehicle')}`.trim(),
    details: { reference: newReference() },
  };
  return json(await flows().sign({ ...(await begun(request, session)), ...signing }));
}

/**
 * @param {FormData} form
 * @param {string} field
 */
function textOf(form, field) {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}

/**
 * The file stays in the page. What the page has to know of it after a reload comes back with the outcome.
 *
 * @type {Handler}
 */
export async function signPdf(request) {
  const session = await sessions.require(request);
  const body = new Response(await reading(request, bodyWithin, MAX_ABOUT_BYTES));
  const about = await body.json().catch(() => undefined);
  /** @param {string} name */
  const text = (name) => (typeof about?.[name] === 'string' ? about[name] : '');
  const [docDigest = '', name = '', signingTime = '', key = ''] = [
    ...['docDigest', 'name', 'signingTime', 'key'],
  ].map(text);
  const signing = {
    docDigest,
    department: 'Demo Transport Department 示範運輸署',
    serviceName: ABOUT.formName,
    documentName: [...name].slice(0, MAX_NAME).join('') || 'PDF',
    details: { docDigest, name, signingTime, key, reference: newReference() },
  };
  return json(await flows().signPdf({ ...(await begun(request, session)), ...signing }));
}

/**
 * What the page asks of requests that were made before.
 *
 * @type {Handler}
 */
export async function requests(request, businessId) {
  const session = await sessions.require(request);
  const owner = ownerOf(session, businessId);
  if (!new URL(request.url).pathname.endsWith('/events')) return flows().serve(request, { owner });
  return streamsOfSession.response(session.id, () =>
    streamsOfAddress.response(addressOf(request), (signal) =>
      flows().serve(request, { owner, ended: sessions.ended(session, { signal }) }),
    ),
  );
}

/**
 * Counts a request, and returns what all have: user, device and language.
 *
 * @param {Request} request
 * @param {import('iamsmart/server').Session} session
 */
async function begun(request, session) {
  asked.count(session.owner);
  const { searchParams } = new URL(request.url);
  const businessId = await names.newBusinessId();
  return {
    owner: ownerOf(session, businessId),
    user: session.user,
    businessId,
    userAgent: session.userAgent,
    // Taken from the page; the package rejects invalid values.
    source: /** @type {any} */ (searchParams.get('source') ?? undefined),
    lang: /** @type {any} */ (searchParams.get('lang') ?? undefined),
  };
}

/**
 * The session's person, who has one request open at a time.
 *
 * @param {import('iamsmart/server').Session} session
 * @param {string} businessId
 */
function ownerOf({ owner }, businessId) {
  return manyOpen ? `${owner} ${businessId}` : owner;
}

/** A number by which person and department speak of an application: twelve digits, as on a receipt. */
function newReference() {
  const numbers = crypto.getRandomValues(new Uint32Array(3));
  const groups = [...numbers].map((number) => `${number % 10_000}`.padStart(4, '0'));
  return [ABOUT.formNumber.replace('-', ''), ...groups].join('-');
}
