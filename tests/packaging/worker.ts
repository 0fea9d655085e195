// What an edge worker's TypeScript sees of the package, without the DOM; compiled, never run.

import {
  type CallbackResult,
  collectBulkSigning,
  EService,
  type GatewayRefusal,
  hashForm,
  IamSmartError,
  resultCode,
  Transactions,
} from 'iamsmart/server';
import { DenoKvStore, type KvLike } from 'iamsmart/server/deno-kv';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';
import { verifySignature } from 'iamsmart/verify';

const service = new EService({
  gateway: 'https://apigw.iamsmart.gov.hk',
  clientId: '0'.repeat(32),
  clientSecret: 'secret',
  keyEncryptionKey: async (wrapped: Uint8Array) => wrapped,
});

export { TransactionObject };

declare const kv: KvLike;
declare const namespace: ConstructorParameters<typeof DurableObjectStore>[0];
const transactions = new Transactions(new DurableObjectStore(namespace), { keepMs: 1000 });
export const inDeno = new Transactions(new DenoKvStore(kv));

export function explain(error: GatewayRefusal): string {
  // @ts-expect-error: what helps is one of five.
  if (error.retry === 'sometime') return '';
  return resultCode(error.resultCode).meaning;
}

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
    const { digest } = await hashForm(await request.formData(), { formName: 'form' });
    const { indication } = verifySignature({ ...result, digest, trustAnchors: [] });
    return new Response(indication);
  } catch (error) {
    return new Response(error instanceof IamSmartError ? error.code : 'unknown', { status: 500 });
  }
}
