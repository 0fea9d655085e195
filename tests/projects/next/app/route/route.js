import { prove } from '../../proof.js';

export const dynamic = 'force-dynamic';

export const GET = async () => new Response(await prove());
