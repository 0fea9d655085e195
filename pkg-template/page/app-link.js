import { IamSmartError } from '../error.js';

/** The app's schemes (iAM Smart API, mobile; high confidence for the first, medium for the second). */
const SCHEMES = { production: 'hk.gov.iamsmart', test: 'hk.gov.iamsmart.testapp' };

/** What the app is opened with for each kind of request; medium confidence. */
const ACTIONS = {
  profile: 'profile',
  'form-filling': 'eme',
  signing: 'hash-sign',
  'step-up': 're-auth',
};

/** @param {import('./app-link.js').AppLinkOptions} options */
export function appLink({ kind, ticketId, action = ACTIONS[kind], ...where }) {
  if (!action) {
    throw invalid('action', `no public source says what the app is opened with for '${kind}'`);
  }
  return address(where, action, { ticketID: text('ticketId', ticketId) });
}

/** @param {import('./app-link.js').AppLoginLinkOptions} options */
export function appLoginLink({ clientId, scope, state, redirectUri, source, action, ...where }) {
  return address(where, action ?? 'auth', {
    clientID: text('clientId', clientId),
    responseType: 'code',
    source: source ?? 'App_Link',
    redirectURI: text('redirectUri', redirectUri),
    scope: scope.join(' '),
    state,
  });
}

/** @param {import('./app-link.js').CorpIdLoginLinkOptions} options */
export function corpIdLoginLink({ clientId, scope, corpIdScope, state, app, ...where }) {
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

/**
 * @param {import('./app-link.js').AppAddress} where
 * @param {string} action
 * @param {Record<string, string | undefined>} parameters
 */
function address({ environment = 'production', scheme, base }, action, parameters) {
  const known = scheme ?? SCHEMES[environment];
  const start = base ?? (known && `${known}://`) ?? '';
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(start)) {
    throw invalid('environment', "it is 'production' or 'test'");
  }
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${start}${action}?${query.join('&')}`;
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function text(name, value) {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(name, 'it is not a text');
}

/**
 * @param {string} name
 * @param {string} reason
 */
function invalid(name, reason) {
  return new IamSmartError('invalid-argument', `'${name}' cannot be used: ${reason}.`);
}
