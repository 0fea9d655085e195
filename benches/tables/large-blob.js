import { largeBlob } from '../content/large-blob-rows.js';

/** @type {import('../table.js').Table} */
export default {
  name: 'large-blob',
  title: 'SHA-256 of a Blob of 1 GiB: time, and the longest task of the page meanwhile',
  unit: 'ms',
  async *rows(tools) {
    yield { work: 'time', ...(await largeBlob(tools, 'took')), goal: { overPeers: 1 } };
    yield { work: 'longest task', ...(await largeBlob(tools, 'held')), goal: { atMost: 50 } };
  },
};
