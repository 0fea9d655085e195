import type { PdfSignatureReport } from '../pdf/verify.js';
import type { Language } from '../texts/language.js';
import { inLanguage, type Sentence } from '../texts/sentence.js';
import type {
  Check,
  EvidenceReport,
  Outcome,
  TimestampReport,
  VerificationReport,
} from '../wasm/verify.js';
import { certificateDetails, type Inspect } from './certificate-details.js';
import { dated } from './dated.js';
import { dayIn, instantIn } from './dates.js';
import { make } from './dom.js';
import { CHECKED, REPORT, SIGNED_AS } from './report-texts.js';

const MARKS: Record<Outcome, string> = {
  passed: '✓',
  failed: '✗',
  indeterminate: '?',
  warning: '!',
  skipped: '–',
};

/** From the best to the worst, as far as they say something of a group of checks. */
const OUTCOMES: readonly Outcome[] = ['passed', 'warning', 'indeterminate', 'failed'];

/** Name of a check on something that was left aside, because it cannot be read. */
const LEFT_ASIDE = /\bunreadable\b/;

/** Headings, of which the least is h6. */
type Heading = 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';

/** How a report is shown. */
export interface Shown {
  /** Level of the verdict's heading. */
  level: number;
  /** Reports on the time-stamps over the signature. */
  timestamps: readonly TimestampReport[];
  inspect: Inspect | undefined;
}

/** Makes the parts of a report in one language. */
export class ReportParts {
  #language: Language;
  #level: number;
  #timestamps: readonly TimestampReport[];
  #inspect: Inspect | undefined;

  constructor(language: Language, { level, timestamps, inspect }: Shown) {
    this.#language = language;
    this.#level = level;
    this.#timestamps = timestamps;
    this.#inspect = inspect;
  }

  /** Verdict, and what it rests on; of a message with several signers, for each of them. */
  all(report: VerificationReport): HTMLElement[] {
    const { signers = [] } = report;
    const count = signers.length;
    const verdict = this.#verdict(report, 0);
    verdict.setAttribute('role', 'status');
    return [
      verdict,
      ...(count ? this.#groups(report) : this.#grounds(report, 1)),
      ...signers.map((signer, index) =>
        make(
          'article',
          { class: 'of-signer' },
          this.#heading(1, this.#text(REPORT.signerOf, { number: index + 1, count })),
          this.#verdict(signer, 2),
          ...this.#grounds(signer, 3),
        ),
      ),
    ];
  }

  #grounds(report: VerificationReport, below: number): HTMLElement[] {
    return [
      ...this.#facts(report),
      this.#heading(below, this.#text(REPORT.chain)),
      this.#chain(report),
      this.#heading(below, this.#text(REPORT.checks)),
      ...this.#groups(report),
    ];
  }

