// What docs/guide-signing.md takes for granted.

declare const form: HTMLFormElement;
declare const link: HTMLAnchorElement;
declare const code: HTMLElement;
