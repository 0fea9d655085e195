// Form filling: from the page's request to iAM Smart's.

import { ABOUT, FILLED_FROM } from '../../www/about.js';
import { json, requireSameOrigin } from './answer.js';
import { countAsked } from './limits.js';
import { eService } from './service.js';
import { askingWith, requireSession } from './session.js';
import { begin } from './transactions.js';

/** The fields of the form, and no others. */
const FIELDS = Object.keys(FILLED_FROM).flatMap((path) => path.split('.', 1));

/**
 * Requests the fields of the form from the user.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function fill(request, env) {
  requireSameOrigin(request);
  const session = await requireSession(request, env);
  countAsked(session.id, env);
  const account = await begin(request, env, session, { kind: 'form-filling' });
  const { ticketId, authByQr } = await askingWith(session, env, () =>
    eService(env).requestFormFilling({
      ...account,
      eMEFields: FIELDS,
      formName: ABOUT.formName,
      formNum: ABOUT.formNumber,
    }),
  );
  return json({ businessId: account.businessId, ticketId, authByQr });
}
