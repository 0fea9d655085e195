// Inputs of the fuzz targets, through the package. A panic in WebAssembly is a trap, which makes
// the module unusable. Each input must give a report or an `IamSmartError`.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const {
  IamSmartError,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
} = await import(pathToFileURL(join(pkg, 'verify/inline.js')).href);

/** Minimum number of checked-in inputs per target. */
const FEWEST = 4;
const INDICATIONS = ['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE'];

const read = (...path) => readFileSync(join(root, ...path));
const fixture = (name) => read('tests/fixtures', name);
const chain = (name) => read('fuzz/chain', `${name}.der`);
const validationTime = new Date('2026-06-01T00:00:00Z');
const path = {
  certificate: chain('person'),
  intermediates: [chain('issuing')],
  trustAnchors: [chain('root')],
  validationTime,
};

/** The calls of each target in fuzz/targets, as functions that return a report. */
const targets = {
  certificate: (input) => [
    () => validateCertificatePath({ certificate: input, trustAnchors: [], validationTime }),
    () =>
      validateCertificatePath({
        certificate: input,
        trustAnchors: [input],
        intermediates: [input],
        validationTime,
      }),
    () =>
      validateCertificatePath({
        certificate: input.toString(),
        trustAnchors: [],
        validationTime,
      }),
  ],
  crl: (input) => [() => validateCertificatePath({ ...path, crls: [input] })],
  ocsp: (input) => [() => validateCertificatePath({ ...path, ocspResponses: [input] })],
  cms: (input) => [
    () =>
      verifyCms({
        cms: input,
        content: fixture('cms/content.bin'),
        trustAnchors: [fixture('cms/root.pem')],
        revocation: 'soft',
        validationTime,
      }),
  ],
  evidence: (input) => {
    const trustAnchors = [fixture('pki/root.pem'), fixture('jws/root.pem')];
    const content = fixture('jws/content.json').toString();
    return [
      () => verifyEvidence(input.toString(), { trustAnchors, validationTime }),
      () => verifyJws(input.toString(), content, { trustAnchors, validationTime }),
    ];
  },
  report: (input) =>
    ['en', 'zh-HK', 'zh-CN'].map((language) => () => ask({ ...question(input), language })),
  webpki: (input) => [() => ask({ ...question(input), revocation: 'off', keyUsage: [] })],
};

for (const [target, questions] of Object.entries(targets)) {
  test(`${target}: every input gets a report or an IamSmartError`, () => {
    const seeds = inputs(target === 'cms' ? 'tests/fixtures/cms' : `fuzz/seeds/${target}`);
    assert.ok(seeds.length >= FEWEST, `${target} has ${seeds.length} seeds`);
    for (const file of [...seeds, ...inputs(`fuzz/corpus/${target}`)]) {
      for (const question of questions(readFileSync(file))) {
        assert.ok(isAnswered(question), file);
      }
    }
  });
}

/** Files of a folder and of those in it; none if it does not exist, because the corpus is not checked in. */
function inputs(name) {
  const folder = join(root, name);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

function isAnswered(question) {
  try {
    return INDICATIONS.includes(question().indication);
  } catch (error) {
    if (error instanceof IamSmartError) return true;
    throw error;
  }
}

function ask(input) {
  return input.signature ? verifySignature(input) : validateCertificatePath(input);
}

/** Parses an input like fuzz/src/parts.rs and fuzz/src/verdict.rs. */
function question(input) {
  const asked = {
    certificate: Buffer.alloc(0),
    intermediates: [],
    trustAnchors: [],
    crls: [],
    ocspResponses: [],
    validationTime,
  };
  const take = [
    (part) => Object.assign(asked, options(part)),
    (part) => Object.assign(asked, { certificate: part }),
    (part) => asked.trustAnchors.push(part),
    (part) => asked.intermediates.push(part),
    (part) => asked.crls.push(part),
    (part) => asked.ocspResponses.push(part),
    (part) => Object.assign(asked, { signature: part }),
    (part) => Object.assign(asked, { content: part }),
    (part) => Object.assign(asked, { digest: part }),
  ];
  let rest = input;
  while (rest.length >= 3) {
    const end = 3 + rest.readUInt16BE(1);
    take[rest[0] % take.length](rest.subarray(3, end));
    rest = rest.subarray(end);
  }
  return asked;
}

function options(part) {
  const bytes = Buffer.alloc(4);
  part.copy(bytes);
  const flags = bytes[0];
  return {
    revocation: ['hard', 'soft', 'off', undefined][flags & 3],
    requireExplicitPolicy: (flags & 4) !== 0,
    inhibitPolicyMapping: (flags & 8) !== 0,
    inhibitAnyPolicy: (flags & 16) !== 0,
    keyUsage: flags & 32 ? [] : undefined,
    validationTime: new Date(validationTime.getTime() + 1000 * bytes.readIntBE(1, 3)),
  };
}
