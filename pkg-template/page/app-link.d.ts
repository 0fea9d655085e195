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

/**
 * The address that opens a request in the app on the same device. Where `authByQr` is true, or
 * nothing opened, tell the user to open the app by himself: the request waits there for 18 minutes.
 */
export function appLink(options: AppLinkOptions): string;

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

/** The address with which an app logs a user in, app to app (medium confidence). */
export function appLoginLink(options: AppLoginLinkOptions): string;

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

/** The same with CorpID, `v2_cauth`. */
export function corpIdLoginLink(options: CorpIdLoginLinkOptions): string;
