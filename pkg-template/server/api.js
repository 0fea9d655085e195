import { contentFunctions } from '../content.js';
import * as wasm from '../wasm/server.js';

export { IamSmartError } from '../error.js';
export { resultCode } from '../wasm/server.js';
export { collectBulkSigning } from './bulk.js';
export { EService } from './eservice.js';
export { MemoryStore } from './memory-store.js';
export { fetchRevocation } from './revocation.js';
export { Transactions } from './transactions.js';

export const { hashForm } = contentFunctions(wasm);
