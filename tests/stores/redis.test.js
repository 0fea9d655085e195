import { tested } from './tested.js';

await tested('Redis');
