import { prove } from '../../proof.js';

export const runtime = 'edge';

export const GET = async () => new Response(await prove());
