import { tested } from './tested.js';

tested('worker on Durable Objects');
