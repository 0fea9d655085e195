// What docs/inspect.md takes for granted.

declare const certificate: Uint8Array<ArrayBuffer>;
declare const fields: import('iamsmart/inspect').InspectedField[];
