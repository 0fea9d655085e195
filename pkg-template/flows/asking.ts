import { invalid } from '../argument.js';
import { IamSmartError } from '../error.js';
import type { FormContent } from '../form-content.js';
import { isGatewayRefusal, isGatewayStatus } from '../server/errors.js';
import type { EService } from '../server/eservice.js';
import { hashForm } from '../server/form.js';
import { checkPlainJson } from '../server/plain-json.js';
import type { Records } from '../server/records.js';
import { toText } from '../server/stored.js';
import { identificationCode } from '../wasm/page.js';
import {
  type AccountRequest,
  type Device,
  type Digest,
  type FormDifference,
  formDifference,
  type NewRecord,
  type RequestKind,
  type Ticket,
} from '../wasm/server.js';
import { copied, textOf } from './arguments.js';
import { FormDiffers, RequestOpen } from './errors.js';
import type { FillRequest, FlowRequest, SignPdfRequest, SignRequest } from './options.js';
import { type Kept, type OpenRequest, openRequest, outcomeOf } from './outcome.js';
import type { OwnedTransactions } from './owned.js';

/** Default of `decideForMs`. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Times of a record. */
type RecordTimes = Pick<NewRecord, 'lifeMs' | 'keepMs' | 'flow'>;

/** A request, apart from who is asked. */
interface Question {
  kind: RequestKind;
  /** Digest that is to be signed, in Base64. */
  digest?: string;
  /** What the record keeps. */
  kept: Kept;
  /** Sends the request. */
  send: (account: AccountRequest) => Promise<Ticket>;
}

/** Requests: begun in the store, then sent. */
export class Asking {
  #eService: EService;
  #records: Records;
  #owned: OwnedTransactions;
  #callbackUri: string;
  #times: RecordTimes;

  constructor(
    eService: EService,
    records: Records,
    owned: OwnedTransactions,
    callbackUri: string,
    times: RecordTimes,
  ) {
    this.#eService = eService;
    this.#records = records;
    this.#owned = owned;
    this.#callbackUri = callbackUri;
    this.#times = times;
  }

