import { tested } from './one.js';

tested('hono on Postgres');
