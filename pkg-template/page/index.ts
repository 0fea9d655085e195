// The entry of pages and servers. A bundle that uses nothing that needs the module has none of it.
// biome-ignore assist/source/organizeImports: webpack takes a name from the first that has it.
export * from './plain.js';
export * from './inline.js';
