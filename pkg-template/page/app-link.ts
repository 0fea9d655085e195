import { IamSmartError } from '../error.js';

/** Address of the app. */
export interface AppAddress {
  /**
   * App to open: `hk.gov.iamsmart` ('production') or `hk.gov.iamsmart.testapp` ('test'). Default:
   * 'production'.
   */
  environment?: 'production' | 'test';
  /**
   * Scheme that replaces the environment's, e.g. 'https://hk.gov.iamsmart.testapp' from one sample.
   */
  scheme?: string;
  /**
   * Address that replaces the scheme and '://', e.g. the sandbox's 'http://127.0.0.1:8788/app/'.
   */
  base?: string;
}

/** Options of `appLink`. */
export interface AppLinkOptions extends AppAddress {
  /** Kind of request. */
  kind: 'profile' | 'form-filling' | 'signing' | 'pdf-signing' | 'step-up';
  /**
   * `ticketId` of the ticket. Present if `authByQr` is false, that is, if browser and app are on
   * one device.
   */
  ticketId: string;
  /**
   * Action in the link. Default: 'profile', 'eme', 'hash-sign' or 're-auth' (medium confidence).
   * Required for 'pdf-signing', which no public source documents.
   */
  action?: string;
}

/** Options of `appLoginLink`. */
export interface AppLoginLinkOptions extends AppAddress {
  clientId: string;
  redirectUri: string;
  scope: string[];
  state?: string;
  /** Source; 'App_Scheme' is the older one. Default: 'App_Link'. */
  source?: 'App_Link' | 'App_Scheme';
  /**
   * Action in the link. Newer apps are said to accept 'v2_auth' (low confidence). Default: 'auth'.
   */
  action?: string;
}

/** Options of `corpIdLoginLink`. */
export interface CorpIdLoginLinkOptions extends AppAddress {
  clientId: string;
  scope: string[];
  corpIdScope: string[];
  state?: string;
  /** App to return to: by a universal link on iOS, by an activity on Android. */
  app:
    | { redirectUri: string }
    | { packageName: string; activityClass: string; activityParams?: string };
}

/** Schemes of the app (iAM Smart API, mobile; high confidence for production, medium for test). */
const SCHEMES = { production: 'hk.gov.iamsmart', test: 'hk.gov.iamsmart.testapp' };

/** Action for each kind of request (medium confidence). */
const ACTIONS: { [kind in AppLinkOptions['kind']]?: string } = {
  profile: 'profile',
  'form-filling': 'eme',
  signing: 'hash-sign',
  'step-up': 're-auth',
};

/**
 * Returns the link that opens a request in the app on the same device. If `authByQr` is true, or
 * the link opens nothing, tell the user to open the app, where the request waits for 18 minutes.
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function appLink(options: AppLinkOptions): string {
  const { kind, ticketId, action = ACTIONS[kind], ...where } = options;
  if (!action) {
    throw invalid('action', `no public source says what the app is opened with for '${kind}'`);
  }
  return address(where, action, { ticketID: text('ticketId', ticketId) });
}

/**
 * Returns the link with which another app logs a user in (medium confidence).
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function appLoginLink(options: AppLoginLinkOptions): string {
  const { clientId, scope, state, redirectUri, source, action, ...where } = options;
  return address(where, action ?? 'auth', {
    clientID: text('clientId', clientId),
    responseType: 'code',
    source: source ?? 'App_Link',
    redirectURI: text('redirectUri', redirectUri),
    scope: scope.join(' '),
    state,
  });
}

/**
 * Returns the link for a login with CorpID, `v2_cauth`.
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function corpIdLoginLink(options: CorpIdLoginLinkOptions): string {
  const { clientId, scope, corpIdScope, state, app, ...where } = options;
  const target =
    'packageName' in app
      ? {
          source: 'App_Package',
          packageName: app.packageName,
          activityClass: app.activityClass,
          activityParams: app.activityParams,
        }
      : { source: 'App_Link', clientRedirectURI: app.redirectUri };
  return address(where, 'v2_cauth', {
    clientID: text('clientId', clientId),
    responseType: 'code',
    ...target,
    scope: scope.join(' '),
    cScope: corpIdScope.join(' '),
    state,
  });
}

function address(
  { environment = 'production', scheme, base }: AppAddress,
  action: string,
  parameters: Record<string, string | undefined>,
): string {
  const known: string | undefined = scheme ?? SCHEMES[environment];
  const start = base ?? (known && `${known}://`) ?? '';
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(start)) {
    throw invalid('environment', "it is 'production' or 'test'");
  }
  const query = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `${start}${action}?${query.join('&')}`;
}

function text(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(name, 'it is not a text');
}

function invalid(name: string, reason: string): IamSmartError {
  return new IamSmartError('invalid-argument', `'${name}' cannot be used: ${reason}.`);
}
