import { IamSmartError } from '../error.js';
import { beginLogin, completeLogin, type LoginOptions } from '../page/login.js';
import type { EService } from '../server/eservice.js';
import type { Records } from '../server/records.js';
import type { LoginGrant, PendingLogin } from '../wasm/page.js';
import type { AccessToken } from '../wasm/server.js';

/** Time for which a used `state` is remembered: its authorization code has long expired. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

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
    const { url, pending } = beginLogin({ ...options, server, clientId });
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
