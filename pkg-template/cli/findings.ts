import type { EService as Service } from '../server/eservice.js';
import type { Registration } from '../server/registration.js';
import { refusal } from '../verify/address.js';

/** A check of `npx iamsmart doctor`, and its outcome. */
export interface Finding {
  check: string;
  outcome: 'passed' | 'warning' | 'failed' | 'undecided' | 'skipped';
  /** What was found, and what to do. */
  detail: string;
}

/** What is tried at the gateway. */
interface Trial {
  redirectUris: string[];
  callbackUris: string[];
  scope: string;
}

/** A code that no gateway has issued: refused with D40004 if everything before it is right. */
const NO_CODE = 'iamsmart-doctor-0000';

/** Result code of a refused authorization code. */
const CODE_REFUSED = 'D40004';

/** Difference of clocks that signed calls and codes of 30 seconds bear, in milliseconds. */
const CLOCK = { fine: 5_000, usable: 30_000 };

/** Time for one response, in milliseconds. */
const TIMEOUT_MS = 15_000;

/** A response of the gateway to a call, as far as it matters here. */
interface Seen {
  /** Result code. */
  code?: string;
  /** `pubKey` of getKey: Base64 of a SubjectPublicKeyInfo. */
  pubKey?: string;
  /** The gateway's clock minus this machine's, in milliseconds. */
  skew?: number;
}

type Server = typeof import('../server/api.js');

/** Tries a registration, and returns what was found, in the order of the checks. */
export async function examine(
  registration: Partial<Registration>,
  trial: Trial,
): Promise<Finding[]> {
  const server: Server = await import('../server/inline.js');
  const seen: Seen[] = [];
  let service: Service;
  try {
    service = server.EService.fromRegistration(JSON.stringify(registration), {
      fetch: watched(seen),
      repeatMs: 0,
      timeoutMs: TIMEOUT_MS,
    });
  } catch (error) {
    return [{ check: 'registration', outcome: 'failed', detail: messageOf(error) }];
  }
  const addresses = trial.callbackUris.map((uri) => callbackForm(uri, service.gateway));
  const found: Finding[] = [
    {
      check: 'registration',
      outcome: 'passed',
      detail: `${service.gateway}, client ID ${service.clientId}.`,
    },
  ];
  const failure = await service.getToken({ code: NO_CODE }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const [key] = seen;
  if (!key?.code) {
    found.push({ check: 'gateway', outcome: 'undecided', detail: messageOf(failure) });
    return [...found, ...(await Promise.all(addresses))];
  }
  const gatewayRefusal = server.isGatewayRefusal(failure) ? failure : undefined;
  found.push(
    { check: 'gateway', outcome: 'passed', detail: 'It answers.' },
    clock(key),
    headerSignature(key.code, server),
    await keyEncryptionKey(key, failure, String(registration.keyEncryptionKey)),
    contentKey(seen, gatewayRefusal?.resultCode, failure, server),
  );
  const redirects = trial.redirectUris.map((uri) => redirect(service, uri, trial.scope, server));
  return [...found, ...(await Promise.all([...redirects, ...addresses]))];
}

/** Sends requests, and keeps what the findings need of their responses. */
function watched(seen: Seen[]): typeof fetch {
  return async (input, init) => {
    const start = Date.now();
    const response = await fetch(input, init);
    const middle = (start + Date.now()) / 2;
    const one: Seen = {};
    seen.push(one);
    const date = Date.parse(response.headers.get('Date') ?? '');
    // The header has whole seconds, cut off.
    if (!Number.isNaN(date)) one.skew = date + 500 - middle;
    try {
      const body = JSON.parse(await response.clone().text());
      if (typeof body?.code === 'string') one.code = body.code;
      if (typeof body?.content?.pubKey === 'string') one.pubKey = body.content.pubKey;
    } catch {
      // Not JSON: the call itself says so.
    }
    return response;
  };
}

function clock({ skew }: Seen): Finding {
  const check = 'clock';
  if (skew === undefined) {
    return { check, outcome: 'skipped', detail: 'The gateway does not say what time it is.' };
  }
  const seconds = `${(Math.abs(skew) / 1000).toFixed(1)} s`;
  if (Math.abs(skew) <= CLOCK.fine) {
    return { check, outcome: 'passed', detail: `Within ${CLOCK.fine / 1000} s of the gateway's.` };
  }
  const outcome = Math.abs(skew) <= CLOCK.usable ? 'warning' : 'failed';
  const where = skew > 0 ? 'behind' : 'ahead of';
  const detail = `This machine's clock is ${seconds} ${where} the gateway's: set it by NTP. Calls have their time in their signature, and codes live 30 seconds.`;
  return { check, outcome, detail };
}

function headerSignature(code: string, { resultCode }: Server): Finding {
  const check = 'header signature';
  if (code === 'D00000') return { check, outcome: 'passed', detail: 'The gateway accepts it.' };
  const outcome = code === 'D20006' || code === 'D20018' ? 'failed' : 'undecided';
  return { check, outcome, detail: `${code}: ${resultCode(code).meaning}` };
}

/** Compares the private key with `pubKey`, and with the key that the gateway wrapped. */
async function keyEncryptionKey(key: Seen, failure: unknown, pem: string): Promise<Finding> {
  const check = 'key encryption key';
  if (key.code !== 'D00000') {
    return { check, outcome: 'skipped', detail: 'The gateway gave no content key.' };
  }
  const unfit =
    'The gateway encrypts for another key than this one: upload the certificate of this key in the e-service portal, or use the private key of the one that is there.';
  const own = await publicKeyOf(pem);
  if (own !== undefined && key.pubKey && own !== key.pubKey.replace(/\s/gu, '')) {
    return { check, outcome: 'failed', detail: unfit };
  }
  if (codeOf(failure) === 'content-key-unwrap') return { check, outcome: 'failed', detail: unfit };
  const compared = own !== undefined && key.pubKey ? "It is the gateway's pubKey, and it" : 'It';
  return { check, outcome: 'passed', detail: `${compared} unwraps the content key.` };
}

/** Returns the SubjectPublicKeyInfo of a private key in Base64; undefined if it cannot be told. */
async function publicKeyOf(pem: string): Promise<string | undefined> {
  const [, base64] = /-----BEGIN PRIVATE KEY-----([^-]+)-----END/u.exec(pem) ?? [];
  if (!base64) return undefined;
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const { subtle } = globalThis.crypto;
  try {
    const der = Uint8Array.from(atob(base64.replace(/\s|\\n/gu, '')), (c) => c.charCodeAt(0));
    const secret = await subtle.importKey('pkcs8', der, algorithm, true, ['decrypt']);
    const { kty, n, e } = await subtle.exportKey('jwk', secret);
    if (!kty || !n || !e) return undefined;
    const open = await subtle.importKey('jwk', { kty, n, e }, algorithm, true, ['encrypt']);
    const spki = new Uint8Array(await subtle.exportKey('spki', open));
    return btoa(String.fromCharCode(...spki));
  } catch {
    return undefined;
  }
}

/** The encrypted call: getKey is answered first, and then the code is refused. */
function contentKey(
  seen: Seen[],
  refused: string | undefined,
  failure: unknown,
  { resultCode }: Server,
): Finding {
  const check = 'encrypted call';
  if (seen.length < 2) {
    return { check, outcome: 'skipped', detail: 'It was not sent without a content key.' };
  }
  if (failure === undefined || refused === CODE_REFUSED) {
    return { check, outcome: 'passed', detail: 'The gateway decrypts calls and answers them.' };
  }
  if (refused === undefined) return { check, outcome: 'undecided', detail: messageOf(failure) };
  const outcome = refused.startsWith('D3') ? 'failed' : 'undecided';
  return { check, outcome, detail: `${refused}: ${resultCode(refused).meaning}` };
}

/** Opens the login page as a browser would, and looks for a refusal. */
async function redirect(
  service: Service,
  redirectUri: string,
  scope: string,
  { resultCode }: Server,
): Promise<Finding> {
  const check = `redirect URI ${redirectUri}`;
  const { beginLogin } = await import('../page/inline.js');
  try {
    const { url } = beginLogin({
      server: { kind: 'iamsmart', gateway: service.gateway },
      clientId: service.clientId,
      redirectUri,
      scope: scope.split(' '),
      source: 'PC_Browser',
    });
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { redirect: 'manual', signal });
    const [code] = /\bD[2-8]\d{4}\b/u.exec(await response.text()) ?? [];
    // The sandbox's page says that the real gateway refuses a local address.
    const isNote = isSandbox(service.gateway) && (await isLocal(new URL(redirectUri)));
    if (response.ok && (!code || isNote)) {
      const note = isNote ? ' The real one refuses a local address (D20008).' : '';
      return { check, outcome: 'passed', detail: `The gateway shows its login page.${note}` };
    }
    if (code) {
      const outcome = code === 'D20008' || code === 'D20012' ? 'failed' : 'undecided';
      return { check, outcome, detail: `${code}: ${resultCode(code).meaning}` };
    }
    const detail = `The gateway answers with HTTP ${response.status} and no result code.`;
    return { check, outcome: 'undecided', detail };
  } catch (error) {
    return { check, outcome: 'undecided', detail: messageOf(error) };
  }
}

