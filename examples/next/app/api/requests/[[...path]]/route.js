import { sessionOf } from '../../../../../session.js';
import { route } from '../../../../e-service.js';

const answer = route(async (request, { flows, store }) => {
  return flows.serve(request, await sessionOf(store, request.headers));
});

export { answer as GET, answer as POST };
