import { tested } from './one.js';

tested('express on SQLite');
