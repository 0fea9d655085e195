import { prove } from './proof.js';

export default {
  fetch: async () => new Response(await prove()),
};
