import { fromText } from '../server/stored.js';
import { detailsOf } from '../server/transactions.js';
import type {
  CallbackResult,
  FormFillingResult,
  PdfSigningResult,
  RecordView,
  RefusedResult,
  RejectedFor,
  RequestKind,
  SigningResult,
  StepUpResult,
} from '../wasm/server.js';
import type { SignatureAlgorithm, TimestampReport, VerificationReport } from '../wasm/verify.js';
import type { FlowsOptions } from './options.js';
import type { ValidationData } from './revocation-data.js';

/** Request that the user is asked to respond to: what the page shows. */
export interface OpenRequest {
  /** businessID, by which the page asks for the outcome. */
  businessId: string;
  /** Kind of request. */
  kind: RequestKind;
  /** ID with which `appLink` opens the app on this device. */
  ticketId?: string;
  /** True if the app is on another device: tell the user to open it there. */
  authByQr?: boolean;
  /** Signatures: identification code, which the user compares with the app's. */
  identificationCode?: string;
  /** Signatures: digest that is to be signed, in Base64. */
  hashCode?: string;
  /**
   * Signatures over a form: its canonical form, from which a page that was reloaded shows, and hashes
   * again, what is signed.
   */
  text?: string;
  /** End of the time to respond, ISO 8601. */
  expiresAt: string;
  /**
   * False if the gateway's answer was lost: the user may have been asked all the same, and what comes
   * of it counts. Without `ticketId` the app cannot be opened from here.
   */
  confirmed: boolean;
}

/** What is known of a request; `stage` distinguishes the types. */
export type Outcome =
  | ({ stage: 'pending'; details?: unknown } & OpenRequest)
  /** The result is stored, and is being compared, verified or asked about. */
  | {
      stage: 'arrived';
      businessId: string;
      kind: RequestKind;
      details?: unknown;
      /** As in `OpenRequest`. */
      text?: string;
      /** A signature that cannot be decided yet. */
      undecided?: { report: VerificationReport; since: string; nextAt?: string };
      /** The verdict on a signature that is judged and waits for its time-stamp. */
      unstamped?: { report: VerificationReport };
    }
  | {
      stage: 'settled';
      businessId: string;
      kind: RequestKind;
      details?: unknown;
      settled: Settled;
    }
  /** The outcome was taken. */
  | { stage: 'taken'; businessId: string; kind: RequestKind; details?: unknown }
  /** There is no such request of this owner. */
  | { stage: 'unknown' };

/** What came of a request; `outcome` distinguishes the types. */
export type Settled = {
  businessId: string;
  kind: RequestKind;
  owner: string;
  details?: unknown;
  /** When, ISO 8601. */
  settledAt: string;
} & (
  | { outcome: 'filled'; result: FormFillingResult | StepUpResult }
  /** The signature holds: the report's indication is TOTAL-PASSED. */
  | SignedOutcome
  /** Not a valid signature over what was asked. The gateway is told SR002. */
  | {
      outcome: 'rejected';
      reason: RejectedFor;
      result: SigningResult | PdfSigningResult;
      report?: VerificationReport;
    }
  /** The user refused or did not respond, or the gateway reports an error. */
  | ({ outcome: 'refused' } & Pick<RefusedResult, 'resultCode' | 'message' | 'fault' | 'retry'>)
  /** Nothing arrived in time. */
  | { outcome: 'expired' }
  /** The user gave the request up here. */
  | { outcome: 'withdrawn' }
  /** The signature could not be decided for `decideForMs`. The gateway is told nothing. */
  | ({
      outcome: 'undecided';
      result: SigningResult | PdfSigningResult;
      report: VerificationReport;
      /** As of a signature that holds; `verifyEvidence` may decide it later. */
      evidence?: string;
      /** As of a signature that holds. */
      validationData?: ValidationData;
    } & Timestamped)
  /** The gateway did not take the request. */
  | { outcome: 'failed'; code: string; resultCode?: string }
);

/** What a signature has of its time-stamp. */
export interface Timestamped {
  /** Time-stamp over the value of the signature, if `timestampAuthority` gave one. */
  timestamp?: SignatureTimestamp;
  /** True if `timestampAuthority` gave none in `forMs`. */
  timestampMissing?: true;
}

/** A time-stamp that holds. */
export interface SignatureTimestamp {
  /** Token (RFC 3161 §2.4.2), DER. */
  token: Uint8Array<ArrayBuffer>;
  /** Verdict, with every check; it says which time is proven. */
  report: TimestampReport;
}

