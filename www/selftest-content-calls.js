// Calls of the self-test into `iamsmart`: logins, hashes, forms, codes.

import {
  beginLogin,
  ContentHasher,
  calculateCodeChallenge,
  canonicalizeJson,
  completeLogin,
  detectSource,
  generatePkce,
  generateState,
  hashContent,
  hashForm,
  hkicHash,
  identificationCode,
  PendingLogins,
} from 'iamsmart';
import { thrown } from './selftest-run.js';

const MEGA_A = 1_000_000;

/** @type {import('./selftest-run.js').Calls} */
export const CALLS = {
  codeChallenge: ({ codeVerifier }) => calculateCodeChallenge(codeVerifier),

  manyPkce({ count }) {
    const seen = new Set();
    for (let i = 0; i < count; i += 1) {
      const { codeVerifier, codeChallenge, codeChallengeMethod } = generatePkce();
      const isRight =
        codeChallengeMethod === 'S256' && calculateCodeChallenge(codeVerifier) === codeChallenge;
      if (isRight && codeVerifier.length === 43) seen.add(codeVerifier);
    }
    return `${seen.size} of 43 characters, S256, each with its challenge`;
  },

  manyStates({ count }) {
    const states = Array.from({ length: count }, () => generateState());
    return `${new Set(states).size} of ${states[0]?.length} characters`;
  },

  loginUrl(options) {
    const { url, pending } = beginLogin(options);
    const { state, codeVerifier, expiresAt } = pending;
    const challenge = calculateCodeChallenge(codeVerifier);
    const shown = url
      .replace(`state=${state}`, `state=…${state.length}`)
      .replace(`code_challenge=${challenge}`, 'code_challenge=…its verifier’s');
    return `${shown} until ${expiresAt}`;
  },

  loginRefused(options) {
    try {
      return beginLogin(options).url;
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      return `${thrown(error)} ${message.match(/^'[^']+'/)}`;
    }
  },

  callback({ options, query, at }) {
    const { pending } = beginLogin(options);
    const address = `https://e-service.example/back?${query.replace('{state}', pending.state)}`;
    const { code, businessId } = completeLogin(address, pending, at);
    return `code ${code}${businessId === undefined ? '' : ` businessID ${businessId}`}`;
  },

  usedOnce({ options, lifeMs }) {
    const logins = new PendingLogins(storage());
    const address = (/** @type {string} */ state) =>
      `https://e-service.example/back?code=a&state=${state}`;
    const [first, second] = [beginLogin(options), beginLogin(options)];
    for (const { pending } of [first, second]) logins.add(pending);
    const callback = address(first.pending.state);
    const { code } = completeLogin(callback, logins.take(callback));
    const refused = (/** @type {string} */ state, now = new Date()) =>
      codeOf(() => logins.take(address(state), now));
    const again = refused(first.pending.state);
    const stranger = refused('nobody');
    const tooLate = refused(second.pending.state, new Date(Date.now() + lifeMs));
    return `code ${code}, then ${again}; a stranger’s: ${stranger}; a late one: ${tooLate}`;
  },

  brokenStorage({ options }) {
    const full = () => {
      throw new Error('full');
    };
    const broken = { ...storage(), key: full, setItem: full };
    const logins = new PendingLogins(broken);
    const add = codeOf(() => logins.add(beginLogin(options).pending));
    const take = codeOf(() => logins.take('https://e-service.example/?code=a&state=nobody'));
    return `add: ${add}, take: ${take}`;
  },

  changedLogin({ options, change }) {
    const { pending } = beginLogin(options);
    new PendingLogins(storage()).add({ ...pending, ...change });
    return 'kept';
  },

  sources: ({ userAgents }) => [...new Set(userAgents.map(detectSource))].join(' '),

  async digests({ algorithm, messages }) {
    const found = [];
    for (const message of messages) {
      found.push(hex(new ContentHasher(algorithm).update(fromHex(message)).digest()));
    }
    return found.join(' ');
  },

  millionTimesA({ algorithm }) {
    const all = new Uint8Array(MEGA_A).fill('a'.charCodeAt(0));
    const hasher = new ContentHasher(algorithm);
    let at = 0;
    for (let length = 1; at < MEGA_A; length = (length * 3) % 65_537) {
      hasher.update(all.subarray(at, at + length));
      at += length;
    }
    return hex(hasher.digest());
  },

  lengths({ algorithm, upTo }) {
    const whole = new ContentHasher(algorithm);
    for (let length = 0; length <= upTo; length += 1) {
      const content = new Uint8Array(length).fill(length);
      whole.update(new ContentHasher(algorithm).update(content).digest());
    }
    return hex(whole.digest());
  },

  // The Secure Hash Algorithm Validation System, §6.4.
  chain({ seed, links }) {
    const found = [];
    let last = fromHex(seed);
    for (let link = 0; link < links; link += 1) {
      let three = [last, last, last];
      for (let i = 0; i < 1000; i += 1) {
        const hasher = new ContentHasher();
        for (const one of three) hasher.update(one);
        three = [...three.slice(1), hasher.digest()];
      }
      last = /** @type {Uint8Array<ArrayBuffer>} */ (three[2]);
      found.push(hex(last));
    }
    return found.join(' ');
  },

  hashOf: async ({ kind, text }) => hex(await hashContent(contentAs(kind, text))),

  async hashRefused({ kind }) {
    await REFUSED[kind]?.();
    return 'hashed';
  },

  canonicalJson: ({ json }) => new TextDecoder().decode(canonicalizeJson(json)),

  canonicalNumbers({ bits }) {
    const numbers = bits.map((/** @type {string} */ one) => {
      const number = new DataView(fromHex(one).buffer).getFloat64(0);
      // Seventeen digits tell every double.
      const json = `${Object.is(number, -0) ? '-' : ''}${number.toExponential(17)}`;
      return new TextDecoder().decode(canonicalizeJson(json));
    });
    return numbers.join(' ');
  },

  async form({ entries, about }) {
    const form = new FormData();
    for (const { field, value, name, content, repeat } of entries) {
      if (value !== undefined) form.append(field, value);
      else form.append(field, new File([content ?? repeat[0].repeat(repeat[1])], name));
    }
    const { hashCode, text } = await hashForm(form, about);
    return `${hashCode} ${text}`;
  },

  code: (input) => identificationCode(input),
  hkic: ({ hkic }) => hkicHash(hkic),
};

