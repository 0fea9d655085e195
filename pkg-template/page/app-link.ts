import { IamSmartError } from '../error.js';

/** Which app is opened. */
export interface AppAddress {
  /** 'production' where it is left out: `hk.gov.iamsmart`; 'test': `hk.gov.iamsmart.testapp`. */
  environment?: 'production' | 'test';
  /** Another scheme, e.g. 'https://hk.gov.iamsmart.testapp', which one sample has. */
  scheme?: string;
  /** What stands before the action, instead of a scheme and '://': the sandbox's 'http://127.0.0.1:8788/app/'. */
  base?: string;
}

export interface AppLinkOptions extends AppAddress {
  /** What was asked for. */
  kind: 'profile' | 'form-filling' | 'signing' | 'pdf-signing' | 'step-up';
  /** The ticket's `ticketId`, where its `authByQr` is false: the user is on the app's device. */
  ticketId: string;
  /**
   * What the app is opened with. Where it is left out: 'profile', 'eme', 'hash-sign' or 're-auth'
   * (medium confidence). For 'pdf-signing' no public source says, so it has to be there.
   */
  action?: string;
}

export interface AppLoginLinkOptions extends AppAddress {
  clientId: string;
  redirectUri: string;
  scope: string[];
  state?: string;
  /** 'App_Link' where it is left out; 'App_Scheme' is the older one. */
  source?: 'App_Link' | 'App_Scheme';
  /** 'auth' where it is left out; a newer one is said to be 'v2_auth' (low confidence). */
  action?: string;
}

export interface CorpIdLoginLinkOptions extends AppAddress {
  clientId: string;
  scope: string[];
  corpIdScope: string[];
  state?: string;
  /** Where the app returns to: a universal link on iOS, an activity on Android. */
  app:
    | { redirectUri: string }
    | { packageName: string; activityClass: string; activityParams?: string };
}

/** The app's schemes (iAM Smart API, mobile; high confidence for the first, medium for the second). */
const SCHEMES = { production: 'hk.gov.iamsmart', test: 'hk.gov.iamsmart.testapp' };

/** What the app is opened with for each kind of request; medium confidence. */
const ACTIONS: { [kind in AppLinkOptions['kind']]?: string } = {
  profile: 'profile',
  'form-filling': 'eme',
  signing: 'hash-sign',
  'step-up': 're-auth',
};

/**
 * The address that opens a request in the app on the same device. Where `authByQr` is true, or
 * nothing opened, tell the user to open the app by himself: the request waits there for 18 minutes.
 */
export function appLink(options: AppLinkOptions): string {
  const { kind, ticketId, action = ACTIONS[kind], ...where } = options;
  if (!action) {
    throw invalid('action', `no public source says what the app is opened with for '${kind}'`);
  }
  return address(where, action, { ticketID: text('ticketId', ticketId) });
}

/** The address with which an app logs a user in, app to app (medium confidence). */
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

/** The same with CorpID, `v2_cauth`. */
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
