// The targets of iamsmart/verify: what fuzz/targets asks of an input, asked of the package.

import { createHash } from 'node:crypto';
import { fixture, loaded, read } from './inputs.js';

const {
  evidenceDigest,
  evidenceForm,
  extendEvidence,
  readTimestamp,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
  verifyTimestamp,
} = await loaded('verify');

const chain = (name) => read('fuzz/chain', `${name}.der`);
const validationTime = new Date('2026-06-01T00:00:00Z');
const path = {
  certificate: chain('person'),
  intermediates: [chain('issuing')],
  trustAnchors: [chain('root')],
  validationTime,
};

/** What the answer of a question without a verdict becomes. */
export const NO_VERDICT = Symbol('no verdict');

const told = (question) => () => {
  question();
  return NO_VERDICT;
};

/** Questions of each target, as functions. */
export const targets = {
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
  timestamp: (input) => [
    told(() => readTimestamp(input)),
    () =>
      verifyTimestamp(
        input,
        createHash('sha256').update(fixture('timestamp/content.bin')).digest(),
        {
          trustAnchors: [fixture('timestamp/root.pem')],
          revocation: 'soft',
          validationTime: new Date('2026-06-02T00:00:00Z'),
        },
      ),
  ],
  evidence: (input) => {
    const trustAnchors = [fixture('pki/root.pem'), fixture('jws/root.pem')];
    const content = fixture('jws/content.json').toString();
    return [
      () => verifyEvidence(input.toString(), { trustAnchors, validationTime }),
      told(() => evidenceDigest(input.toString())),
      told(() => evidenceForm(input.toString())),
      told(() => extendEvidence(input.toString(), {})),
      () => verifyJws(input.toString(), content, { trustAnchors, validationTime }),
    ];
  },
  report: (input) =>
    ['en', 'zh-HK', 'zh-CN'].map((language) => () => ask({ ...question(input), language })),
  pem: (input) => [
    () => validateCertificatePath({ ...path, intermediates: [input] }),
    () => validateCertificatePath({ ...path, intermediates: [input.toString()] }),
  ],
  webpki: (input) => [() => ask({ ...question(input), revocation: 'off', keyUsage: [] })],
};

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