/** @type {Record<string, () => unknown>} */
const REFUSED = {
  twice() {
    const hasher = new ContentHasher();
    hasher.digest();
    hasher.digest();
  },
  'after-digest'() {
    const hasher = new ContentHasher();
    hasher.digest();
    hasher.update(new Uint8Array(1));
  },
  'text-piece': () => new ContentHasher().update(/** @type {any} */ ('abc')),
  MD5: () => new ContentHasher(/** @type {any} */ ('MD5')),
  broken: () =>
    hashContent(
      new ReadableStream({
        pull() {
          throw new Error('broken');
        },
      }),
    ),
  aborted() {
    const controller = new AbortController();
    controller.abort();
    return hashContent('abc', { signal: controller.signal });
  },
  half: () => hashContent('\ud800'),
};

/**
 * @param {string} kind
 * @param {string} text
 */
function contentAs(kind, text) {
  const bytes = new TextEncoder().encode(text);
  const around = new TextEncoder().encode(`x${text}x`);
  switch (kind) {
    case 'text':
      return text;
    case 'ArrayBuffer':
      return bytes.slice().buffer;
    case 'Uint8Array':
      return around.subarray(1, -1);
    case 'DataView':
      return new DataView(around.buffer, 1, bytes.length);
    case 'Blob':
      return new Blob([text]);
    case 'stream':
      return new ReadableStream({
        start(controller) {
          for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
          controller.close();
        },
      });
    default:
      return (async function* () {
        for (const byte of bytes) yield Uint8Array.of(byte);
      })();
  }
}

/** A Web Storage in memory: a worker has none. */
function storage() {
  /** @type {Map<string, string>} */
  const entries = new Map();
  return {
    key: (/** @type {number} */ index) => [...entries.keys()][index] ?? null,
    getItem: (/** @type {string} */ key) => entries.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) =>
      void entries.set(key, value),
    removeItem: (/** @type {string} */ key) => void entries.delete(key),
  };
}

/** @param {() => unknown} work */
function codeOf(work) {
  try {
    work();
    return 'taken';
  } catch (error) {
    return thrown(error);
  }
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {string} text */
function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}
