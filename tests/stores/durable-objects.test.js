import { tested } from './tested.js';

await tested('Durable Objects in memory');
await tested('Durable Objects on disk');
