import type { Language } from '../texts/language.js';
import type { TimestampReport, VerificationReport } from '../wasm/verify.js';
import type { Inspect } from './certificate-details.js';
import { define, make } from './dom.js';
import { LocalizedElement } from './localized-element.js';
import { ReportParts } from './report-parts.js';
import { STYLE } from './report-style.js';

/**
 * `<iamsmart-report>` shows a `VerificationReport` of `iamsmart/verify`, its property `report`: the
 * verdict, what would help if it could not be decided, the certificates, and every check. Dates are
 * Hong Kong's, in the language of the page. The sentences of the report are in the language that was
 * asked of the verification: when the page's language changes, verify again.
 *
 * Verdict and reason are also in `data-indication` and `data-sub-indication`. The attribute
 * `heading-level` is the level of the verdict's heading (default: 2); `focus()` goes there. Parts:
 * `verdict`, `seal`, `headline`, `help`, `facts`, `chain`, `certificate`, `fields`, `difference`, `checks`.
 *
 * Beside the time that is claimed it shows which time the report's time-stamps prove; of a report without
 * any, those of the property `timestamps`.
 *
 * With the property `inspect`, a certificate can be opened and shows all that is in it.
 */
export class IamSmartReport extends LocalizedElement {
  static observedAttributes = ['heading-level'];

  protected readonly styles = STYLE;
  protected override readonly settable = ['report', 'timestamps', 'headingLevel', 'inspect'];
  #place = make('div');
  #report: VerificationReport | undefined;
  #timestamps: readonly TimestampReport[] = [];
  #inspect: Inspect | undefined;

  /** Report that is shown; undefined shows nothing. */
  get report(): VerificationReport | undefined {
    return this.#report;
  }

  set report(report: VerificationReport | null | undefined) {
    this.#report = report ?? undefined;
    this.update();
  }

  /** Reports of `verifyTimestamp` on time-stamps over the report's signature. */
  get timestamps(): readonly TimestampReport[] {
    return this.#timestamps;
  }

  set timestamps(timestamps: readonly TimestampReport[] | null | undefined) {
    this.#timestamps = timestamps ?? [];
    this.update();
  }

  /**
   * Reads a certificate that is opened: `inspectCertificate` of `iamsmart/inspect`, or a function that
   * loads it first. Undefined: certificates are not opened.
   */
  get inspect(): Inspect | undefined {
    return this.#inspect;
  }

  set inspect(inspect: Inspect | null | undefined) {
    this.#inspect = inspect ?? undefined;
    this.update();
  }

  /** Level of the verdict's heading, 1 to 6. */
  get headingLevel(): number {
    return Number.parseInt(this.getAttribute('heading-level') ?? '', 10) || 2;
  }

  set headingLevel(level: number) {
    this.setAttribute('heading-level', String(level));
  }

  override focus(options?: FocusOptions): void {
    this.#place.querySelector<HTMLElement>('.headline')?.focus(options);
  }

  protected build(root: ShadowRoot): void {
    root.append(this.#place);
  }

  protected render(language: Language): void {
    const report = this.#report;
    this.dataset.indication = report?.indication ?? '';
    this.dataset.subIndication = report?.subIndication ?? '';
    this.#place.lang = language;
    const parts = new ReportParts(language, {
      level: this.headingLevel,
      timestamps: this.#timestamps,
      inspect: this.#inspect,
    });
    this.#place.replaceChildren(...(report ? parts.all(report) : []));
  }
}

define('iamsmart-report', IamSmartReport);

declare global {
  interface HTMLElementTagNameMap {
    'iamsmart-report': IamSmartReport;
  }
}
