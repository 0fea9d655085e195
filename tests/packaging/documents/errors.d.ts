// What docs/errors.md takes for granted.

declare const log: (...values: unknown[]) => void;
