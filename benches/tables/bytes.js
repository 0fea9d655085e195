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
    const row = (work, { bytes }, { peers = {}, goal, note }) => ({
      work,
      engine,
      samples: { iamsmart: [bytes], ...peers },
      ...(goal && { goal }),
      ...(note && { note }),
    });

    const [page, pageSlim, peersOfPage] = await Promise.all([
      ofLogin(pkg, 'page'),
      ofLogin(pkg, 'page-slim', 'page'),
      ofLogin(pkg, 'page-peers'),
    ]);
    const peers = {
      [`${versionOf('oauth4webapi')} + ${versionOf('hash-wasm')}`]: [peersOfPage.bytes],
    };
    yield row('page: script and module', pageSlim, { peers, goal: { atMost: 34_000 } });
    yield row('page: one script', page, { peers, goal: { atMost: 42_000 } });

    const [verify, slim, part, english, verifiers] = await Promise.all([
      ofVerdict(pkg, 'verify'),
      ofVerdict(pkg, 'verify-slim', 'verify'),
      ofVerdict(pkg, 'verify-part', 'verify-signature'),
      ofVerdict(pkg, 'verify-slim-english', 'verify'),
      Promise.all(
        Object.entries(VERIFIERS).map(async ([name, app]) => {
          const { bytes } = await ofVerdict(pkg, app);
          return [versionOf(name), [bytes]];
        }),
      ),
    ]);
    const others = { peers: Object.fromEntries(verifiers) };
    const judged = {
      ...others,
      goal: { atMost: 170_000 },
      note: 'The peers verify RSA by WebCrypto or themselves, and a chain; none has SM2, OCSP, CMS, evidence and a report.',
    };
    yield row('verify: script and verify-signature.wasm', part, judged);
    yield row('verify: script and module', slim, judged);
    yield row('verify: script and module, sentences in English', english, others);
    yield row('verify: one script, sentences in three languages', verify, others);

    for (const role of OTHERS) {
      const [apart, whole] = await Promise.all([
        bundle(pkg, `${role}-slim`, role),
        bundle(pkg, role),
      ]);
      yield row(`${role}: script and module`, apart, {});
      yield row(`${role}: one script`, whole, {});
    }
  },
};

/** Bundles an app and ensures that what is weighed gives the challenge and digest of the standards. */
async function ofLogin(pkg, app, file) {
  const { verifier, challenge, content, digest } = login;
  const weighed = await bundle(pkg, app, file);
  const expected = [challenge, new Uint8Array(Buffer.from(digest, 'hex')).toString()];
  assert.deepEqual(await weighed.run({ verifier, content }), expected, app);
  return weighed;
}

/** Bundles an app and ensures that what is weighed takes a good signature and no other. */
async function ofVerdict(pkg, app, file) {
  const input = await signed();
  const weighed = await bundle(pkg, app, file);
  const [isValid, ...others] = await weighed.run(input);
  assert.ok(isValid && others.every(Boolean), `${app} refuses what is good`);
  const changed = { ...input, content: input.content.map((byte) => byte ^ 1) };
  const [isTaken] = await weighed.run(changed);
  assert.equal(isTaken, false, `${app} takes what was changed`);
  return weighed;
}
