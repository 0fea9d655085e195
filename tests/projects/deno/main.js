import { prove } from './proof.js';

console.log(await prove());
