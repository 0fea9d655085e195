// What docs/guide-sandbox.md takes for granted.

declare const registration: import('iamsmart/server').Registration;
declare const ticketId: string;
