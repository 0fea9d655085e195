// What docs/guide-login.md takes for granted.

declare const flows: import('iamsmart/flows').Flows;
declare const sessions: import('iamsmart/server').Sessions;

/** As of Express, whose types are not among the tools. */
declare const app: {
  post(
    path: string,
    handler: (
      request: import('node:http').IncomingMessage & { body: import('iamsmart').LoginGrant },
      response: import('node:http').ServerResponse & { json(body: unknown): void },
    ) => unknown,
  ): void;
};
