import { IamSmartError } from '../error.js';
import type {
  Check,
  EvidenceReport,
  PathOptions,
  Revocation,
  VerificationReport,
} from '../wasm/verify.js';
import { base64 } from './code.js';
import { type Arguments, type Command, onlyFile, type Printed, unusable } from './command.js';
import { EXIT, type ExitStatus } from './exit-status.js';
import { bytesOf, decoded, encodedOf } from './input.js';
import { languageOf } from './language.js';

/** `npx iamsmart verify`. */
export const verify: Command = {
  summary: 'the verdict on an evidence file, CMS, JWS, or signature over a digest',
  usage: `FILE --trust FILE …
       npx iamsmart verify --digest DIGEST --signature SIGNATURE --certificate FILE --trust FILE …

FILE is an evidence file, a CMS message (DER, PEM, Base64, S/MIME) or a JWS (compact or JSON).
Trust anchors are never taken from it.

  --trust FILE                trusted certificates; may be repeated
  --timestamp-trust FILE      trusted certificates of time-stamping authorities (those of --trust)
  --iam-smart                 require a Hongkong Post root and a key for signing
  --content FILE              signed content, if FILE does not have it
  --digest DIGEST             digest of the content, Base64 or hexadecimal
  --signature SIGNATURE       signature over the digest: Base64, or a file
  --certificate FILE          signer's certificate of that signature
  --signer N                  the signer of a CMS message with several, from 0
  --intermediate FILE         certificates of the path; may be repeated
  --crl FILE, --ocsp FILE     revocation data; may be repeated
  --revocation KIND           hard, soft or off (hard)
  --fetch                     fetch revocation data and issuers from the certificates' addresses
  --at TIME                   validation time, ISO 8601 (now)
  --strict                    duties of issuers and signers count as rules
  --language LANGUAGE         en, zh-HK or zh-CN (en)

Exit status: 0 TOTAL-PASSED, 1 TOTAL-FAILED, 3 INDETERMINATE, 2 unusable arguments or input.`,
  options: {
    trust: 'values',
    'timestamp-trust': 'values',
    'iam-smart': 'flag',
    content: 'value',
    digest: 'value',
    signature: 'value',
    certificate: 'value',
    signer: 'value',
    intermediate: 'values',
    crl: 'values',
    ocsp: 'values',
    revocation: 'value',
    fetch: 'flag',
    at: 'value',
    strict: 'flag',
    language: 'value',
  },
  run: print,
};

type Verifier = typeof import('../verify/api.js');

/** Judges what was given, under these options. */
type Judge = (options: PathOptions) => Judged;

/** A report, with what evidence has beside. */
type Judged = VerificationReport & Partial<EvidenceReport>;

async function print(given: Arguments): Promise<Printed> {
  const options = await optionsOf(given);
  const verifier: Verifier = await import('../verify/inline.js');
  if (given.flag('iam-smart')) Object.assign(options, verifier.iamSmartProfile());
  const judge = await judgeOf(given, verifier);
  const first = judge(options);
  const [report, notes] = given.flag('fetch')
    ? await judgedWithFetched(first, options, judge, verifier)
    : [first, []];
  if (options.trustAnchors.length === 0) {
    notes.push('No trust anchor was given (--trust FILE), so no certificate can be trusted.');
  }
  return {
    status: STATUS[report.indication],
    text: [...textOf(report), ...notes.map((note) => `! ${note}`)].join('\n'),
    json: report,
  };
}

const STATUS: Record<VerificationReport['indication'], ExitStatus> = {
  'TOTAL-PASSED': EXIT.ok,
  'TOTAL-FAILED': EXIT.failed,
  INDETERMINATE: EXIT.undecided,
};

async function optionsOf(given: Arguments): Promise<PathOptions> {
  const files = (name: string) => Promise.all(given.values(name).map(encodedOf));
  const revocation = given.value('revocation');
  const at = given.value('at');
  const validationTime = at === undefined ? undefined : new Date(at);
  if (validationTime && Number.isNaN(validationTime.getTime())) {
    throw unusable('--at', 'it is no time in ISO 8601, as 2026-06-01T00:00:00Z is');
  }
  const options: PathOptions = {
    trustAnchors: await files('trust'),
    intermediates: await files('intermediate'),
    crls: await files('crl'),
    ocspResponses: await files('ocsp'),
    strictProfile: given.flag('strict'),
    language: languageOf(given),
  };
  if (validationTime) options.validationTime = validationTime;
  const timestampAnchors = await files('timestamp-trust');
  if (timestampAnchors.length > 0) options.timestampAnchors = timestampAnchors;
  // The module says which values there are.
  if (revocation !== undefined) options.revocation = revocation as Revocation;
  return options;
}

