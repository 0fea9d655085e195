import { tested } from './tested.js';

tested('axum on SQLite');
