/**
 * `iamsmart/element`: `<iamsmart-identification-code code="1234">`, the four digits that page and
 * app show alike, and in words what the user is to compare, in the language of the closest `lang`
 * attribute (English, Traditional Chinese). A screen reader reads the code out once, digit by digit.
 *
 * Importing registers it; where there is no DOM that does nothing. Its looks: the custom properties
 * `--iamsmart-code-size`, `-gap`, `-border`, `-background`, `-color`, and the parts `label`,
 * `digits`, `digit` and `compare`.
 */
export class IamSmartIdentificationCode extends HTMLElement {
  /** Four digits, or nothing while the code is awaited. */
  code: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'iamsmart-identification-code': IamSmartIdentificationCode;
  }
}
