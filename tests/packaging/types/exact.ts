// Assertions on types.

/** True if both types are identical; `any` is identical to `any` only. */
export type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles if its argument is true. */
export type Holds<T extends true> = T;

export type IsAny<T> = 0 extends 1 & T ? true : false;

/** Names of an entry's exports that are, take or return `any`. */
export type Untyped<Entry> = {
  [Name in keyof Entry]-?: IsAny<Entry[Name]> extends true
    ? Name
    : Entry[Name] extends abstract new (
          ...args: infer Args
        ) => infer Instance
      ? AnyOf<Args, Instance> extends true
        ? Name
        : Untyped<Instance> extends never
          ? never
          : Name
      : Entry[Name] extends (...args: infer Args) => infer Result
        ? AnyOf<Args, Awaited<Result>> extends true
          ? Name
          : never
        : never;
}[keyof Entry];

type AnyOf<Args extends unknown[], Result> = true extends IsAny<Args[number]> | IsAny<Result>
  ? true
  : false;
