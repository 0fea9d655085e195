import { tested } from './tested.js';

await tested('SQLite with a rollback journal');
await tested('SQLite with a write-ahead log');
