// The page at the root: only its notice changes.
import { followAuto } from './auto.js';

followAuto(new EventSource(document.querySelector('main').dataset.events));
