export { IamSmartError } from '../error.js';
export {
  createEvidence,
  createJws,
  jwsSigningInput,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
} from '../wasm/verify.js';
