import { invalid, reading } from '../argument.js';
import type { AccessToken } from '../wasm/server.js';
import { cookiesOf, headerOf, requireSameOrigin, type WithHeaders } from './headers.js';
import type { AuthenticatedNames } from './names.js';
import { RequestProblem } from './request-problem.js';
import type { TransactionStore } from './transaction-store.js';

/** Options of `Sessions`. */
export interface SessionsOptions {
  /** Store of the sessions; that of the transactions serves. */
  store: TransactionStore;
  /** Makes the names in the cookies. */
  names: AuthenticatedNames;
  /**
   * Whose a session's requests are. 'person': whoever logs in again finds them, in any browser, and a
   * person has one session, so that another login ends the earlier one. 'session': each session has its
   * own. Default: 'person'.
   */
  owner?: 'person' | 'session' | undefined;
  /**
   * `SameSite` of the cookie. With 'Strict', a page that is opened from another site, as after a login
   * by redirects, has no session in its first request; what it then asks for has. Default: 'Lax'.
   */
  sameSite?: 'Lax' | 'Strict' | undefined;
  /** Clock. Default: the platform's. */
  now?: (() => Date) | undefined;
}

/** A session: what requests of its user begin with. */
export interface Session {
  /** Key under which it is stored. */
  id: string;
  /** Owner of its requests. */
  owner: string;
  /** The user and the access token, with which the session ends. */
  user: AccessToken;
  /** User-Agent of this request, from which the user's device is detected; empty if it has none. */
  userAgent: string;
}

/** What is stored of a session. */
type Stored = Pick<Session, 'owner' | 'user'>;

/**
 * RFC 6265bis §4.1.3.2: no other host of the domain, and no page over plain HTTP, can set a cookie
 * of this name. Browsers take 'Secure' from a loopback address too, except Safari.
 */
const COOKIE = '__Host-session';

/** Maximum number of attempts to write during concurrent writes. */
const ATTEMPTS = 20;

/** Time of one wait for a session's end, in milliseconds; some stores hold a request open for it. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Sessions in the store of the transactions, for e-services whose framework has none. The browser has a
 * `__Host-` cookie with an authenticated name, the store a record under the name's hash. A session ends
 * with its access token.
 *
 * ```js
 * const sessions = new Sessions({ store, names });
 * const cookie = await sessions.open(request, token);          // Set-Cookie
 * const { owner, user } = await sessions.require(request);     // 401 if there is none
 * ```
 *
 * Requests are those of the web or of Node.
 */
export class Sessions {
  readonly #store: TransactionStore;
  readonly #names: AuthenticatedNames;
  readonly #isPersons: boolean;
  readonly #sameSite: 'Lax' | 'Strict';
  readonly #now: () => Date;

  /** @throws IamSmartError 'invalid-argument' */
  constructor(options: SessionsOptions) {
    const given = reading('options', () => ({ ...options }));
    const { store, names, owner = 'person', sameSite = 'Lax', now = () => new Date() } = given;
    const isUsable = reading('options', () => ({
      store: typeof store.read === 'function' && typeof store.write === 'function',
      names: typeof names.sessionKey === 'function',
      owner: owner === 'person' || owner === 'session',
      sameSite: sameSite === 'Lax' || sameSite === 'Strict',
      now: typeof now === 'function',
    }));
    for (const [name, usable] of Object.entries(isUsable)) {
      if (!usable) throw invalid(name, 'it is missing, or not of its type');
    }
    this.#store = store;
    this.#names = names;
    this.#isPersons = owner === 'person';
    this.#sameSite = sameSite;
    this.#now = now;
  }

