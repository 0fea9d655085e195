import { tested } from './one.js';

tested('next on SQLite');
