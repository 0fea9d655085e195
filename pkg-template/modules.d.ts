/**
 * WebAssembly module compiled by the runtime, for edge runtimes that forbid compiling at run time.
 */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}

/** The same, by the name that Next.js and Vercel know. */
declare module '*.wasm?module' {
  const module: WebAssembly.Module;
  export default module;
}

/** What this package uses of `@fastify/busboy`, whose own declarations need Node's. */
declare module '@fastify/busboy' {
  export interface DicerPart {
    on(event: 'header', listener: (header: Record<string, string[]>) => void): this;
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }
  export class Dicer {
    constructor(options: { boundary: string; maxHeaderPairs: number; maxHeaderSize: number });
    on(event: 'part', listener: (part: DicerPart) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'finish', listener: () => void): this;
    write(chunk: Uint8Array, callback: () => void): boolean;
    end(): void;
  }
}
