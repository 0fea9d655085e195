import { tested } from './tested.js';

await tested('Redis');
await tested('Redis cluster');
