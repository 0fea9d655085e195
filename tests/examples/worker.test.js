import { tested } from './one.js';

tested('worker on Durable Objects');
