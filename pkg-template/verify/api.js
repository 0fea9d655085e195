export { IamSmartError } from '../error.js';
export { iamSmartProfile, validateCertificatePath, verifySignature } from '../wasm/verify.js';
