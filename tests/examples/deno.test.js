import { tested } from './one.js';

tested('deno on Deno KV');
