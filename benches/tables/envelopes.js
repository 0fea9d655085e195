// Requests sealed and signed, answers and callbacks opened, beside `node:crypto` doing the same.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  callback,
  identity,
  keyEncryptionKey,
  opened,
  openedCallback,
  request,
} from '../envelopes/messages.js';
import { turns } from '../turns.js';
import { NODE } from '../versions.js';

const SIZES = { '1 KB': 1_000, '100 KB': 100_000, '5 MB': 5_000_000 };
const LIMIT = 'node:crypto';
const DAY = 86_400_000;

/** @type {import('../table.js').Table} */
export default {
  name: 'envelopes',
  title: 'Envelopes sealed and opened, callbacks opened',
  unit: 'ms',
  async *rows({ pkg }) {
    for (const [size, bytes] of Object.entries(SIZES)) {
      const works = await worksOf(pkg, bytes);
      for (const [work, contestants] of Object.entries(works)) {
        const samples = await turns(contestants, { rounds: 15, warmUp: 3, clock: 'cpu' });
        const goal = bytes === SIZES['5 MB'] ? { goal: { ofLimit: 0.5 } } : {};
        yield { work: `${work}, ${size}`, engine: NODE, samples, limit: LIMIT, ...goal };
      }
    }
  },
};

/**
 * The contestants by their work, after each was compared with the other.
 *
 * @param {string} pkg
 * @param {number} bytes
 */
export async function worksOf(pkg, bytes) {
  const at = (/** @type {string} */ path) => pathToFileURL(join(pkg, path)).href;
  await import(at('server/inline.js'));
  const { Gateway, SealedCallback } = await import(at('wasm/server.js'));
  const key = randomBytes(32);
  const now = new Date();

  const sealing = new Gateway(identity);
  sealing.keepKey(sealing.receiveKey(keyAnswer(), now), key, false);
  // No request of the API is as long: a token stands for a content of that length.
  const call = sealing.profileCall({
    businessId: 'b-1',
    accessToken: 'x'.repeat(bytes),
    openId: 'o',
    callbackUri: 'https://service.example/callback',
    state: 's-1',
    source: 'PC_Browser',
    profileFields: ['idNo'],
  });
  const content = opened(key, JSON.parse(sealing.request(call, now).body).content);
  if (!content.includes('x'.repeat(bytes))) throw new Error('Another content was sealed.');

  const elsewhere = new Gateway(identity);
  const held = new Gateway({ ...identity, keyEncryptionKey });
  // A bill, as a form gets it: the one field that is long.
  const bill = { docFile: randomBytes(Math.floor((bytes * 3) / 4)).toString('base64') };
  const fields = { businessID: 'b-1', state: 's-1', addressDocFile: bill };
  const body = callback(key, fields);
  const ours = {
    'envelope opened': () => elsewhere.openCallback(new SealedCallback(body), key, false),
    'callback opened': () => held.openCallback(new SealedCallback(body), undefined, false),
  };
  for (const [work, open] of Object.entries(ours)) {
    const { docFile } = open().fields.addressDocFile;
    if (!openedCallback(body).docFile.equals(docFile)) throw new Error(`${work}: another`);
  }
  refuses(() => {
    const spoiled = body.replace(/.(?=.{8}"\}$)/, (last) => (last === 'A' ? 'B' : 'A'));
    held.openCallback(new SealedCallback(spoiled), undefined, false);
  });
  return {
    'envelope sealed, and its request signed': {
      iamsmart: () => sealing.request(call, now),
      [LIMIT]: () => request(key, content),
    },
    'envelope opened': {
      iamsmart: ours['envelope opened'],
      [LIMIT]: () => openedCallback(body, key),
    },
    'callback opened': {
      iamsmart: ours['callback opened'],
      [LIMIT]: () => openedCallback(body),
    },
  };
}

/** An answer to getKey, whose key is unwrapped elsewhere. */
function keyAnswer() {
  const content = {
    secretKey: randomBytes(256).toString('base64'),
    issueAt: Date.now(),
    expiresIn: DAY,
  };
  const text = JSON.stringify({ txID: 't', code: 'D00000', message: 'SUCCESS', content });
  return { status: 200, text };
}

/** @param {() => unknown} open */
function refuses(open) {
  try {
    open();
  } catch {
    return;
  }
  throw new Error('A spoiled callback was opened.');
}