/** A signature that holds. */
export interface SignedOutcome extends Timestamped {
  outcome: 'signed';
  result: SigningResult | PdfSigningResult;
  /** Verdict, with every check. */
  report: VerificationReport;
  /** Evidence file of a signature over a form: what `verifyEvidence` takes. */
  evidence?: string;
  /** Of a signature over a PDF, unless `fetchRevocation` is off: what `addPdfRevocation` takes. */
  validationData?: ValidationData;
}

/** What the page shows of a request, as a record keeps it. */
export type Shown = Pick<OpenRequest, 'ticketId' | 'authByQr' | 'identificationCode' | 'confirmed'>;

/** What was asked to be signed. */
export interface Asked {
  /** Signed text: the canonical form. */
  text?: string;
  /** Signature algorithm of the request. */
  signatureAlgorithm?: SignatureAlgorithm;
  /** Labels of a form. */
  formLabels?: FlowsOptions['formLabels'];
}

/** What a record keeps of a request until it is settled. */
export interface Kept {
  shown: Shown;
  asked: Asked;
}

/** What a record keeps of a signature. */
export type Judged = {
  result: SigningResult | PdfSigningResult;
  report?: VerificationReport;
  evidence?: string;
  validationData?: ValidationData;
  timestamp?: SignatureTimestamp;
};

/** Returns what is known of a record. */
export function outcomeOf(view: RecordView): Outcome {
  const { businessId, stage, settlement, undecided, unstamped } = view;
  const same = { businessId, kind: kindOf(view), details: detailsOf(view) };
  if (stage === 'taken') return { stage, ...same };
  if (settlement) return { stage: 'settled', ...same, settled: settledOf(view, settlement) };
  if (stage !== 'arrived') return { stage: 'pending', ...same, ...openRequest(view) };
  const arrived = { stage, ...same, ...textIn(keptIn(view)) };
  if (unstamped !== undefined) {
    const { report } = fromText(unstamped) as Required<Judged>;
    return { ...arrived, unstamped: { report } };
  }
  if (!undecided) return arrived;
  const { since, nextAt, content } = undecided;
  const { report } = fromText(content) as Required<Judged>;
  return { ...arrived, undecided: { report, since, ...(nextAt !== undefined && { nextAt }) } };
}

/** Returns what the page shows of a request. */
export function openRequest(view: RecordView): OpenRequest {
  const { businessId, digest, expiresAt } = view;
  const kept = keptIn(view);
  return {
    businessId,
    kind: kindOf(view),
    expiresAt,
    ...(digest !== undefined && { hashCode: digest }),
    ...textIn(kept),
    ...kept.shown,
  };
}

/** Returns what a record keeps of its request. */
export function keptIn({ ticket }: RecordView): Kept {
  return ticket === undefined ? { shown: { confirmed: false }, asked: {} } : JSON.parse(ticket);
}

/** Returns the result that has arrived, as the record keeps it. */
export function arrivedIn(view: RecordView): CallbackResult | undefined {
  const [first] = view.results;
  return first === undefined ? undefined : (fromText(first) as CallbackResult);
}

/** Returns what came of a request. */
export function settledOf(
  view: RecordView,
  settlement: NonNullable<RecordView['settlement']>,
): Settled {
  const { outcome, reason, settledAt, content, timestampMissing } = settlement;
  const { businessId, owner = '' } = view;
  const details = detailsOf(view);
  const kept = content === undefined ? undefined : fromText(content);
  const result = kept as CallbackResult;
  const same = {
    ...{ businessId, kind: kindOf(view), owner, details, settledAt },
    ...(timestampMissing && { timestampMissing }),
  };
  const of = (part: object) => ({ ...same, outcome, ...part }) as Settled;
  switch (outcome) {
    case 'filled':
      return of({ result });
    case 'refused': {
      const { resultCode, message, fault, retry } = (kept ?? {}) as RefusedResult;
      return of({ resultCode, message, fault, retry });
    }
    case 'rejected':
      // Without a verdict where the comparison sufficed.
      return of({ reason, ...(isJudged(kept) ? kept : { result }) });
    default:
      return of((kept ?? {}) as object);
  }
}

function textIn({ asked: { text } }: Kept): { text?: string } {
  return text === undefined ? {} : { text };
}

function isJudged(kept: unknown): kept is Judged {
  return typeof kept === 'object' && kept !== null && 'result' in kept;
}

function kindOf({ kind }: RecordView): RequestKind {
  // Requests of flows have a kind.
  return kind ?? 'form-filling';
}
