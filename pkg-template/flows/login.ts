import { invalid, isOurs, reading } from '../argument.js';
import { IamSmartError } from '../error.js';
import { beginLogin, completeLogin, type LoginOptions } from '../page/login.js';
import type { EService } from '../server/eservice.js';
import { cookiesOf, headerOf, type WithHeaders } from '../server/headers.js';
import type { Records } from '../server/records.js';
import type { Sessions } from '../server/sessions.js';
import type { LoginGrant, PendingLogin } from '../wasm/page.js';
import type { AccessToken } from '../wasm/server.js';
import { copied } from './arguments.js';

/** Time for which a used `state` is remembered: its authorization code has long expired. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** RFC 6265bis §4.1.3.2: no other host can set a cookie whose name begins so. */
const COOKIE = '__Host-login';

/** As long as iAM Smart waits for the user, in seconds. */
const COOKIE_SECONDS = 18 * 60;

/** Options of a login: those of `beginLogin`, without what the `EService` knows. */
export type BeginLoginOptions = Omit<LoginOptions, 'server' | 'clientId'>;

/** Login: by the server's redirects, or with a page's grant. */
export class LoginFlow {
  #eService: EService;
  #records: Records;

  constructor(eService: EService, records: Records) {
    this.#eService = eService;
    this.#records = records;
  }

  /**
   * Begins a login by redirect. Send the browser to `url`, and keep `kept` where only this browser
   * and the server read it: an HttpOnly cookie, or the browser's session. It is a secret.
   *
   * @throws IamSmartError the codes of `beginLogin`
   */
  begin(options: BeginLoginOptions): { url: string; kept: string } {
    const { gateway, clientId } = this.#eService;
    const server = { kind: 'iamsmart', gateway } as const;
    const { url, pending } = beginLogin({ ...copied('options', options), server, clientId });
    return { url, kept: JSON.stringify(pending) };
  }

  /**
   * Completes a login with the address that the browser came back to, and what was kept.
   *
   * @throws IamSmartError 'state-unknown' if nothing was kept, the codes of `completeLogin` and of
   *   `redeem`
   */
  async complete(callbackUrl: string | URL, kept: string | undefined): Promise<AccessToken> {
    return this.redeem(completeLogin(callbackUrl, pendingIn(kept)));
  }

  /**
   * Answers a browser that is to log in: redirects it to iAM Smart, and keeps what the callback needs in
   * a cookie. `request` is the web's or Node's.
   *
   * @throws IamSmartError the codes of `beginLogin`
   */
  redirect(request: WithHeaders, options: BeginLoginOptions): Response {
    const userAgent = headerOf(request, 'user-agent');
    const known = userAgent !== undefined && { userAgent };
    const { url, kept } = this.begin({ ...known, ...copied('options', options) });
    return redirected(url, [loginCookie(encodeURIComponent(kept))]);
  }

  /**
   * Answers the browser that came back: opens a session, and redirects it to `home`. A login that
   * failed ends there, too, with the error's code in `problem`: the browser is on its way to a page,
   * which says it in a sentence. If there is a session all the same, as after a callback that is loaded a
   * second time, it goes on with that.
   */
  async returned(
    request: WithHeaders & { url?: string },
    options: { sessions: Sessions; home?: string },
  ): Promise<Response> {
    const { sessions, home = '/' } = copied('options', options);
    const isUsable = reading('sessions', () => typeof sessions.open === 'function');
    if (!isUsable) throw invalid('sessions', 'it is not a Sessions');
    if (typeof home !== 'string') throw invalid('home', 'it is not a text');
    const url = reading('request', () => new URL(request.url ?? '', 'http://localhost'));
    try {
      const user = await this.complete(url, keptIn(request));
      return redirected(home, [loginCookie(''), await sessions.open(request, user)]);
    } catch (error) {
      if (!isOurs(error)) throw error;
      if (await sessions.of(request).catch(() => undefined)) return redirected(home, []);
      const query = new URLSearchParams({ problem: error.code });
      return redirected(`${home}${home.includes('?') ? '&' : '?'}${query}`, []);
    }
  }

  /**
   * Redeems the grant of a page's login (`completeLogin` of `iamsmart`), each once.
   *
   * @throws IamSmartError 'state-used', and the codes of `EService.login`
   */
  async redeem(grant: LoginGrant): Promise<AccessToken> {
    const token = await this.#eService.login(grant);
    // After the verifier was checked, so that knowing a state is not enough to use it up.
    if (!(await this.#use(grant.state))) {
      throw new IamSmartError(
        'state-used',
        'This login was completed before. If you did not reload the page yourself, do not go on: start the login again.',
      );
    }
    return token;
  }

  /** Returns true the first time. */
  #use(state: string): Promise<boolean> {
    const keepUntil = new Date(this.#records.now().getTime() + REMEMBERED_MS);
    return this.#records.store.write(`login-${state}`, new Uint8Array(), { keepUntil });
  }
}

function pendingIn(kept: string | undefined): PendingLogin {
  try {
    if (kept) return JSON.parse(kept);
  } catch {
    // As if nothing had been kept.
  }
  throw new IamSmartError(
    'state-unknown',
    'No login was begun in this browser, or what was kept of it is gone. Start the login again.',
  );
}

/** What the browser has kept; of several, one is somebody else's. */
function keptIn(request: WithHeaders): string | undefined {
  const [kept, ...others] = cookiesOf(request, COOKIE);
  if (!kept || others.length > 0) return undefined;
  try {
    return decodeURIComponent(kept);
  } catch {
    return undefined;
  }
}

/** `Lax`, because the browser comes back from iAM Smart's page. */
function loginCookie(value: string): string {
  const age = value === '' ? 0 : COOKIE_SECONDS;
  return `${COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${age}`;
}

function redirected(url: string, cookies: string[]): Response {
  const headers = new Headers({ Location: url, 'Cache-Control': 'no-store' });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}
