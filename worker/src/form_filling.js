// From the page's wish to a form filling request.

import { ABOUT, FILLED_FROM } from '../../www/about.js';
import { json, requireSameOrigin } from './answer.js';
import { eService } from './service.js';
import { requireSession } from './session.js';
import { begin } from './transactions.js';

/** What the form has a place for, and no more. */
const FIELDS = Object.keys(FILLED_FROM).flatMap((path) => path.split('.', 1));

/**
 * Asks the user for the fields of the form.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function fill(request, env) {
  requireSameOrigin(request);
  const session = await requireSession(request, env);
  const account = await begin(request, env, session, { kind: 'form-filling' });
  const { ticketId, authByQr } = await eService(env).requestFormFilling({
    ...account,
    eMEFields: FIELDS,
    formName: ABOUT.formName,
    formNum: ABOUT.formNumber,
  });
  return json({ businessId: account.businessId, ticketId, authByQr });
}
