// What docs/guide-filling.md takes for granted.

declare const form: HTMLFormElement;
declare const link: HTMLAnchorElement;
declare const message: HTMLElement;
