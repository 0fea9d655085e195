import { largeBlob } from '../content/large-blob-rows.js';

/** @type {import('../table.js').Table} */
export default {
  name: 'large-blob-memory',
  title: 'SHA-256 of a Blob of 1 GiB: growth of the page’s memory, JavaScript and WebAssembly',
  unit: 'MiB',
  async *rows(tools) {
    yield { work: 'memory', ...(await largeBlob(tools, 'grown')), goal: { atMost: 8 } };
  },
};
