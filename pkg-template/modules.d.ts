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
