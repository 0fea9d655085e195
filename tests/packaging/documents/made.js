// Parts of the documents that are made from the sources: between `<!-- made: NAME -->` and
// `<!-- end -->`.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const PART = /(<!-- made: ([\w-]+) -->\n).*?(?=<!-- end -->)/gs;

/** What makes each part, by its name. @type {Record<string, () => Promise<string>>} */
const MAKERS = {
  errors: async () => table(['`code`', 'means', 'message'], await errorRows()),
  'script-errors': async () => table(['`code`', 'means', 'what to do'], await scriptErrorRows()),
  'result-codes': async () =>
    table(['code', 'means', '`fault`', '`retry`'], await resultCodeRows()),
  limits: async () => table(['module', 'of', 'at most, with Brotli'], await limitRows()),
  'limits-zh': async () => table(['模組', '屬於', '上限（Brotli）'], await limitRows()),
};

/**
 * What to do about the errors that only scripts throw. Their messages say what happened.
 *
 * @type {Record<string, [means: string, remedy: string]>}
 */
const OF_SCRIPTS = {
  aborted: ['The operation was aborted by its signal.', 'Nothing, or begin again.'],
  'body-broken': ['The request ended before its body did.', 'Let the page send the form again.'],
  'body-taken': [
    'A middleware has read the body before.',
    'Declare the route before `express.json()` and the like ([node.md](node.md)).',
  ],
  'body-too-large': [
    'The body exceeds `maxBytes` or `maxParts`.',
    'Raise the limit, or say it in the page before the form is sent.',
  ],
  'body-too-slow': [
    'The body did not arrive within `timeoutMs` or `idleMs`.',
    'Let the page send it again; raise the limit for large files.',
  ],
  'callback-too-large': [
    'A callback exceeds a limit of the package, and was not read.',
    'Treat it as forged.',
  ],
  'client-certificate-refused': [
    "A callback came without the gateway's client certificate, where `clientCertificate` requires one.",
    'If iAM Smart sent it, compare `sha256` with the certificate, and see that the proxy passes it on.',
  ],
  'content-unreadable': [
    'A file or stream could not be read, or ended early.',
    'Let the user choose the file again.',
  ],
  'foreign-origin': [
    'The request was sent by a page of another site.',
    'Nothing. If the page is yours, serve it from the same origin as the e-service.',
  ],
  'form-differs': [
    'The form that arrived is not the one that the page hashed (`FormDiffers`).',
    'Read `differences`; [form.md](form.md) says what servers change.',
  ],
  'form-malformed': [
    'The body is no form as browsers send it.',
    'Send the `FormData` that was hashed, with `fetch`.',
  ],
  'form-media-type': [
    'The body is neither multipart/form-data nor application/x-www-form-urlencoded.',
    'Let the browser set `Content-Type`, and do not set it yourself.',
  ],
  'gateway-answer-too-large': [
    "The gateway's answer exceeds a limit of the package, and was not read.",
    "Check the gateway's URL.",
  ],
  'gateway-timeout': [
    'The gateway, or an operation of the key, took too long. The request may have been carried out.',
    'Check before you repeat it; the flows do.',
  ],
  'gateway-unreachable': [
    'The gateway could not be reached, or the connection broke. The request may have been carried out.',
    'Check network and proxy (`cause`), and whether it was carried out before you repeat it; the flows do.',
  ],
  'module-not-started': [
    'An entry that ends in /slim was used before its module was started.',
    'Await `init`, or call `initSync`, before anything else.',
  ],
  'module-trapped': [
    'The WebAssembly module stopped in the middle of a call.',
    'Make objects that were made before anew; the next call starts the module.',
  ],
  'module-unusable': [
    'The WebAssembly module cannot be started (`ModuleUnusable`).',
    'Read `reason` ([recipes.md](recipes.md#modules-that-cannot-start)).',
  ],
  'not-logged-in': ['The request has no session, or it has ended.', 'Let the user log in.'],
  'request-malformed': [
    'The request has a target, a method or a header that cannot be used.',
    'Answer with 400, as `failure` does.',
  ],
  'request-open': [
    'The user has a request that is not over (`RequestOpen`).',
    'Show `open` again, or withdraw it first.',
  ],
  'session-repeated': [
    'The request has several session cookies, one of which is not from this server.',
    'Let the user delete the cookies of this site.',
  ],
  'timestamp-not-fetched': [
    'A time-stamp authority gave no time-stamp (`TimestampNotFetched`).',
    'See `reason` and `failures`, and ask again later.',
  ],
  'too-many-requests': [
    'A limit of yours is reached (`RateLimit`, `ConcurrencyLimit`).',
    'Come again after `retryAfterMs`.',
  ],
  'transaction-exists': [
    'A transaction with this businessID was begun before.',
    'Make a new businessID for every request, or leave it to the flows.',
  ],
};

