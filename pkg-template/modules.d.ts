/**
 * WebAssembly module compiled by the runtime, for edge runtimes that forbid compiling at run time.
 */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
