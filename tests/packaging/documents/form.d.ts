// What docs/form.md takes for granted.

declare const form: HTMLFormElement;
declare const request: Request;
