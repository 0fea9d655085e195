// Types of the package for an e-service, on every platform; compiled, never run.

import {
  type AccountRequest,
  type CallbackResult,
  ConcurrencyLimit,
  collectBulkSigning,
  EService,
  type EServiceConfig,
  type FormContent,
  type FormLimits,
  formDataOf,
  type GatewayRefusal,
  hashForm,
  IamSmartError,
  isGatewayRefusal,
  isGatewayStatus,
  type KeyOperation,
  type Lease,
  type LimitedBody,
  MemoryStore,
  networkOf,
  RateLimit,
  type Registration,
  type ResultCodeInfo,
  readBody,
  resultCode,
  type Ticket,
  type TransactionState,
  type TransactionStore,
  Transactions,
} from 'iamsmart/server';
import { DenoKvStore, type KvLike } from 'iamsmart/server/deno-kv';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';
import { PostgresStore, postgresTables } from 'iamsmart/server/postgres';
import { RedisStore } from 'iamsmart/server/redis';
import type * as slim from 'iamsmart/server/slim';
import { type SqliteLike, SqliteStore } from 'iamsmart/server/sqlite';
import { verifySignature } from 'iamsmart/verify';
import type { Holds, Same, Untyped } from './exact.js';

export type Server = [
  Holds<Same<Untyped<typeof import('iamsmart/server')>, never>>,
  Holds<Same<Untyped<typeof slim>, never>>,
  Holds<
    Same<Exclude<keyof typeof slim, keyof typeof import('iamsmart/server')>, 'init' | 'initSync'>
  >,
  Holds<Same<ReturnType<EService['openCallback']>, Promise<CallbackResult>>>,
  Holds<Same<ReturnType<EService['requestProfile']>, Promise<Ticket>>>,
  Holds<Same<ReturnType<EService['acknowledge']>, Promise<void>>>,
  Holds<Same<ReturnType<typeof hashForm>, Promise<FormContent>>>,
  Holds<Same<ReturnType<typeof formDataOf>, Promise<FormData>>>,
  Holds<Same<ReturnType<typeof resultCode>, ResultCodeInfo>>,
  Holds<Same<ReturnType<Transactions['take']>, Promise<TransactionState>>>,
];

const config: EServiceConfig = {
  gateway: 'https://apigw.iamsmart.gov.hk',
  clientId: '0'.repeat(32),
  clientSecret: 'secret',
  keyEncryptionKey: async (wrapped: Uint8Array) => wrapped,
};
const service = new EService(config);
new EService({ ...config, keyEncryptionKey: 'PEM', clientCertificate: {}, joining: 'raw' });
const keeper: KeyOperation = async (wrapped, { signal }) => {
  const body: Uint8Array<ArrayBuffer> = wrapped;
  const response = await fetch('https://hsm.example/', { method: 'POST', body, signal });
  return new Uint8Array(await response.arrayBuffer());
};
new EService({ ...config, keyEncryptionKey: keeper });
new EService({ ...config, keyEncryptionKey: { rawRsa: keeper, modulusLength: 2048 } });
// @ts-expect-error: the raw operation is asynchronous too.
new EService({ ...config, keyEncryptionKey: { rawRsa: (wrapped: Uint8Array) => wrapped } });
// @ts-expect-error: not a form of a key.
new EService({ ...config, keyEncryptionKey: { oaep: keeper } });
declare const registration: Registration;
EService.fromRegistration(registration, { keyEncryptionKey: { rawRsa: keeper }, timeoutMs: 1 });
EService.fromRegistration('JSON');
// @ts-expect-error: not an option.
EService.fromRegistration(registration, { timeout: 1 });
// @ts-expect-error: the key encryption key is required.
new EService({ gateway: config.gateway, clientId: config.clientId, clientSecret: 'secret' });
// @ts-expect-error: unwrapping is asynchronous.
new EService({ ...config, keyEncryptionKey: (wrapped: Uint8Array) => wrapped });
// @ts-expect-error: `anonymous` is read-only.
service.anonymous = { ...service.anonymous };

// Requests.
const account: AccountRequest = {
  businessId: crypto.randomUUID(),
  accessToken: 'token',
  openId: 'id',
  source: 'PC_Browser',
  callbackUri: 'https://example.com/callback',
  state: 'state',
};
await service.requestProfile({ ...account, profileFields: ['idNo', 'aNewerField'] });
const { source, ...anywhere } = account;
const userAgent = 'Mozilla/5.0';
await service.requestStepUp({ ...anywhere, userAgent });
await service.requestStepUp({ ...anywhere, userAgent, source: undefined });
await service.requestStepUp({ ...anywhere, userAgent, source: source ?? 'PC_Browser' });
// @ts-expect-error: the user's device is required, as `source` or `userAgent`.
await service.requestStepUp(anywhere);
const { callbackUri, ...nowhere } = account;
// @ts-expect-error: the browser's address after a login is another than the callback's.
await service.requestStepUp({ ...nowhere, redirectUri: callbackUri });
await service.requestFormFilling({ ...account, eMEFields: ['birthDate'], formName: 'form' });
// @ts-expect-error: the form's name is required.
await service.requestFormFilling({ ...account, eMEFields: ['birthDate'] });
const signing = {
  digest: new Uint8Array(32),
  department: 'department',
  serviceName: 'service',
  documentName: 'document',
};
const { identificationCode, ticketId }: { identificationCode: string; ticketId?: string } =
  await service.requestSigning({ ...account, ...signing, stepUp: { method: 'FR+NFC' } });
