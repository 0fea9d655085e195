// Bundled for a page of the origin.

import { runSuite } from './suite.js';

globalThis.runSuite = () => runSuite(location.origin);
