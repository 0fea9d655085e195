// What an edge worker's TypeScript sees of the package, without the DOM; compiled, never run.

import { type CallbackResult, EService, hashForm, IamSmartError } from 'iamsmart/server';
import { verifySignature } from 'iamsmart/verify';

const service = new EService({
  gateway: 'https://apigw.iamsmart.gov.hk',
  clientId: '0'.repeat(32),
  clientSecret: 'secret',
  keyEncryptionKey: async (wrapped: Uint8Array) => wrapped,
});

export async function handle(request: Request): Promise<Response> {
  try {
    const result: CallbackResult = await service.openCallback(request);
    if (result.kind !== 'signing') return new Response(result.businessId);
    const { digest } = await hashForm(await request.formData(), { formName: 'form' });
    const { indication } = verifySignature({ ...result, digest, trustAnchors: [] });
    return new Response(indication);
  } catch (error) {
    return new Response(error instanceof IamSmartError ? error.code : 'unknown', { status: 500 });
  }
}
