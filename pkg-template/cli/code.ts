import type { IdentificationCodeInput, Joining } from '../wasm/page.js';
import { type Arguments, type Command, type Printed, unusable } from './command.js';
import { EXIT } from './exit-status.js';

/** Each joining, in the order of the documentation. */
const JOININGS: Record<Joining, string> = {
  raw: 'digest bytes, then ID bytes (the default)',
  'hashed-texts': "SHA-256 of the digest's Base64, then SHA-256 of the ID",
  'raw-digest-hashed-id': 'digest bytes, then SHA-256 of the ID',
};

/** `npx iamsmart code`. */
export const code: Command = {
  summary: 'the identification code under every joining, to compare with the app',
  usage: `--digest DIGEST (--open-id ID | --hkic-hash HASH --client-id ID)

Prints the four digits that iAM Smart's app may show for a request. No public source says which
joining the app uses: compare once, and set 'joining' accordingly.

  --digest DIGEST             the digest that was sent (hashCode, docDigest): Base64 or hexadecimal
  --open-id ID                tokenised ID of the user
  --hkic-hash HASH            of an anonymous request: HKICHash, Base64 or hexadecimal
  --client-id ID              of an anonymous request: client ID of the e-service`,
  options: { digest: 'value', 'open-id': 'value', 'hkic-hash': 'value', 'client-id': 'value' },
  run: print,
};

async function print(given: Arguments): Promise<Printed> {
  if (given.files[0] !== undefined) throw unusable(given.files[0], 'the command takes no FILE');
  const input = { digest: base64(required(given, 'digest'), '--digest'), boundTo: boundTo(given) };
  const { identificationCode } = await import('../page/inline.js');
  const rows = Object.entries(JOININGS).map(([joining, meaning]) => {
    const code = identificationCode({ ...input, joining: joining as Joining });
    return { joining, meaning, code };
  });
  return {
    status: EXIT.ok,
    text: rows
      .map(({ joining, meaning, code }) => `${code}  ${joining.padEnd(22)}${meaning}`)
      .join('\n'),
    json: Object.fromEntries(rows.map(({ joining, code }) => [joining, code])),
  };
}

function boundTo(given: Arguments): IdentificationCodeInput['boundTo'] {
  const openId = given.value('open-id');
  const hkicHash = given.value('hkic-hash');
  if (openId !== undefined && hkicHash !== undefined) {
    throw unusable('--hkic-hash', 'a code is bound to --open-id or to --hkic-hash, not to both');
  }
  if (openId !== undefined) return { openId };
  if (hkicHash === undefined) {
    throw unusable('--open-id', 'it is missing; of an anonymous request, give --hkic-hash');
  }
  return { hkicHash: base64(hkicHash, '--hkic-hash'), clientId: required(given, 'client-id') };
}

function required(given: Arguments, option: string): string {
  const value = given.value(option);
  if (value === undefined) throw unusable(`--${option}`, 'it is missing');
  return value;
}

/** Returns a digest of 32 bytes in Base64. */
export function base64(text: string, name: string): string {
  if (/^[0-9a-f]{64}$/iu.test(text)) {
    const pairs = text.match(/../gu) ?? [];
    return btoa(String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16))));
  }
  if (/^[A-Za-z0-9+/]+={0,2}$/u.test(text)) return text;
  throw unusable(name, 'it is neither Base64 nor 64 hexadecimal digits');
}
