/** What the example uses of Deno, whose own types are in its program. */
declare namespace Deno {
  const env: { toObject(): Record<string, string> };
  function readTextFileSync(path: string): string;
  function readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
  function writeTextFile(path: string, text: string): Promise<void>;
  function openKv(path: string): Promise<import('iamsmart/server/deno-kv').KvLike>;
  function serve(
    options: { port: number; hostname: string; onListen: () => void },
    handle: (request: Request) => Promise<Response>,
  ): unknown;
}
