import type { BufferSource } from './bytes.js';
import { IamSmartError } from './error.js';

/** A module that the platform compiled: `WebAssembly.Module`, where the platform has it. */
export type CompiledModule = typeof globalThis extends {
  WebAssembly: { Module: abstract new (...args: never) => infer Module };
}
  ? Module
  : never;

/** The WebAssembly module: its address, response or bytes, or itself compiled. */
export type ModuleSource = string | URL | Request | Response | BufferSource | CompiledModule;

export function decoded(base64: string): Uint8Array<ArrayBuffer> {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** The error if a module cannot be compiled, instantiated or fetched. */
export function unusable(cause: unknown): IamSmartError {
  return new IamSmartError(
    'module-unusable',
    `The WebAssembly module cannot be used. Under a Content-Security-Policy, script-src wants 'wasm-unsafe-eval'. ${cause}`,
    { cause },
  );
}