/** What each module is for, in the order of the table. */
const MODULES = {
  page: '`iamsmart`',
  verify: '`iamsmart/verify`',
  server: '`iamsmart/server`',
  inspect: '`iamsmart/inspect`',
  pdf: '`iamsmart/pdf`',
};

const read = (path) => readFile(join(root, path), 'utf8');

/**
 * Returns a document with its made parts as the sources are now.
 *
 * @param {string} text
 */
export async function withMade(text) {
  const parts = new Map();
  for (const [, , name = ''] of text.matchAll(PART)) {
    const make = MAKERS[name];
    if (!make) throw new Error(`Nothing makes '${name}'.`);
    parts.set(name, await make());
  }
  return text.replaceAll(PART, (_part, head, name) => `${head}${parts.get(name)}`);
}

/** The documents that may have made parts. */
export async function withParts() {
  const inDocs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  const atRoot = (await readdir(root)).filter((name) => name.endsWith('.md'));
  return [...atRoot, ...inDocs.map((name) => `docs/${name}`)];
}

/** Rows of the errors of the crate. */
async function errorRows() {
  const source = await read('src/error/variants.rs');
  const declared =
    /((?: +\/\/\/ .*\n)+)(?: +#\[.*\n)*[^"]*?=>\s*"([\w-]+)",\s*("(?:[^"\\]|\\.|\\\n)*");/g;
  const rows = [...source.matchAll(declared)].map(([, doc = '', code = '', message = '']) => [
    `'${code}'`,
    cell(unlinked(doc.replaceAll(/^ +\/\/\/ /gm, ''))),
    cell(unquoted(message)),
  ]);
  const count = source.match(/=>\s*"[\w-]+",/g)?.length;
  if (rows.length === 0 || rows.length !== count) throw new Error('A variant was not read.');
  return rows;
}

/** Rows of the errors of scripts, which have to be those of the build. */
async function scriptErrorRows() {
  const source = await read('xtask/src/package/error_codes.rs');
  const [, list = ''] = /const SCRIPT_CODES: .*?= \[(.*?)\];/s.exec(source) ?? [];
  return [...list.matchAll(/"([\w-]+)"/g)].map(([, code = '']) => {
    const row = OF_SCRIPTS[code];
    if (!row) throw new Error(`made.js does not say what to do about '${code}'.`);
    return [`'${code}'`, ...row];
  });
}

async function resultCodeRows() {
  const source = await read('src/wire/result_code.rs');
  const declared = /\w+ => "(D\d+)", (\w+), (\w+),\s*("(?:[^"\\]|\\.|\\\n)*");/g;
  const faults = { USER: "'user'", E_SERVICE: "'e-service'", GATEWAY: "'gateway'", None: '' };
  const rows = [...source.matchAll(declared)].map(
    ([, code = '', fault = '', retry = '', meaning = '']) => [
      code,
      cell(unquoted(meaning)),
      faults[fault],
      `'${retry.replaceAll(/\B[A-Z]/g, '-$&').toLowerCase()}'`,
    ],
  );
  const count = source.match(/=> "D\d+", /g)?.length;
  if (rows.length === 0 || rows.length !== count) throw new Error('A result code was not read.');
  return rows;
}

async function limitRows() {
  const source = await read('xtask/src/package/sizes.rs');
  const limits = new Map(
    [...source.matchAll(/\("(\w+)", (\d+) \* KILOBYTE\)/g)].map(([, name, size]) => [name, size]),
  );
  if (limits.size !== Object.keys(MODULES).length) throw new Error('There is another module.');
  return Object.entries(MODULES).map(([name, of]) => [name, of, `${limits.get(name)} KiB`]);
}

/** A table of Markdown. */
function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `\n${lines.join('\n')}\n\n`;
}

/** The value of a string literal of Rust. */
const unquoted = (literal) => JSON.parse(literal.replaceAll(/\\\n\s*/g, ''));

/** Text without rustdoc's links. */
const unlinked = (text) => text.replaceAll(/\[([^\]]+)\](\([^)]*\))?/g, '$1');

const cell = (text) => text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
