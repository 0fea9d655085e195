// Types of the package for an edge worker, with its platform's types only.

import { EService, Transactions } from 'iamsmart/server';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';
import { init, initSync } from 'iamsmart/verify/slim';

export { TransactionObject };
export class Transaction extends TransactionObject {
  override async settle(businessId: string): Promise<void> {
    await new Transactions(new DurableObjectStore(this.env.TRANSACTIONS)).look(businessId);
  }
}

declare const namespace: DurableObjectNamespace;
declare const module: WebAssembly.Module;
initSync(module);
await init(module);

export default {
  async fetch(request, environment) {
    const service = new EService({
      ...environment,
      clientCertificate: { of: (request) => ('cf' in request ? { verified: true } : undefined) },
    });
    const transactions = new Transactions(new DurableObjectStore(namespace));
    return Response.json(await transactions.arrive(await service.openCallback(request)));
  },
} satisfies ExportedHandler<ConstructorParameters<typeof EService>[0]>;
