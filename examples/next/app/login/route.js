import { SCOPE } from '../../../form.js';
import { cookie, redirect } from '../../../session.js';
import { ORIGIN, route } from '../../e-service.js';

export const GET = route((request, { flows }) => {
  const redirectUri = `${ORIGIN}/login/callback`;
  const userAgent = request.headers.get('User-Agent');
  const { url, kept } = flows.login.begin({ redirectUri, scope: SCOPE, userAgent });
  return redirect(url, cookie('login', kept));
});
