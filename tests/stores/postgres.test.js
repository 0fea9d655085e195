import { tested } from './tested.js';

await tested('Postgres');
