// What the tests of the types say of them.

/** True where both types are the same, `any` being the same as nothing but itself. */
export type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles where its argument is true. */
export type Holds<T extends true> = T;

export type IsAny<T> = 0 extends 1 & T ? true : false;

/** The names of an entry's exports that are `any`, take it or give it. */
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
