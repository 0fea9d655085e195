// What docs/errors.md takes for granted.

declare const log: (...values: unknown[]) => void;
declare const flows: import('iamsmart/flows').Flows;
declare const request: import('iamsmart/flows').SignRequest;
declare const res: import('node:http').ServerResponse;
