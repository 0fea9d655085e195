import type { BufferSource } from './bytes.js';
import { IamSmartError } from './error.js';

/** Compiled module: `WebAssembly.Module` on platforms that have it. */
export type CompiledModule = typeof globalThis extends {
  WebAssembly: { Module: abstract new (...args: never) => infer Module };
}
  ? Module
  : never;

/** WebAssembly module: its address, response, bytes, or the compiled module. */
export type ModuleSource = string | URL | Request | Response | BufferSource | CompiledModule;

/** Node's, which decodes in a tenth of the time of a loop. */
interface BufferLike {
  from(text: string, encoding: 'hex'): Uint8Array<ArrayBuffer>;
}

/** Error for a WebAssembly module that cannot be started. */
export interface ModuleUnusable extends IamSmartError {
  readonly code: 'module-unusable';
  /**
   * Why: 'missing', its file cannot be fetched, or not to its end; 'bytes', it is not the module of
   * this package and version; 'policy', a Content-Security-Policy forbids to compile it; 'platform',
   * the platform has no WebAssembly, none with vectors, or no memory for it, or forbids to compile it
   * at run time; 'part', the module that was started is a part of it, which lacks the function.
   */
  readonly reason: 'missing' | 'bytes' | 'policy' | 'platform' | 'part';
}

type Reason = ModuleUnusable['reason'];

const SENTENCES: Record<Reason, string> = {
  missing: 'The file of the WebAssembly module cannot be fetched. Serve it, and pass its address.',
  bytes:
    "These are not the bytes of the WebAssembly module of this package and version. A server that answers each unknown address with a page sends such bytes: look at the address's answer.",
  policy:
    "The page's Content-Security-Policy forbids WebAssembly. Add 'wasm-unsafe-eval' to its script-src.",
  platform:
    'This platform has no WebAssembly, none with vectors (SIMD), or no memory for it, or forbids to compile it at run time. Of an edge runtime, pass a module that the platform has compiled, e.g. by `import module from "iamsmart/page.wasm"`, to `init` of the slim entry.',
  part: "This function is not in the part of the WebAssembly module that was started. Start 'iamsmart/verify.wasm'.",
};

/**
 * A module with one function that makes a vector, the newest of what the modules need (WebAssembly Core,
 * §5.5.16: magic and version, types, functions, code; §5.4.9: i8x16.splat).
 */
const VECTOR_MODULE = /* @__PURE__ */ new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 8, 1, 6, 0, 0x41, 0,
  0xfd, 15, 0x0b,
]);

export function decoded(hexadecimal: string): Uint8Array<ArrayBuffer> {
  if (Uint8Array.fromHex) return Uint8Array.fromHex(hexadecimal);
  const { Buffer } = globalThis as { Buffer?: BufferLike };
  if (Buffer) return Buffer.from(hexadecimal, 'hex');
  const bytes = new Uint8Array(hexadecimal.length / 2);
  for (let i = 0; i < hexadecimal.length; i += 1) {
    const code = hexadecimal.charCodeAt(i);
    const at = i >> 1;
    bytes[at] = ((bytes[at] as number) << 4) | (code > 0x39 ? code - 0x57 : code - 0x30);
  }
  return bytes;
}

type Loaded = Response | BufferSource | CompiledModule;

/** Returns what starts a module: once, and again after a failure. */
export function starter(
  start: (module: Loaded) => Promise<unknown>,
): (source: ModuleSource | Promise<ModuleSource>) => Promise<void> {
  let started: Promise<void> | undefined;
  return (source) => {
    started ??= begun(source, start).catch((error) => {
      started = undefined;
      throw unusable(error);
    });
    return started;
  };
}

async function begun(
  source: ModuleSource | Promise<ModuleSource>,
  start: (module: Loaded) => Promise<unknown>,
): Promise<void> {
  const module = await fetched(source);
  try {
    await start(module);
  } catch (error) {
    if ('body' in module && isOfBody(error)) missing(error);
    throw error;
  }
}

/** Returns true for the error of a response whose body ends early. */
function isOfBody(cause: unknown): boolean {
  // Of bytes that are there, a TypeError names an import that they want.
  return /^(TypeError|AbortError|NetworkError)\b(?!.*import)/is.test(messageOf(cause));
}

/** Fetches the module if its source is an address; addresses and responses are of any realm. */
async function fetched(source: ModuleSource | Promise<ModuleSource>): Promise<Loaded> {
  // A promise that is handed over is often that of a `fetch`.
  const given = await Promise.resolve(source).catch(missing);
  if (typeof given !== 'string' && (typeof given !== 'object' || given === null)) {
    throw new TypeError('No module was given.');
  }
  // Nothing is fetched in vain; Node cannot even do that without.
  if (typeof WebAssembly === 'undefined') throw new ReferenceError('WebAssembly is not defined');
  const isAddress = typeof given === 'string' || 'href' in given || 'method' in given;
  const module = isAddress ? await fetch(given).catch(missing) : given;
  const { ok, status, url } = module as Partial<Response>;
  if (ok === false) missing(new Error(`HTTP status ${status} for ${url}`));
  return module;
}

function missing(cause: unknown): never {
  throw error('missing', cause);
}

/** Returns the error for a module that cannot be fetched, compiled or instantiated. */
export function unusable(cause: unknown): IamSmartError {
  return cause instanceof IamSmartError ? cause : error(reasonOf(cause), cause);
}

function reasonOf(cause: unknown): Reason {
  // A RangeError says that there is no memory, or that so much must not be compiled at once.
  if (typeof WebAssembly === 'undefined' || /^RangeError/.test(messageOf(cause))) return 'platform';
  try {
    // WebKit compiles what a policy forbids, and refuses the instance.
    new WebAssembly.Instance(new WebAssembly.Module(VECTOR_MODULE));
    return 'bytes';
  } catch {
    // The words of Chromium, Firefox and Safari.
    const isPolicy = /content.security.policy|\bCSP\b|unsafe-eval/i.test(messageOf(cause));
    return isPolicy ? 'policy' : 'platform';
  }
}

/** Returns the error for a function that the module which was started lacks. */
export function lacking(): IamSmartError {
  return error('part', 'a call');
}

function error(reason: Reason, cause: unknown): IamSmartError {
  const message = `${SENTENCES[reason]} (${messageOf(cause)})`;
  return Object.assign(new IamSmartError('module-unusable', message, { cause }), { reason });
}

function messageOf(cause: unknown): string {
  try {
    return `${cause}`;
  } catch {
    return 'no message';
  }
}
