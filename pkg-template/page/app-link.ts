import { invalid, reading } from '../argument.js';

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
const ACTIONS: Record<AppLinkOptions['kind'], string | undefined> = {
  profile: 'profile',
  'form-filling': 'eme',
  signing: 'hash-sign',
  'pdf-signing': undefined,
  'step-up': 're-auth',
};

/**
 * Returns the link that opens a request in the app on the same device. If `authByQr` is true, or
 * the link opens nothing, tell the user to open the app, where the request waits for 18 minutes.
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function appLink(options: AppLinkOptions): string {
  return reading('options', () => {
    const { kind, ticketId, action = oneOf(ACTIONS, 'kind', kind) } = options;
    if (action === undefined) {
      throw invalid('action', `no public source says what the app is opened with for '${kind}'`);
    }
    return address(options, action, { ticketID: text('ticketId', ticketId) });
  });
}

/**
 * Returns the link with which another app logs a user in (medium confidence).
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function appLoginLink(options: AppLoginLinkOptions): string {
  return reading('options', () => {
    const { clientId, scope, state, redirectUri, source = 'App_Link', action = 'auth' } = options;
    return address(options, action, {
      clientID: text('clientId', clientId),
      responseType: 'code',
      source: text('source', source),
      redirectURI: text('redirectUri', redirectUri),
      scope: words('scope', scope),
      state: optional('state', state),
    });
  });
}

/**
 * Returns the link for a login with CorpID, `v2_cauth`.
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function corpIdLoginLink(options: CorpIdLoginLinkOptions): string {
  return reading('options', () => {
    const { clientId, scope, corpIdScope, state, app } = options;
    const target =
      'packageName' in app
        ? {
            source: 'App_Package',
            packageName: text('packageName', app.packageName),
            activityClass: text('activityClass', app.activityClass),
            activityParams: optional('activityParams', app.activityParams),
          }
        : { source: 'App_Link', clientRedirectURI: text('redirectUri', app.redirectUri) };
    return address(options, 'v2_cauth', {
      clientID: text('clientId', clientId),
      responseType: 'code',
      ...target,
      scope: words('scope', scope),
      cScope: words('corpIdScope', corpIdScope),
      state: optional('state', state),
    });
  });
}

function address(
  { environment = 'production', scheme, base }: AppAddress,
  action: string,
  parameters: Record<string, string | undefined>,
): string {
  const own = optional('scheme', scheme) ?? oneOf(SCHEMES, 'environment', environment);
  const start = optional('base', base) ?? `${own}://`;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(start)) {
    throw invalid(base === undefined ? 'scheme' : 'base', 'it does not begin with a scheme');
  }
  if (!/^[\w-]+$/.test(text('action', action))) {
    throw invalid('action', "it has characters other than A-Z, a-z, 0-9, '_' and '-'");
  }
  const query = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `${start}${action}?${query.join('&')}`;
}

function oneOf<Name extends string, Value>(
  values: Record<Name, Value>,
  what: string,
  name: Name,
): Value {
  if (typeof name === 'string' && Object.hasOwn(values, name)) return values[name];
  throw invalid(what, `it is not one of '${Object.keys(values).join("', '")}'`);
}

function text(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(name, 'it is not a text');
}

function optional(name: string, value: unknown): string | undefined {
  return value === undefined ? undefined : text(name, value);
}

/** A list of scopes, none of them with a blank. */
function words(name: string, value: unknown): string {
  const isList =
    Array.isArray(value) && value.every((one) => typeof one === 'string' && /^\S+$/.test(one));
  if (!isList || value.length === 0) throw invalid(name, 'it is not a list of scopes');
  return value.join(' ');
}
