// What docs/stores.md takes for granted. The clients' own types are those of tests/stores/types.

declare module 'node:sqlite' {
  export class DatabaseSync {
    constructor(path: string);
    exec(sql: string): void;
    prepare(sql: string): {
      all(...parameters: (string | number | Uint8Array | null)[]): Record<string, unknown>[];
      run(...parameters: (string | number | Uint8Array | null)[]): { changes: number | bigint };
    };
  }
}
declare const client: {
  sendCommand(command: string[]): Promise<unknown>;
  call(name: string | undefined, ...rest: string[]): Promise<unknown>;
};
declare const cluster: {
  sendCommand(key: string, isReadonly: boolean, command: string[]): Promise<unknown>;
};
declare const pool: {
  query(
    text: string,
    parameters: unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>;
};
declare const sql: {
  unsafe(
    text: string,
    parameters: unknown[],
  ): Promise<Record<string, unknown>[] & { count: number }>;
};
declare const RedisStore: typeof import('iamsmart/server/redis').RedisStore;
declare const PostgresStore: typeof import('iamsmart/server/postgres').PostgresStore;
declare function flows(environment: unknown): import('iamsmart/flows').Flows;