  #verdict(report: VerificationReport, below: number): HTMLElement {
    const { indication, subIndication, summary, revocation, checks } = report;
    const noted = checks.filter(({ outcome }) => outcome === 'warning').length;
    const [headline = '', ...rest] = this.#sentences(summary);
    const title = make(heading(this.#level + below), { class: 'headline', part: 'headline' });
    title.append(...dated(headline));
    if (below === 0) title.tabIndex = -1;
    const said = rest.length ? [this.#paragraph('summary', rest.join(''))] : [];
    const notes = noted
      ? [this.#paragraph('noted', this.#text(REPORT.noted, { count: noted }))]
      : [];
    const codes = [indication, subIndication].filter(Boolean).join(' · ');
    const verdict = make(
      'div',
      {
        class: 'verdict',
        part: 'verdict',
        'data-indication': indication,
        'data-revocation': revocation,
      },
      make('span', { class: 'seal', part: 'seal', 'aria-hidden': 'true' }, markOf(indication)),
      make('div', {}, title, ...said, ...notes, this.#paragraph('code', codes)),
    );
    const { advice } = report;
    if (!advice) return verdict;
    const what = make('strong', {}, this.#text(REPORT.help));
    return make(
      'div',
      {},
      verdict,
      make('p', { class: 'help', part: 'help' }, what, ...dated(advice)),
    );
  }

  #sentences(text: string): string[] {
    // Firefox has it from version 125 on.
    if (!('Segmenter' in Intl)) return [text];
    const segmenter = new Intl.Segmenter(this.#language, { granularity: 'sentence' });
    return Array.from(segmenter.segment(text), ({ segment }) => segment);
  }

  #facts(report: VerificationReport): HTMLElement[] {
    const { signer, claimedTime, validationTime, signedAs } = report;
    const claimed = claimedTime && this.#noted(claimedTime, this.#text(REPORT.claimedTimeNote));
    const rows: [Sentence, string | undefined][] = [
      [REPORT.signedBy, signer?.commonName ?? signer?.subject],
      [REPORT.claimedTime, claimed],
      ...this.#proofs(report),
      [REPORT.validationTime, this.#time(validationTime)],
      [REPORT.holdsUntil, this.#holdsUntil(report)],
      ...('fieldName' in report ? this.#inPdf(report as PdfSignatureReport) : []),
      [REPORT.signedAs, signedAs && this.#text(SIGNED_AS[signedAs])],
    ];
    const known = rows.flatMap(([name, value]) =>
      value ? [make('dt', {}, this.#text(name)), make('dd', {}, ...dated(value))] : [],
    );
    return [
      make('div', { class: 'facts' }, make('dl', { part: 'facts' }, ...known)),
      this.#paragraph('hint', this.#text(REPORT.zone)),
    ];
  }

  /** The times that time-stamps over the signature prove; of one that proves none, why. */
  #proofs(report: VerificationReport): [Sentence, string][] {
    const own =
      ofEvidence(report)
        ?.timestamps.filter(({ over }) => over === 'signature')
        .map(({ provenTime, report }) => ({ ...report, provenTime })) ??
      report.signatureTimestamps ??
      ('statement' in report ? [report as TimestampReport] : []);
    const all = own.length > 0 ? own : this.#timestamps;
    return all.map(({ provenTime, summary, signer }) => {
      if (provenTime === undefined) {
        return [REPORT.timestamp, summary ?? this.#text(REPORT.timestampUnread)];
      }
      const name = signer?.commonName ?? signer?.subject ?? '';
      const note = this.#text(REPORT.provenTimeNote, { name });
      return [REPORT.provenTime, this.#noted(provenTime, note)];
    });
  }

  #holdsUntil(report: VerificationReport): string | undefined {
    const { holdsUntil } = report;
    if (holdsUntil === undefined) return undefined;
    const endsFirst = ofEvidence(report)?.endsFirst;
    if (endsFirst === undefined) return this.#time(holdsUntil);
    return this.#noted(holdsUntil, this.#text(REPORT.holdsUntilNote, { endsFirst }));
  }

  /** What of a PDF is signed, and what was changed since. */
  #inPdf(report: PdfSignatureReport): [Sentence, string][] {
    const { fieldName, coversWholeFile, revision, revisions, changes } = report;
    const part = revision === undefined ? REPORT.pdfNothing : REPORT.pdfRevision;
    const all = changes.map(({ detail, allowed }) =>
      allowed ? detail : this.#text(REPORT.pdfForbidden, { detail }),
    );
    return [
      [REPORT.pdfField, fieldName],
      [
        REPORT.pdfCovers,
        this.#text(coversWholeFile ? REPORT.pdfWhole : part, { revision, revisions }),
      ],
      [REPORT.pdfChanges, all.join(this.#language === 'en' ? '; ' : '；')],
    ];
  }

  /**
   * The certificates from the last that was found, the trust anchor at best, down to the signer's, each
   * with the outcome of its checks.
   */
  #chain(report: VerificationReport): HTMLElement {
    const cards = report.path.map((certificate, index) => {
      const outcome = worst(ofCertificate(report, index));
      const role = this.#text(REPORT.roleNumber, {
        role: this.#role(index, report),
        number: index + 1,
      });
      const [from, to] = [certificate.notBefore, certificate.notAfter].map((at) =>
        dayIn(at, this.#language),
      );
      return make(
        'li',
        { class: 'certificate', part: 'certificate', 'data-outcome': outcome },
        this.#mark(outcome),
        make(
          'div',
          {},
          this.#paragraph('role', role),
          this.#paragraph('name', certificate.commonName ?? certificate.subject),
          this.#paragraph('hint', this.#text(REPORT.validFromTo, { from, to })),
          this.#paragraph('hint', certificate.publicKey),
          ...certificateDetails(certificate, this.#language, this.#inspect),
        ),
      );
    });
    return make('ol', { class: 'chain', part: 'chain' }, ...cards.reverse());
  }

  /** The checks grouped by certificate, and what was left aside; groups that did not pass are open. */
  #groups(report: VerificationReport): HTMLElement[] {
    const { path, checks } = report;
    const leftAside = checks.filter(({ name }) => LEFT_ASIDE.test(name));
    const general = checks.filter(
      (check) => !check.name.startsWith('certificate[') && !leftAside.includes(check),
    );
    const byCertificate = path.map((certificate, index) => ({
      name: this.#text(REPORT.certificateOf, {
        role: this.#role(index, report),
        name: certificate.commonName ?? certificate.subject,
      }),
      own: ofCertificate(report, index),
    }));
    const all = [
      { name: this.#text(REPORT.ofSignature), own: general },
      ...byCertificate,
      { name: this.#text(REPORT.leftAside), own: leftAside },
    ];
    return all.filter(({ own }) => own.length > 0).map(({ name, own }) => this.#group(name, own));
  }

  #group(name: string, own: Check[]): HTMLElement {
    const outcome = worst(own);
    const group = make(
      'details',
      { class: 'checks', part: 'checks', 'data-outcome': outcome },
      make(
        'summary',
        {},
        this.#mark(outcome),
        make(
          'span',
          { class: 'group' },
          make('span', {}, name),
          make('span', { class: 'count' }, this.#count(own)),
        ),
      ),
      make('ul', {}, ...own.map((check) => this.#check(check))),
    );
    group.open = outcome !== 'passed';
    return group;
  }

  #check({ name, title, outcome, detail }: Check): HTMLElement {
    return make(
      'li',
      { 'data-check': name, 'data-outcome': outcome },
      this.#mark(outcome),
      make('div', {}, this.#paragraph('name', title), this.#paragraph('hint', detail)),
    );
  }

  #count(checks: Check[]): string {
    const relevant = checks.filter(({ outcome }) => outcome !== 'skipped').length;
    const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
    const noted = checks.filter(({ outcome }) => outcome === 'warning').length;
    return this.#text(noted ? REPORT.notedOf : REPORT.passedOf, { passed, relevant, noted });
  }

  /**
   * An authority is called trusted only where the path ends in an anchor that the user trusts; a
   * stranger can give a certificate any name.
   */
  #role(index: number, { path, checks }: VerificationReport): string {
    if (index === 0) return this.#text(REPORT.roleSigner);
    const isTrusted = checks.some(({ name, outcome }) => name === 'path' && outcome === 'passed');
    const isAnchor = isTrusted && index === path.length - 1;
    return this.#text(isAnchor ? REPORT.roleAnchor : REPORT.roleIssuer);
  }

  #mark(outcome: Outcome): HTMLElement {
    const label = this.#text(CHECKED[outcome]);
    return make('span', { class: 'mark', role: 'img', 'aria-label': label }, MARKS[outcome]);
  }

  #heading(below: number, text: string): HTMLElement {
    return make(heading(this.#level + below), { class: 'heading' }, text);
  }

  #paragraph(name: string, text: string): HTMLElement {
    return make('p', { class: name }, ...dated(text));
  }

  #noted(iso: string, note: string): string {
    return this.#text(REPORT.timeAndNote, { time: this.#time(iso), note });
  }

  #time(iso: string): string {
    return instantIn(iso, this.#language);
  }

  #text(sentence: Sentence, values: Record<string, unknown> = {}): string {
    return inLanguage(sentence, this.#language, values);
  }
}

function ofEvidence(report: VerificationReport): EvidenceReport | undefined {
  return 'timestamps' in report ? (report as EvidenceReport) : undefined;
}

function heading(level: number): Heading {
  return `h${Math.min(Math.max(level, 1), 6)}` as Heading;
}

function markOf(indication: VerificationReport['indication']): string {
  if (indication === 'TOTAL-PASSED') return MARKS.passed;
  return indication === 'TOTAL-FAILED' ? MARKS.failed : MARKS.indeterminate;
}

function ofCertificate({ checks }: VerificationReport, index: number): Check[] {
  return checks.filter(({ name }) => name.startsWith(`certificate[${index}].`));
}

function worst(checks: Check[]): Outcome {
  const found = checks.map(({ outcome }) => outcome);
  return OUTCOMES.findLast((outcome) => found.includes(outcome)) ?? 'passed';
}
