// Prepared PDFs, kept in the browser until their signatures are here, encrypted: the worker keeps the
// key with the request, so that the next user of a shared computer can read none.

const DATABASE = 'prepared';
const STORE = 'files';

/** Time after which a file is deleted, in milliseconds: no request is open, or kept, for so long. */
const KEPT_MS = 2 * 24 * 60 * 60 * 1000;

/** Number of bytes of an initialisation vector (NIST SP 800-38D §8.2). */
const IV_BYTES = 12;

/** @typedef {{ pdf: Uint8Array<ArrayBuffer>, byteRange: [number, number, number, number] }} Prepared */

/** A new key, in Base64. */
export function newKey() {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
}

/**
 * Keeps a prepared file. If the browser keeps nothing, the user has to choose the file again after a
 * reload.
 *
 * @param {string} id
 * @param {Prepared} prepared
 * @param {string} key
 */
export async function keep(id, { pdf, byteRange }, key) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const file = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await imported(key), pdf);
  const now = Date.now();
  await inStore('readwrite', (store) => {
    const all = store.openCursor();
    all.addEventListener('success', () => {
      const cursor = all.result;
      if (!cursor) return;
      if (now - cursor.value.at > KEPT_MS) cursor.delete();
      cursor.continue();
    });
    return store.put({ at: now, iv, file, byteRange }, id);
  }).catch(() => {});
}

/**
 * The file with this ID; undefined if it is not kept here.
 *
 * @param {string} id
 * @param {string} key
 * @returns {Promise<Prepared | undefined>}
 */
export async function kept(id, key) {
  try {
    const { iv, file, byteRange } = await inStore('readonly', (store) => store.get(id));
    const pdf = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await imported(key), file);
    return { pdf: new Uint8Array(pdf), byteRange };
  } catch {
    return undefined;
  }
}

/** @param {string} id */
export async function forget(id) {
  await inStore('readwrite', (store) => store.delete(id)).catch(() => {});
}

/** @param {string} key */
function imported(key) {
  const bytes = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>}
 */
async function inStore(mode, work) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE));
  const database = await settled(opening);
  try {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    await new Promise((resolve, reject) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', () => reject(transaction.error));
    });
    return request.result;
  } finally {
    database.close();
  }
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
