// From the form that arrived to a signing request, and from the pushed callback to its result.

import { hkicHash } from 'iamsmart';
import { hashForm } from 'iamsmart/server';
import { ABOUT } from '../../www/about.js';
import { json, Refusal, requireSameOrigin } from './answer.js';
import { eService } from './service.js';
import { requireSession } from './session.js';

/** The largest submission that is read, in bytes: the page allows files of 10 MB in all. */
const MAX_FORM_BYTES = 11 * 1024 * 1024;

/**
 * Hashes the form as it arrived, and asks the user to sign that.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function sign(request, env) {
  requireSameOrigin(request);
  const { name: session, token } = await requireSession(request, env);
  const query = new URL(request.url).searchParams;
  const form = await submission(request);
  const { digest, hashCode } = await hashForm(form, ABOUT);
  if (hashCode !== query.get('hashCode')) {
    throw new Refusal(
      409,
      'form-changed',
      'The form that arrived is not the one that the page hashed. Nothing was signed.',
    );
  }

  const businessId = crypto.randomUUID();
  const state = crypto.randomUUID();
  const transaction = transactionOf(env, businessId);
  // First, because the callback may be faster than the gateway's answer.
  await transaction.begin({ session, state, hashCode });
  try {
    const { ticketId, authByQr, identificationCode } = await eService(env).requestSigning({
      businessId,
      accessToken: token.accessToken,
      openId: token.openId,
      source: query.get('source') ?? undefined,
      redirectUri: `${new URL(request.url).origin}/iamsmart/callback`,
      state,
      lang: query.get('lang') ?? undefined,
      digest,
      hkicHash: hkicHash(text(form, 'hkic')),
      department: 'Demo Transport Department 示範運輸署',
      serviceName: ABOUT.formName,
      documentName: `${ABOUT.formNumber} ${text(form, 'vehicle')}`.trim(),
    });
    return json({ businessId, identificationCode, ticketId, authByQr });
  } catch (error) {
    await transaction.forget();
    throw error;
  }
}

/**
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {string} businessId
 */
export async function events(request, env, businessId) {
  const { name } = await requireSession(request, env);
  const stream = await transactionOf(env, businessId).watch(name);
  if (!stream) throw new Refusal(404, 'transaction-unknown', 'There is no such transaction.');
  return new Response(stream, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
  });
}

/**
 * What iAM Smart pushes. HTTP 200 also for what comes a second time: it is delivered.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {ExecutionContext} ctx
 */
export async function receiveCallback(request, env, ctx) {
  const service = eService(env);
  const result = await service.openCallback(request);
  const word = await transactionOf(env, result.businessId).receive(result);
  if (word === 'foreign') {
    throw new Refusal(404, 'transaction-unknown', 'There is no such transaction.');
  }
  if (word !== 'repeated') ctx.waitUntil(acknowledge(service, result.businessId, word));
  return json({});
}

async function acknowledge(service, businessId, word) {
  try {
    await service.acknowledge(businessId, word);
  } catch (error) {
    // The result stands all the same; iAM Smart only lacks our word on it.
    console.warn(`not acknowledged: ${error.code}`);
  }
}

async function submission(request) {
  const length = request.headers.get('Content-Length');
  if (length === null) throw new Refusal(411, 'length-required', 'The request has no length.');
  if (Number(length) > MAX_FORM_BYTES) {
    throw new Refusal(413, 'form-too-large', 'The form and its files are larger than 10 MB.');
  }
  try {
    return await request.formData();
  } catch {
    throw new Refusal(400, 'form-unreadable', 'What arrived is not a submitted form.');
  }
}

function transactionOf(env, businessId) {
  return env.TRANSACTIONS.get(env.TRANSACTIONS.idFromName(businessId));
}

function text(form, field) {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}
