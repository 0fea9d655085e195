// A page that logs in and hashes a file.
import { createSHA256 } from 'hash-wasm';
import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  validateAuthResponse,
} from 'oauth4webapi';

export const login = { generateRandomCodeVerifier, generateRandomState, validateAuthResponse };

/** @param {{ verifier: string, content: Uint8Array<ArrayBuffer> }} input */
export async function run({ verifier, content }) {
  const hash = (await createSHA256()).update(content).digest('binary');
  return [await calculatePKCECodeChallenge(verifier), hash.toString()];
}
