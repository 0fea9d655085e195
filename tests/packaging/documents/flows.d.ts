// What docs/flows.md takes for granted.

declare const eService: import('iamsmart/server').EService;
declare const store: import('iamsmart/server').TransactionStore;
declare const trustAnchors: string[];
declare const intermediates: string[];
declare const timestampAnchors: string[];
declare const options: import('iamsmart/flows').FlowsOptions;
declare const archive: { put(key: string, value: unknown): Promise<void> };
