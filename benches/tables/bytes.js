import assert from 'node:assert/strict';
import { version } from 'esbuild';
import { login, signed } from '../apps/inputs.js';
import { bundle } from '../bundles.js';
import { versionOf } from '../versions.js';

/** Whole entries beside those that have peers. */
const OTHERS = ['server', 'inspect', 'pdf'];

const VERIFIERS = {
  pkijs: 'verify-pkijs',
  jsrsasign: 'verify-jsrsasign',
  'node-forge': 'verify-forge',
  '@peculiar/x509': 'verify-peculiar',
};

/** @type {import('../table.js').Table} */
export default {
  name: 'bytes',
  title: 'Bytes as an app bundles them: minified by esbuild, Brotli 11',
  unit: 'bytes',
  async *rows({ pkg }) {
    const engine = `esbuild ${version}`;
    const row = async (work, app, role, peers, goal, note) => ({
      work,
      engine,
      samples: { iamsmart: [(await bundle(pkg, app, role)).bytes], ...peers },
      ...(goal && { goal }),
      ...(note && { note }),
    });

    await ensureLogin(pkg, 'page', undefined);
    await ensureLogin(pkg, 'page-slim', 'page');
    await ensureLogin(pkg, 'page-peers', undefined);
    const pagePeers = {
      [`${versionOf('oauth4webapi')} + ${versionOf('hash-wasm')}`]: [
        (await bundle(pkg, 'page-peers')).bytes,
      ],
    };
    yield await row('page: script and module', 'page-slim', 'page', pagePeers, { atMost: 34_000 });
    yield await row('page: one script', 'page', undefined, pagePeers, { atMost: 42_000 });

    await ensureVerdict(pkg, 'verify', undefined);
    await ensureVerdict(pkg, 'verify-slim', 'verify');
    await ensureVerdict(pkg, 'verify-part', 'verify-signature');
    await ensureVerdict(pkg, 'verify-slim-english', 'verify');
    const verifiers = {};
    for (const [name, app] of Object.entries(VERIFIERS)) {
      await ensureVerdict(pkg, app, undefined);
      verifiers[versionOf(name)] = [(await bundle(pkg, app)).bytes];
    }
    const note =
      'The peers verify RSA by WebCrypto or themselves, and a chain; none has SM2, OCSP, CMS, evidence and a report.';
    const goal = { atMost: 170_000 };
    const part = ['verify-part', 'verify-signature'];
    yield await row('verify: script and verify-signature.wasm', ...part, verifiers, goal, note);
    yield await row('verify: script and module', 'verify-slim', 'verify', verifiers, goal, note);
    yield await row(
      'verify: script and module, sentences in English',
      'verify-slim-english',
      'verify',
      verifiers,
    );
    yield await row(
      'verify: one script, sentences in three languages',
      'verify',
      undefined,
      verifiers,
    );
    for (const role of OTHERS) {
      yield await row(`${role}: script and module`, `${role}-slim`, role, {});
      yield await row(`${role}: one script`, role, undefined, {});
    }
  },
};

/** Ensures that what is weighed gives the challenge and digest of the standards. */
async function ensureLogin(pkg, app, role) {
  const { verifier, challenge, content, digest } = login;
  const { run } = await bundle(pkg, app, role);
  const expected = [challenge, new Uint8Array(Buffer.from(digest, 'hex')).toString()];
  assert.deepEqual(await run({ verifier, content }), expected, app);
}

/** Ensures that what is weighed takes a good signature and no other. */
async function ensureVerdict(pkg, app, role) {
  const input = await signed();
  const { run } = await bundle(pkg, app, role);
  const [isValid, ...others] = await run(input);
  assert.ok(isValid && others.every(Boolean), `${app} refuses what is good`);
  const changed = { ...input, content: input.content.map((byte) => byte ^ 1) };
  const [isTaken] = await run(changed);
  assert.equal(isTaken, false, `${app} takes what was changed`);
}
