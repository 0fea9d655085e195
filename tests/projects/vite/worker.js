import { prove } from './proof.js';

prove().then(postMessage);
