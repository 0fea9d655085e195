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

/** What the commands use of Node's modules, which Deno and Bun have too. */
declare module 'node:fs/promises' {
  export function readFile(path: string): Promise<Uint8Array>;
}

declare module 'node:process' {
  export interface Output {
    write(text: string, done: () => void): boolean;
    on(event: 'error', listener: () => void): unknown;
  }
  const process: {
    readonly argv: string[];
    readonly stdin: AsyncIterable<Uint8Array>;
    readonly stdout: Output;
    readonly stderr: Output;
    exit(status?: number): never;
  };
  export default process;
}

declare module 'node:util' {
  export interface ParseArgsConfig {
    args: string[];
    options: Record<string, { type: 'boolean' } | { type: 'string'; multiple: true }>;
    allowPositionals: true;
  }
  export function parseArgs(config: ParseArgsConfig): {
    values: Record<string, unknown>;
    positionals: string[];
  };
}
