export { IamSmartError } from '../error.js';
export {
  createEvidence,
  createJws,
  iamSmartProfile,
  jwsSigningInput,
  ocspRequest,
  revocationPointers,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
} from '../wasm/verify.js';
export { fetchRevocation } from './revocation.js';
