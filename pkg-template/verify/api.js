export { IamSmartError } from '../error.js';
export {
  iamSmartProfile,
  ocspRequest,
  revocationPointers,
  validateCertificatePath,
  verifySignature,
} from '../wasm/verify.js';
export { fetchRevocation } from './revocation.js';
