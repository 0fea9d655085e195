export { IamSmartError } from '../error.js';
export {
  createEvidence,
  createJws,
  iamSmartProfile,
  jwsSigningInput,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
} from '../wasm/verify.js';
