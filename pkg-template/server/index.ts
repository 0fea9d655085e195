// The entry of pages and servers. Bundlers drop './inline.js' and its module if nothing of it is used.
export * from './inline.js';
export * from './plain.js';
