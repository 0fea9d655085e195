// The script of each project's page. Copied into each.

import { prove } from './proof.js';

const place = document.createElement('pre');
place.textContent = await prove().catch((error) => `${error} ${error.code}`);
place.id = 'proof';
document.body.append(place);
