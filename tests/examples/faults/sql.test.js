import { tested } from './tested.js';

tested('hono on Postgres');
