// What the page asks about the requests of its user, and what it is told when something fails.

import { IamSmartError } from 'iamsmart/server';

/** Maximum size of a submitted form, with its files, in bytes. */
export const MAX_FORM_BYTES = 11 * 1024 * 1024;

/**
 * Answers `/api/requests` and what is below it, for one user.
 *
 * @param {import('iamsmart/flows').Flows} flows
 * @param {Request} request
 * @param {string} owner
 */
export async function aboutRequests(flows, request, owner) {
  const [id, step] = new URL(request.url).pathname.split('/').slice(3);
  switch (`${request.method} ${step ?? ''}`) {
    case 'GET ':
      return Response.json(id ? await flows.outcome(id, { owner }) : await flows.reclaim(owner));
    case 'GET events':
      return flows.events(id, { owner, signal: request.signal });
    case 'GET evidence':
      return evidence(await flows.outcome(id, { owner }));
    case 'POST withdraw':
      return Response.json(await flows.withdraw(id, { owner }));
    case 'POST take':
      return Response.json(await flows.take(id, { owner }));
    default:
      return new Response(null, { status: 404 });
  }
}

/**
 * The form that a page submits; servers read a body of any size otherwise.
 *
 * @param {Request} request
 */
export async function submission(request) {
  const length = Number(request.headers.get('Content-Length') ?? Number.NaN);
  if (length <= MAX_FORM_BYTES) return request.formData();
  throw Object.assign(new Error('The form is too large.'), { code: 'form-too-large', status: 413 });
}

/** @param {import('iamsmart/flows').Outcome} outcome */
function evidence(outcome) {
  const settled = outcome.stage === 'settled' ? outcome.settled : undefined;
  if (settled?.outcome !== 'signed') return new Response(null, { status: 404 });
  const disposition = `attachment; filename="${settled.businessId}.json"`;
  const headers = { 'Content-Type': 'application/json', 'Content-Disposition': disposition };
  return new Response(settled.evidence, { headers });
}

/**
 * What the page is told of an error: the package's and our own have a code that it can act upon.
 *
 * @param {any} error
 */
export function failure(error) {
  const { code, message, resultCode, open, differences } = error;
  const status = error.status ?? (error instanceof IamSmartError ? statusOf(code) : undefined);
  if (status) return Response.json({ code, message, resultCode, open, differences }, { status });
  console.error(error);
  return Response.json({ code: 'internal', message: 'It failed.' }, { status: 500 });
}

/** @param {string} code */
function statusOf(code) {
  if (/^(form-differs|request-open|state-used)$/.test(code)) return 409;
  return /^(gateway|answer|content-key)-/.test(code) ? 502 : 400;
}