  /**
   * Opens a session, ends the earlier one of this browser, and that of this person if the owner is the
   * person. Returns the cookie, a value of `Set-Cookie`.
   *
   * @throws RequestProblem 'session-repeated'; IamSmartError 'invalid-argument'
   */
  async open(request: WithHeaders, user: AccessToken): Promise<string> {
    const { openId, expiresAt } = reading('user', () => ({ ...user }));
    const keepUntil = new Date(typeof expiresAt === 'string' ? expiresAt : Number.NaN);
    if (typeof openId !== 'string' || Number.isNaN(keepUntil.getTime())) {
      throw invalid('user', 'it is no access token');
    }
    const earlier = await this.#idIn(request);
    const { name, key } = await this.#names.newSession();
    const owner = this.#isPersons ? await this.#names.personKey(openId) : key;
    const bytes = reading('user', () => encoded({ owner, user } satisfies Stored));
    await this.#store.write(nameOf(key), bytes, { keepUntil });
    const others = new Set([earlier]);
    if (this.#isPersons) others.add(await this.#enter(owner, key, keepUntil));
    for (const other of others) if (other) await this.#end(other);
    const seconds = Math.floor((keepUntil.getTime() - this.#now().getTime()) / 1000);
    return this.#cookie(name, seconds);
  }

  /**
   * Returns the session of a request; undefined if there is none, or it has ended.
   *
   * @throws RequestProblem 'session-repeated'
   */
  async of(request: WithHeaders): Promise<Session | undefined> {
    const id = await this.#idIn(request);
    const stored = id && (await this.#read(id));
    if (!id || !stored) return undefined;
    return { id, ...stored.content, userAgent: headerOf(request, 'user-agent') ?? '' };
  }

  /**
   * Returns the session of a request, and refuses pages of other origins.
   *
   * @throws RequestProblem 'not-logged-in', 'foreign-origin', 'session-repeated'
   */
  async require(request: WithHeaders): Promise<Session> {
    requireSameOrigin(request);
    const session = await this.of(request);
    if (session) return session;
    throw new RequestProblem('not-logged-in', 'Log in first, or again.');
  }

  /**
   * Ends the session of a request, if there is one, and returns a cookie that deletes its cookie.
   *
   * @throws RequestProblem 'session-repeated'
   */
  async close(request: WithHeaders): Promise<string> {
    const id = await this.#idIn(request);
    if (id) await this.#end(id);
    return this.#cookie('', 0);
  }

  /** Resolves when a session has ended, or when the signal fires: `ended` of `Flows.serve`. */
  async ended(session: { id: string }, options: { signal?: AbortSignal } = {}): Promise<void> {
    const id = reading('session', () => session.id);
    if (typeof id !== 'string') throw invalid('session', 'its ID is not a text');
    const signal = reading('options', () => options.signal);
    let abort = () => {};
    const aborted = new Promise<void>((resolve) => {
      abort = resolve;
    });
    reading('signal', () => signal?.addEventListener('abort', abort, { once: true }));
    try {
      while (!signal?.aborted) {
        const stored = await this.#read(id);
        if (!stored) return;
        const left = Date.parse(stored.content.user.expiresAt) - this.#now().getTime();
        const patience = Math.min(left, LONGEST_WAIT_MS);
        await Promise.race([this.#store.changed(nameOf(id), stored.version, patience), aborted]);
      }
    } catch {
      // The store cannot be asked; whoever waits asks anew.
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Notes the session of a person, and returns the earlier one. */
  async #enter(person: string, id: string, keepUntil: Date): Promise<string | undefined> {
    const name = `person-${person}`;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const entry = await this.#store.read(name);
      const options = { version: entry?.version, keepUntil };
      if (!(await this.#store.write(name, new TextEncoder().encode(id), options))) continue;
      return entry && new TextDecoder().decode(entry.bytes);
    }
    throw new Error(`The session of a person was changed ${ATTEMPTS} times while it was written.`);
  }

  async #end(id: string): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const entry = await this.#store.read(nameOf(id));
      if (!entry || entry.bytes.length === 0) return;
      const options = { version: entry.version, keepUntil: this.#now(), erase: true };
      if (await this.#store.write(nameOf(id), new Uint8Array(), options)) return;
    }
  }

  async #read(id: string): Promise<{ content: Stored; version: string } | undefined> {
    const entry = await this.#store.read(nameOf(id));
    if (!entry || entry.bytes.length === 0) return undefined;
    const content = JSON.parse(new TextDecoder().decode(entry.bytes)) as Stored;
    const isOver = Date.parse(content.user.expiresAt) <= this.#now().getTime();
    return isOver ? undefined : { content, version: entry.version };
  }

  async #idIn(request: WithHeaders): Promise<string | undefined> {
    const [name, ...others] = cookiesOf(request, COOKIE);
    if (others.length > 0) {
      throw new RequestProblem('session-repeated', 'The request has several session cookies.');
    }
    return name === undefined ? undefined : this.#names.sessionKey(name);
  }

  #cookie(value: string, age: number): string {
    const attributes = `Path=/; Secure; HttpOnly; SameSite=${this.#sameSite}`;
    return `${COOKIE}=${value}; ${attributes}; Max-Age=${age}`;
  }
}

/** Name of a session's entry, which is none of a transaction's. */
function nameOf(id: string): string {
  return `session-${id}`;
}

function encoded(content: Stored): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(content));
}
