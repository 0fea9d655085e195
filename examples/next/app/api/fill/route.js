import { FILL } from '../../../../form.js';
import { sessionOf } from '../../../../session.js';
import { route } from '../../../e-service.js';

export const POST = route(async (request, { flows, store }) => {
  const session = await sessionOf(store, request.headers);
  return Response.json(await flows.fill({ ...session, ...FILL }));
});