// @ts-expect-error: not face, card or both.
await service.requestSigning({ ...account, ...signing, stepUp: { method: 'PIN' } });
// @ts-expect-error: not one of the two algorithms.
await service.requestSigning({ ...account, ...signing, signatureAlgorithm: 'RS256' });
// @ts-expect-error: a PDF requires `docDigest`.
await service.requestPdfSigning({ ...account, ...signing });
const { businessId, state } = account;
await service.anonymous.requestSigning({ businessId, state, ...signing, hkicHash: 'hash' });
// @ts-expect-error: `hkicHash`, which names the signer, is required.
await service.anonymous.requestSigning({ businessId, state, ...signing });
await service.requestBulkSigning({
  ...account,
  requestName: 'request',
  department: 'department',
  serviceName: 'service',
  documents: [
    { id: '1', documentName: 'a', digest: 'Base64' },
    { id: '2', documentName: 'b', docDigest: 'Base64' },
    // @ts-expect-error: a document requires a digest.
    { id: '3', documentName: 'c' },
  ],
});
await service.acknowledge(ticketId ?? identificationCode, 'SR001');
// @ts-expect-error: not accepted, rejected or not received.
await service.acknowledge('id', 'SR004');

// Transactions.
export { TransactionObject };

declare const database: SqliteLike;
declare const kv: KvLike;
declare const namespace: ConstructorParameters<typeof DurableObjectStore>[0];
const stores: TransactionStore[] = [
  new MemoryStore(),
  new MemoryStore({ singleProcess: true }),
  new DurableObjectStore(namespace),
  new DenoKvStore(kv, ['prefix']),
  new RedisStore(async ([name]: [string, ...string[]], key: string) => [name, key]),
  new PostgresStore(async (text: string) => ({ rows: [{ text }] }), { table: 'a.b' }),
  new SqliteStore(database, { pollMs: 100 }),
];
await stores[0]?.write('id', new Uint8Array(), { keepUntil: new Date(), wakeAt: new Date() });
export const due: string[] | undefined = await stores[0]?.due?.(new Date(), 100);
export class Transaction extends TransactionObject<{ TRANSACTIONS: typeof namespace }> {
  override async settle(businessId: string): Promise<void> {
    await new DurableObjectStore(this.env.TRANSACTIONS).read(businessId);
    // @ts-expect-error: no binding of this worker.
    this.env.OTHER;
  }
}
export class Wrong extends TransactionObject {
  // @ts-expect-error: what settles is told an ID.
  override async settle(id: number): Promise<void> {
    console.log(id);
  }
}
export const statements: string[] = postgresTables('a.b');
export const deleted: number = await new SqliteStore(database).sweep();
const transactions = new Transactions(stores[0], { keepMs: 1000 });
await transactions.begin({ businessId, state, kind: 'signing', details: { session: 1 } });
// @ts-expect-error: not the kind of a result.
await transactions.begin({ businessId, state, kind: 'login' });
// @ts-expect-error: nobody asks to be refused.
await transactions.begin({ businessId, state, kind: 'refused' });
// @ts-expect-error: a store requires a conditional write.
new Transactions({ read: async () => undefined });
const seen = await transactions.wait(businessId, { timeoutMs: 1, signal: AbortSignal.timeout(1) });
// @ts-expect-error: only an arrived transaction has a result.
seen.result;
if (seen.state === 'arrived') console.log(seen.result.kind, seen.results.length);

export function explain(error: GatewayRefusal): string {
  // @ts-expect-error: not one of the five kinds of retry.
  if (error.retry === 'sometime') return '';
  return resultCode(error.resultCode).meaning;
}

const limits: FormLimits = { maxBytes: 10_000_000, maxParts: 100 };
// @ts-expect-error: not a limit.
void formDataOf(new Request('https://eservice.example/'), { maxFiles: 1 });

export async function handle(request: Request): Promise<Response> {
  try {
    const result: CallbackResult = await service.openCallback(request);
    const { outcome } = await transactions.arrive(result);
    if (outcome !== 'accepted') return new Response(outcome);
    switch (result.kind) {
      case 'profile':
      case 'form-filling':
        return new Response(result.fields.enName?.unstructuredName);
      case 'bulk-signing':
        return Response.json(collectBulkSigning({ documents: [] }, [result]).missingCallbacks);
      case 'pdf-signing':
        return new Response(result.pdfSignature);
      case 'step-up':
        return Response.json(result.passed);
      case 'refused':
        return new Response(result.retry === 'new-request' ? result.fault : result.message);
    }
    const { digest } = await hashForm(await formDataOf(request, limits), { formName: 'form' });
    const { indication } = verifySignature({ ...result, digest, trustAnchors: [] });
    return new Response(indication);
  } catch (error) {
    if (isGatewayRefusal(error)) return new Response(error.retry, { status: 502 });
    if (isGatewayStatus(error)) return new Response(null, { status: error.status });
    return new Response(error instanceof IamSmartError ? error.code : 'unknown', { status: 500 });
  }
}

const logins = new RateLimit({ perSecond: 1, burst: 30 });
const streams = new ConcurrencyLimit({ perKey: 8, leaseMs: 30_000 });

export async function limited(request: Request, address: string): Promise<Response> {
  const key = networkOf(address);
  const waitMs: number = logins.take(key);
  const lease: Lease | undefined = streams.open(key);
  if (waitMs > 0 || !lease) return new Response(null, { status: 429 });
  const body: LimitedBody = await readBody(request, { maxBytes: 16_384, idleMs: 1000 });
  lease.end();
  if (body.bytes) return new Response(body.bytes);
  return new Response(null, { status: body.status });
}
