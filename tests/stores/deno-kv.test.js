import { tested } from './tested.js';

await tested('Deno KV');
