import { contentFunctions } from '../content.js';
import * as wasm from '../wasm/server.js';

export { IamSmartError } from '../error.js';
export { EService } from './eservice.js';
export { fetchRevocation } from './revocation.js';

export const { hashForm } = contentFunctions(wasm);
