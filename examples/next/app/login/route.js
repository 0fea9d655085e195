import { loginOf } from '../../../registration.js';
import { cookie, redirect } from '../../../session.js';
import { ORIGIN, route } from '../../e-service.js';

export const GET = route((request, { flows, registration }) => {
  const userAgent = request.headers.get('User-Agent');
  const { url, kept } = flows.login.begin({ ...loginOf(registration, ORIGIN), userAgent });
  return redirect(url, cookie('login', kept));
});
