// Types of the web platform as the user's project declares them, and what of them this package uses
// where the project has neither the library 'dom' nor a runtime's types. There, a declaration that
// names them would be an error, and under `skipLibCheck` `any`, which takes a number for a Blob.
// `cargo xtask build` has every declaration import its names from here.

declare global {
  // An interface that is declared twice is one; these are empty only where there is no other.
  interface AbortSignal {}
  interface Blob {}
  interface FormData {}
  interface Headers {}
  interface URL {}
}

type Known<Type, Otherwise> = [keyof Type] extends [never] ? Otherwise : Type;

/** For types that may have parameters, which an interface would have to repeat. */
type OfClass<Name extends string, Otherwise> = typeof globalThis extends {
  [name in Name]: { prototype: infer Instance };
}
  ? Instance
  : Otherwise;

interface Message {
  readonly body: ReadableStream<Uint8Array> | null;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
}

type AnyAbortSignal = Known<
  globalThis.AbortSignal,
  { readonly aborted: boolean; readonly reason: unknown }
>;

type AnyBlob = Known<
  globalThis.Blob,
  { readonly size: number; readonly type: string; arrayBuffer(): Promise<ArrayBuffer> }
>;

type AnyFormData = Known<
  globalThis.FormData,
  { append(name: string, value: string): void; get(name: string): unknown }
>;

/** What of a stream is read; every platform's `ReadableStream` has it. */
export interface ReadableStream<Chunk> {
  readonly locked: boolean;
  getReader(): { read(): Promise<{ done: boolean; value?: Chunk | undefined }> };
}

export type Request = OfClass<
  'Request',
  Message & { readonly method: string; readonly url: string }
>;

export type Response = OfClass<'Response', Message & { readonly status: number }>;

type AnyHeaders = Known<globalThis.Headers, { get(name: string): string | null }>;

type AnyURL = Known<globalThis.URL, { readonly href: string; toString(): string }>;

export type Fetch = typeof globalThis extends { fetch: infer Function }
  ? Function
  : (url: string, init?: object) => Promise<Response>;

export type {
  AnyAbortSignal as AbortSignal,
  AnyBlob as Blob,
  AnyFormData as FormData,
  AnyHeaders as Headers,
  AnyURL as URL,
};
