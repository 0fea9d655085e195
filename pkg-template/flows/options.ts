import type { FormAbout } from '../form-content.js';
import type { EService } from '../server/eservice.js';
import type { AuthenticatedNames } from '../server/names.js';
import type { TransactionStore } from '../server/transaction-store.js';
import type { FormLabels } from '../texts/shown-form.js';
import type { FetchRevocationOptions } from '../verify/revocation.js';
import type { FetchTimestampOptions } from '../verify/timestamp.js';
import type {
  AccessToken,
  Device,
  FormFillingRequest,
  Lang,
  PdfSigningRequest,
  SigningRequest,
} from '../wasm/server.js';
import type { PathOptions } from '../wasm/verify.js';
import type { Settled } from './outcome.js';

/** Options of `Flows`. */
export interface FlowsOptions {
  /** Client of the iAM Smart API. */
  eService: EService;
  /**
   * Store that all processes of the e-service share. What it promises is what the flows promise:
   * docs/stores.md has a table.
   */
  store: TransactionStore;
  /** Address to which the gateway pushes results, registered in the e-service portal. */
  callbackUri: string;
  /** Whom to trust. */
  trust: Trust;
  /**
   * Time-stamp authority. A signature that was judged, and is not rejected, gets a time-stamp over its
   * value before anybody is told of it: proof of when it was there at the latest. While the authority
   * gives none, it is asked again, as long as `forMs` says; then the outcome is told without one, and
   * says so. Default: none is asked.
   */
  timestampAuthority?: TimestampAuthority | undefined;
  /**
   * Is told of every outcome, by one process at a time, with what belongs to it. It is told of one
   * again only if it threw, took longer than `leaseMs`, or its process ended before the store knew
   * that it returned: write under `businessId` and `outcome`, so that a second time changes nothing.
   * If it throws, it is called again after 2 s, then 4 s, and so on to 10 minutes, until it returns.
   */
  onSettled?: ((settled: Settled) => void | Promise<void>) | undefined;
  /**
   * What a form shows beside its fields and for their values. Evidence files hold it, unsigned, so that
   * `shownForm` of `iamsmart/texts` shows the form as the person saw it. Default: none.
   */
  formLabels?: ((form: SignedAbout) => FormLabels | undefined) | undefined;
  /** Is told of what failed and is tried again, for a log. Default: a warning on the console. */
  onProblem?: ((problem: FlowProblem) => void) | undefined;
  /**
   * Makes the businessIDs. Then one that it did not make is unknown without a look at the store, whoever
   * names it: a page, or a stranger's callback. Default: businessIDs are random, or the caller's.
   */
  names?: AuthenticatedNames | undefined;
  /** Clock. Default: the platform's. */
  now?: (() => Date) | undefined;
  /** Time for the user to respond, in milliseconds. Default: 18 minutes. */
  lifeMs?: number | undefined;
  /**
   * Time after that in which a callback that is on its way still counts, in milliseconds. Default: one
   * minute.
   */
  graceMs?: number | undefined;
  /** Time that an outcome is kept to be taken, in milliseconds. Default: one hour. */
  keepMs?: number | undefined;
  /**
   * Time for which a signature that cannot be decided, because revocation data is not to be had, is
   * asked about again, in milliseconds. Default: 24 hours.
   */
  decideForMs?: number | undefined;
  /** Difference between clocks that is tolerated in a signing time. Default: 10 minutes. */
  clockToleranceMs?: number | undefined;
  /**
   * Time for one step, in milliseconds, after which another process may repeat it. Default: one
   * minute.
   */
  leaseMs?: number | undefined;
}

/** Name and number of a form, as signed. */
export interface SignedAbout {
  name: string;
  number?: string;
}

/** Whom to trust, and how signatures are judged: options of `iamsmart/verify`. */
export interface Trust extends Omit<PathOptions, 'crls' | 'ocspResponses' | 'validationTime'> {
  /** Options of `fetchRevocation`; false: nothing is fetched. */
  fetchRevocation?: FetchRevocationOptions | false | undefined;
}

/** A time-stamp authority, and how its time-stamps are judged: options of `iamsmart/verify`. */
export interface TimestampAuthority extends Trust {
  /** Address (RFC 3161 §3.4); of several, each is asked until one gives a time-stamp that holds. */
  url: string | string[];
  /**
   * Time for which a time-stamp is asked for again, in milliseconds; the user's page waits meanwhile.
   * Default: 10 minutes.
   */
  forMs?: number | undefined;
  /** Options of `fetchTimestamp`. */
  fetchTimestamp?: FetchTimestampOptions | undefined;
}

/** What failed. */
export interface FlowProblem {
  /** Transaction, if there is one. */
  businessId?: string | undefined;
  /** What was being done. */
  step: 'callback' | 'ask' | 'verify' | 'timestamp' | 'tell' | 'acknowledge' | 'settle';
  /** The reason. */
  error: unknown;
}

/** What all requests have. */
export type FlowRequest = Device & {
  /** Whose it is: an identifier of the user in the e-service, e.g. of the account or session. */
  owner: string;
  /** User: what `login` gave. */
  user: Pick<AccessToken, 'accessToken' | 'openId'>;
  /** Language of the gateway's pages and of the app. Default: the gateway's, 'zh-HK'. */
  lang?: Lang | undefined;
  /** Data that comes back with the outcome: plain JSON. */
  details?: unknown;
  /** businessID; with `names`, one of its own. Default: one of `names`, or a random UUID. */
  businessId?: string | undefined;
};

/** Request for fields of a form. */
export type FillRequest = FlowRequest & FormFillingRequest;

/** Request for a signature over a submission. */
export type SignRequest = FlowRequest &
  Omit<SigningRequest, 'digest'> & {
    /** The submission as the server received it: `formDataOf`. */
    form: FormData;
    /** Name and number of the form, as in the page's `hashForm`. */
    about: FormAbout;
    /** `hashCode` of the page's `hashForm`. */
    hashCode: string;
    /** `text` of the page's `hashForm`, from which an error says which field differs. */
    text?: string | undefined;
  };

/** Request for a signature over a PDF. */
export type SignPdfRequest = FlowRequest & PdfSigningRequest;