async function judgeOf(given: Arguments, verifier: Verifier): Promise<Judge> {
  const content = await optional(given.value('content'), bytesOf);
  const digestText = given.value('digest');
  const signature = given.value('signature');
  const certificate = given.value('certificate');
  if (signature !== undefined || certificate !== undefined) {
    if (signature === undefined) throw unusable('--signature', 'it is missing');
    if (certificate === undefined) throw unusable('--certificate', 'it is missing');
    if (given.files[0] !== undefined) {
      throw unusable(given.files[0], 'a FILE is verified without --signature and --certificate');
    }
    const signed = {
      ...(content && { content }),
      ...(digestText !== undefined && { digest: base64(digestText, '--digest') }),
      signature: await signatureOf(signature),
      certificate: await encodedOf(certificate),
    };
    return (options) => verifier.verifySignature({ ...options, ...signed });
  }
  const bytes = await encodedOf(onlyFile(given));
  const text = decoded(bytes).trim();
  switch (kindOf(text)) {
    case 'evidence':
      return (options) => verifier.verifyEvidence(text, options);
    case 'jws':
      return (options) => verifier.verifyJws(text, content, options);
    case 'cms': {
      const signed = {
        cms: bytes,
        ...(content && { content }),
        ...(digestText !== undefined && { digest: digestText }),
        ...signerOf(given),
      };
      return (options) => verifier.verifyCms({ ...options, ...signed });
    }
  }
}

/** Recognises what a file is, by its beginning. */
function kindOf(text: string): 'evidence' | 'jws' | 'cms' {
  const other = (what: string, instead: string) =>
    new IamSmartError('invalid-argument', `The file is ${what}. ${instead}`);
  if (text.startsWith('%PDF-')) {
    throw other(
      'a PDF',
      "Verify the signature in its '/Contents' as CMS, with the signed byte range as --content.",
    );
  }
  if (/^-----BEGIN (X509 )?CERTIFICATE-----/u.test(text)) {
    throw other('a certificate', "'npx iamsmart inspect FILE' shows what it holds.");
  }
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/u.test(text)) {
    throw other('a private key', 'Nothing is verified with one; keep it secret.');
  }
  if (/^[\w-]+\.[\w-]*\.[\w-]+$/u.test(text)) return 'jws';
  if (!text.startsWith('{')) return 'cms';
  let members: object;
  try {
    members = JSON.parse(text);
  } catch {
    throw other('no JSON, though it begins as if', 'Save it again, whole and in UTF-8.');
  }
  if ('signature' in members && 'certificate' in members) return 'evidence';
  if ('payload' in members || 'signatures' in members || 'signature' in members) return 'jws';
  throw other('JSON, but neither evidence nor a JWS', 'Choose another file.');
}

function signerOf(given: Arguments): { signer?: number } {
  const signer = given.value('signer');
  if (signer === undefined) return {};
  if (!/^\d{1,4}$/u.test(signer)) throw unusable('--signer', 'it is no number from 0 on');
  return { signer: Number(signer) };
}

/** Reads a signature: Base64, or a file with its bytes or their Base64. */
async function signatureOf(value: string): Promise<Uint8Array<ArrayBuffer> | string> {
  const isBase64 = (text: string) => /^[A-Za-z0-9+/]{40,}={0,2}$/u.test(text);
  if (isBase64(value)) return value;
  const bytes = await bytesOf(value);
  const text = decoded(bytes).replace(/\s/gu, '');
  return isBase64(text) ? text : bytes;
}

async function optional<T>(
  value: string | undefined,
  read: (value: string) => Promise<T>,
): Promise<T | undefined> {
  return value === undefined ? undefined : read(value);
}

/** Judges again with what the certificates of the first report point to. */
async function judgedWithFetched(
  first: Judged,
  options: PathOptions,
  judge: Judge,
  { fetchRevocation }: Verifier,
): Promise<[Judged, string[]]> {
  // Of the time-stamps, the last one is judged by data of today.
  const reports = [first, first.timestamps?.at(-1)?.report].filter((one) => one !== undefined);
  const signers = reports.flatMap(({ signer }) => (signer ? [signer.der] : []));
  const atHand = [
    ...reports.flatMap(({ path }) => path.map(({ der }) => der)),
    ...(options.intermediates ?? []),
    ...options.trustAnchors,
    ...(options.timestampAnchors ?? []),
  ];
  const all = await Promise.all(signers.map((signer) => fetchRevocation(signer, atHand)));
  const report = judge({
    ...options,
    crls: [...(options.crls ?? []), ...all.flatMap(({ crls }) => crls)],
    ocspResponses: [
      ...(options.ocspResponses ?? []),
      ...all.flatMap(({ ocspResponses }) => ocspResponses),
    ],
    intermediates: [
      ...(options.intermediates ?? []),
      ...all.flatMap(({ intermediates }) => intermediates),
    ],
  });
  const problems = all.flatMap(({ problems }) => problems);
  return [report, problems.map(({ url, detail }) => `${url}: ${detail}`)];
}

/** Marks of outcomes, which need no translation. */
const MARKS: Record<Check['outcome'], string> = {
  passed: '✓',
  warning: '!',
  failed: '✗',
  indeterminate: '?',
  skipped: '–',
};

function textOf(report: Judged, indent = ''): string[] {
  const { indication, subIndication, summary, checks, signers, path } = report;
  const { provenTime, holdsUntil, endsFirst } = report;
  return [
    subIndication ? `${indication} (${subIndication})` : indication,
    summary,
    ...(provenTime ? [`Proven to have been there at ${provenTime}`] : []),
    ...(holdsUntil ? [`Holds until ${holdsUntil}${endsFirst ? `: ${endsFirst}` : ''}`] : []),
    '',
    ...path.map(({ subject, sha256 }, index) => `${index + 1}. ${subject}  ${sha256}`),
    ...checks.map(({ title, outcome, detail }) => `${MARKS[outcome]} ${title}: ${detail}`),
    ...(signers ?? []).flatMap((one) => ['', ...textOf(one, '  ')]),
  ].map((line) => (line ? `${indent}${line}` : line));
}
