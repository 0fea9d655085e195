// The entry of pages and servers. A bundle that uses nothing that needs the module has none of it.
export * from './inline.js';
export * from './plain.js';