/** Looks at the form of an address that the gateway pushes to. */
async function callbackForm(uri: string, gateway: string): Promise<Finding> {
  const check = `callback URI ${uri}`;
  const failed = (detail: string): Finding => ({ check, outcome: 'failed', detail });
  if (!URL.canParse(uri)) return failed('It is no absolute address.');
  const url = new URL(uri);
  if (url.hash) return failed("It has a fragment ('#'), which is never sent.");
  if (url.username || url.password || !/^https?:$/u.test(url.protocol)) {
    return failed('It is no address of https without credentials.');
  }
  if (await isLocal(url)) {
    if (isSandbox(gateway)) {
      return {
        check,
        outcome: 'passed',
        detail: 'It is local, as this gateway is; the real one cannot reach it.',
      };
    }
    return failed('The gateway cannot reach an address of this machine or a private network.');
  }
  if (url.protocol !== 'https:') return failed('It wants https: results are personal data.');
  if (url.port) {
    const detail = `Whether the gateway reaches port ${url.port} is not known; 443 is usual.`;
    return { check, outcome: 'warning', detail };
  }
  return { check, outcome: 'passed', detail: 'Its form is right; register it in the portal.' };
}

/** Returns true for an address of this machine or a private network, by its form alone. */
async function isLocal(address: URL): Promise<boolean> {
  const ports = [Number(address.port) || (address.protocol === 'http:' ? 80 : 443)];
  const resolve = async () => [];
  return (await refusal(address, { ports, resolve })) === 'private-address';
}

/** Only a gateway on this machine is called without TLS. */
function isSandbox(gateway: string): boolean {
  return gateway.startsWith('http:');
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message} ${causeOf(cause)}` : error.message;
}

/** Returns the innermost message: `fetch` has what happened in the cause. */
function causeOf(error: Error): string {
  return error.cause instanceof Error ? causeOf(error.cause) : `(${error.message})`;
}
