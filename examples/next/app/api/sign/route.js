import { hkicHash } from 'iamsmart';
import { SIGN } from '../../../../form.js';
import { submission } from '../../../../requests.js';
import { sessionOf } from '../../../../session.js';
import { route } from '../../../e-service.js';

export const POST = route(async (request, { flows, store }) => {
  const hashCode = new URL(request.url).searchParams.get('hashCode');
  const asked = { ...(await sessionOf(store, request.headers)), hashCode };
  const form = await submission(request);
  const hkic = hkicHash(form.get('hkic'));
  return Response.json(await flows.sign({ ...asked, ...SIGN, form, hkicHash: hkic }));
});
