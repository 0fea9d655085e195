export { IamSmartError } from '../error.js';
export { validateCertificatePath, verifySignature } from '../wasm/verify.js';
