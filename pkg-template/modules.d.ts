/** A WebAssembly module that the runtime compiled: edge runtimes, which compile none themselves. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
