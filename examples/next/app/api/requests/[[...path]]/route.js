import { aboutRequests } from '../../../../../requests.js';
import { sessionOf } from '../../../../../session.js';
import { route } from '../../../../e-service.js';

const answer = route(async (request, { flows, store }) => {
  const { owner } = await sessionOf(store, request.headers);
  return aboutRequests(flows, request, owner);
});

export { answer as GET, answer as POST };
