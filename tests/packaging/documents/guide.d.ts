// What docs/guide.md takes for granted.

declare const app: ExpressApp;
declare const ORIGIN: string;
declare const IamSmartError: typeof import('iamsmart/flows').IamSmartError;
declare function kept(request: ExpressRequest): string | undefined;
declare function hasSession(request: ExpressRequest): Promise<boolean>;
declare function openSession(
  response: ExpressResponse,
  user: import('iamsmart/server').AccessToken,
): Promise<void>;
declare const server: import('node:http').Server;
declare const flows: import('iamsmart/flows').Flows;
declare const flowsWithOldKey: import('iamsmart/flows').Flows;
declare const eService: import('iamsmart/server').EService;
declare const store: import('iamsmart/server').TransactionStore;
declare const callbackUri: string;
declare const trust: import('iamsmart/flows').Trust;
declare const trustAnchors: string[];
declare const intermediates: string[];
declare const settled: import('iamsmart/flows').Settled;
declare const settledAt: string;
declare const evidence: string;
declare const businessId: string;
declare const database: { query(text: string, parameters: unknown[]): Promise<unknown> };
declare function show(settled: import('iamsmart/flows').Settled): void;

/** As of Express, whose types are not among the tools. */
type ExpressRequest = import('node:http').IncomingMessage & {
  get(name: string): string | undefined;
  params: Record<string, string>;
  query: Record<string, unknown>;
  session: { userId: string; user: import('iamsmart/server').AccessToken };
};
type ExpressResponse = import('node:http').ServerResponse & {
  json(body: unknown): void;
  redirect(url: string): void;
};
type ExpressHandler = (
  request: ExpressRequest,
  response: ExpressResponse,
  next: (error?: unknown) => void,
) => unknown;
interface ExpressApp {
  all(path: string, handler: ExpressHandler): void;
  (
    request: import('node:http').IncomingMessage,
    response: import('node:http').ServerResponse,
  ): void;
  get(path: string, handler: ExpressHandler): void;
  post(path: string, handler: ExpressHandler): void;
}