  fill(request: FillRequest): Promise<OpenRequest> {
    return this.#ask(request, {
      kind: 'form-filling',
      kept: { shown: { confirmed: false }, asked: {} },
      send: (account) => this.#eService.requestFormFilling({ ...request, ...account }),
    });
  }

  async sign(request: SignRequest): Promise<OpenRequest> {
    const { form, about, signatureAlgorithm } = request;
    if (signatureAlgorithm === 'NONEwithSM2') {
      const reason = 'it signs an SM3 digest, and that of a form is SHA-256';
      throw invalid('signatureAlgorithm', reason);
    }
    const content = await hashForm(form, about);
    checkSame(request, content);
    const { digest, hashCode, text } = content;
    const asked = { text, ...(signatureAlgorithm && { signatureAlgorithm }) };
    const code = this.#codeOf(digest, userOf(request).openId);
    return this.#ask(request, {
      kind: 'signing',
      digest: hashCode,
      kept: { shown: { confirmed: false, identificationCode: code }, asked },
      send: (account) => this.#eService.requestSigning({ ...request, digest, ...account }),
    });
  }

  signPdf(request: SignPdfRequest): Promise<OpenRequest> {
    const { docDigest } = request;
    const code = this.#codeOf(docDigest, userOf(request).openId);
    return this.#ask(request, {
      kind: 'pdf-signing',
      digest: base64Of(docDigest),
      kept: { shown: { confirmed: false, identificationCode: code }, asked: {} },
      send: (account) => this.#eService.requestPdfSigning({ ...request, ...account }),
    });
  }

  async #ask(request: FlowRequest, question: Question): Promise<OpenRequest> {
    const { details, lang } = request;
    const owner = textOf('owner', request.owner);
    const user = userOf(request);
    if (details !== undefined) checkPlainJson('details', details);
    const businessId = await this.#businessId(request);
    const state = crypto.randomUUID();
    await this.#begin({
      businessId,
      state,
      owner,
      kind: question.kind,
      callbacks: 1,
      ticket: JSON.stringify(question.kept),
      ...(question.digest !== undefined && { digest: question.digest }),
      ...(details !== undefined && { details: JSON.stringify(details) }),
      ...this.#times,
    });
    const account: AccountRequest = {
      businessId,
      state,
      accessToken: user.accessToken,
      openId: user.openId,
      callbackUri: this.#callbackUri,
      ...deviceOf(request),
      ...(lang !== undefined && { lang }),
    };
    return this.#send(businessId, question, account);
  }

  async #businessId({ businessId }: FlowRequest): Promise<string> {
    const { names } = this.#records;
    if (businessId === undefined) return names?.newBusinessId() ?? crypto.randomUUID();
    if ((await names?.isBusinessId(businessId)) !== false) return businessId;
    throw invalid('businessId', "it was not made by 'names', so that its result would be unknown");
  }

  /** As the gateway's answer confirms it, which may be lost. */
  #codeOf(digest: Digest, openId: string): string {
    const { joining } = this.#eService;
    return identificationCode({ digest, boundTo: { openId }, ...(joining && { joining }) });
  }

  /** Begins a record, if its owner has no other request that waits for the user. */
  async #begin(begun: NewRecord & { owner: string }): Promise<void> {
    const { businessId, owner, lifeMs, keepMs, flow } = begun;
    const isOpen = (ids: string[]) => this.#checkNoneOpen(ids);
    await isOpen(await this.#owned.list(owner));
    if (!(await this.#records.begin(begun))) {
      throw new IamSmartError(
        'transaction-exists',
        'A transaction with this businessID was begun before. Make a new businessID for every request.',
      );
    }
    // As long as it may take to decide.
    const listedMs = lifeMs + keepMs + (flow?.decideForMs ?? DAY_MS) + (flow?.timestampForMs ?? 0);
    const until = new Date(this.#records.now().getTime() + listedMs);
    try {
      await this.#owned.change(owner, { add: { businessId, until } }, isOpen);
    } catch (error) {
      // Another request of this owner came first. This one was not sent, and nobody waits for it.
      await this.#end(businessId, 'request-open');
      throw error;
    }
  }

  async #checkNoneOpen(businessIds: string[]): Promise<void> {
    for (const id of businessIds) {
      const read = await this.#records.view(id);
      if (read?.view.stage === 'pending') throw new RequestOpen(outcomeOf(read.view));
    }
  }

  async #send(
    businessId: string,
    { kept, send }: Question,
    account: AccountRequest,
  ): Promise<OpenRequest> {
    let ticket: Ticket;
    try {
      ticket = await send(account);
    } catch (error) {
      if (wasTaken(error)) return openRequest(known((await this.#records.view(businessId))?.view));
      await this.#end(businessId, codeOf(error), error);
      throw error;
    }
    // The gateway has asked the user: if the store fails now, the request stays open, unconfirmed.
    const { ticketId, authByQr } = ticket;
    const shown = { ...kept.shown, authByQr, confirmed: true, ...(ticketId && { ticketId }) };
    const confirmed = JSON.stringify({ ...kept, shown });
    const changed = await this.#records.change(businessId, (record) => record.confirm(confirmed));
    return openRequest(known(changed?.view));
  }

  /** Ends a request that the gateway did not take. */
  async #end(businessId: string, code: string, error?: unknown): Promise<void> {
    const refused = isGatewayRefusal(error) ? { resultCode: error.resultCode } : {};
    const content = toText({ code, ...refused });
    await this.#records.change(businessId, (record, now) => record.fail(content, now));
  }
}

/** Returns true if the gateway may have carried the request out, although it failed here. */
function wasTaken(error: unknown): boolean {
  const lost: unknown[] = [
    'gateway-unreachable',
    'gateway-timeout',
    'gateway-answer-invalid',
    'gateway-answer-too-large',
    'answer-undecryptable',
    'answer-field-invalid',
    'module-trapped',
  ];
  if (!(error instanceof IamSmartError)) return false;
  if (isGatewayStatus(error)) return error.status >= 500;
  return lost.includes(error.code);
}

function userOf({ user }: FlowRequest): FlowRequest['user'] {
  return copied('user', user);
}

function deviceOf({ source, userAgent }: FlowRequest): Device {
  if (source === undefined) return { userAgent: userAgent as string };
  return userAgent === undefined ? { source } : { source, userAgent };
}

function checkSame({ hashCode, text }: SignRequest, arrived: FormContent): void {
  if (hashCode === arrived.hashCode) return;
  throw new FormDiffers(text === undefined ? [] : differences(text, arrived.text));
}

/** Returns where two texts differ; nothing if the page's is no canonical form. */
function differences(page: string, arrived: string): FormDifference[] {
  try {
    return formDifference(page, arrived);
  } catch {
    return [];
  }
}

function codeOf(error: unknown): string {
  return error instanceof IamSmartError ? error.code : 'unknown';
}

/** Returns what is known of a record that was written a moment ago. */
function known<View>(view: View | undefined): View {
  if (view) return view;
  throw new Error('The store has lost a transaction that it had written.');
}

function base64Of(digest: Digest): string {
  if (typeof digest === 'string') return digest;
  const bytes = ArrayBuffer.isView(digest)
    ? new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength)
    : new Uint8Array(digest);
  return btoa(String.fromCharCode(...bytes));
}
