// Hashes the received form, as an e-service's worker does.

import { hashForm } from 'iamsmart/server';
import { ABOUT } from './about.js';
import script from './page.txt';

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (request.method === 'POST') {
      const { text, hashCode } = await hashForm(await request.formData(), ABOUT);
      return Response.json({ text, hashCode });
    }
    if (pathname === '/page.js') {
      return new Response(script, { headers: { 'Content-Type': 'text/javascript' } });
    }
    return new Response('<!doctype html><script type="module" src="/page.js"></script>', {
      headers: { 'Content-Type': 'text/html' },
    });
  },
};
