import { tested } from './one.js';

tested('axum on SQLite');
