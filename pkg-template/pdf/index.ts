// The entry by its path, for tools that do not read `exports`.
export * from './inline.js';
