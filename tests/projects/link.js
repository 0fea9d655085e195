// What a page that needs nothing but a link bundles. Copied into each project.

import { appLink } from 'iamsmart';

document.title = appLink({ kind: 'signing', ticketId: 'ticket' });
