import { signing, submission } from '../../../../form.js';
import { sessionOf } from '../../../../session.js';
import { route } from '../../../e-service.js';

export const POST = route(async (request, { flows, store }) => {
  const hashCode = new URL(request.url).searchParams.get('hashCode');
  const asked = { ...(await sessionOf(store, request.headers)), hashCode };
  const form = await submission(request);
  return Response.json(await flows.sign({ ...asked, ...signing(form) }));
});
