// When a module starts: with the first call, and anew after a trap. Used by the modules' scripts in
// wasm/.
import { IamSmartError } from './error.js';
import { lacking, unusable } from './load.js';

type Exports = Record<string, unknown>;

/**
 * Watches the calls into one module. Errors of the module are returned to its script, which throws
 * them; what an export throws itself is a trap, or an exception that ran through the module. Either
 * leaves memory, stack pointer and borrows as they were in the middle of the call, so that the
 * instance must not be called again.
 */
export class Watch {
  /** Number of the instance. An object of another instance is lost. */
  instance = 0;
  #trapped = false;
  /** True if the instance has started: a start may end anywhere where the stack does. */
  #started = false;
  #source: (() => Uint8Array<ArrayBuffer> | WebAssembly.Module) | undefined;
  /** Number of calls in progress: the getter of an argument can call the module again. */
  #depth = 0;
  #section: string;
  #drop: () => void;

  /**
   * `section` is the custom section by which the module is known. `drop` drops the instance, so that
   * its memory can be collected.
   */
  constructor(section: string, drop: () => void) {
    this.#section = section;
    this.#drop = drop;
  }

  /** Names what the first call starts the module from. */
  startsFrom(source: () => Uint8Array<ArrayBuffer> | WebAssembly.Module): void {
    this.#source ??= source;
  }

  /** Returns the module to start, compiled. */
  compiled(): WebAssembly.Module {
    if (!this.#source) throw notStarted();
    try {
      const source = this.#source();
      // Not by `instanceof`: Next.js compiles modules for its edge runtime in another realm.
      return 'byteLength' in source ? new WebAssembly.Module(source) : source;
    } catch (error) {
      throw unusable(error);
    }
  }

  /**
   * Ensures that a module is that of the script: one of another role would be instantiated, too, since
   * names of imports are short and alike, and would call other functions than it means.
   */
  check(module: WebAssembly.Module): void {
    if (WebAssembly.Module.customSections(module, this.#section).length > 0) return;
    throw unusable(new WebAssembly.LinkError(`The module has no section '${this.#section}'.`));
  }

  /** Returns a new instance of the module. */
  instantiated(module: WebAssembly.Module, imports: WebAssembly.Imports): WebAssembly.Instance {
    this.check(module);
    try {
      return new WebAssembly.Instance(module, imports);
    } catch (error) {
      throw unusable(error);
    }
  }

  /** Returns the exports of a new instance, watched. */
  over(exports: Exports): Exports {
    this.#started = false;
    this.instance += 1;
    this.#trapped = false;
    const watched = Object.entries(exports).map(([name, value]) => [
      name,
      typeof value === 'function' ? this.#watched(value) : value,
    ]);
    return Object.assign(Object.create(LEFT_OUT), Object.fromEntries(watched));
  }

  /** Says that the instance has started. */
  begun(): void {
    this.#started = true;
  }

  /** Returns true if the module must start before it is called. */
  mustStart(): boolean {
    // In the middle of a call, the script is still at work for the instance that trapped.
    if (this.#trapped && this.#depth > 0) throw trapped();
    return this.#trapped || !this.#started;
  }

  /** Returns the error for the use of an object of an earlier instance. */
  lost(): IamSmartError {
    return new IamSmartError(
      'module-trapped',
      'This object was lost when the WebAssembly module stopped in the middle of another call. Make a new one. A request that was under way may have been carried out.',
    );
  }

  // biome-ignore lint/complexity/noBannedTypes: an export has any parameters.
  #watched(call: Function) {
    return (...args: unknown[]) => {
      if (this.#trapped) throw trapped();
      this.#depth += 1;
      try {
        const result = call(...args);
        // A call within this one may have trapped.
        if (this.#trapped) throw trapped();
        return result;
      } catch (error) {
        // First of all, because a call fails if the stack is used up.
        if (!this.#trapped) this.instance += 1;
        this.#trapped = true;
        throw isTrapped(error) ? error : trapped(error);
      } finally {
        this.#depth -= 1;
        if (this.#trapped && this.#depth === 0) this.#drop();
      }
    };
  }
}

/** Functions of the script that the started module lacks: `iamsmart/verify-signature.wasm` is a part. */
const LEFT_OUT = /* @__PURE__ */ new Proxy(
  {},
  // What is awaited is asked whether it is a promise.
  { get: (_, name) => (name === 'then' ? undefined : leftOut) },
);

function leftOut(): never {
  throw lacking();
}

function notStarted(): IamSmartError {
  return new IamSmartError(
    'module-not-started',
    'The WebAssembly module has not been started. Of an entry that ends in /slim, await `init`, or call `initSync`, before anything else.',
  );
}

function isTrapped(error: unknown): boolean {
  return error instanceof IamSmartError && error.code === 'module-trapped';
}

function trapped(cause?: unknown): IamSmartError {
  return new IamSmartError(
    'module-trapped',
    'The WebAssembly module stopped in the middle of the call: it ran out of memory, or it has a fault. The next call starts it anew; objects that were made before are lost.',
    { cause },
  );
}
