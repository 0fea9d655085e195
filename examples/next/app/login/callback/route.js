import { cookie, cookieIn, openSession, redirect } from '../../../../session.js';
import { route } from '../../../e-service.js';

export const GET = route(async (request, { flows, store }) => {
  const user = await flows.login.complete(request.url, cookieIn(request.headers, 'login'));
  return redirect('/', cookie('login'), await openSession(store, user));
});
