// Judges a signature with its chain, with the part of the module for that beside the script: reports in codes.
export { run } from './verify-slim.js';
