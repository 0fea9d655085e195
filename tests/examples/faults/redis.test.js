import { tested } from './tested.js';

tested('express on Redis');
