import { IamSmartError } from '../error.js';
import type { FormDifference } from '../wasm/server.js';
import type { Outcome } from './outcome.js';

/** The form that arrived is not the one that the page hashed. Nothing was asked for. */
export class FormDiffers extends IamSmartError {
  declare readonly code: 'form-differs';
  /** What differs; empty if the page's text was not handed in. */
  readonly differences: FormDifference[];

  constructor(differences: FormDifference[]) {
    const fields = [...new Set(differences.flatMap(({ field }) => field ?? []))];
    const where = fields.length > 0 ? ` It differs in: ${fields.join(', ')}.` : '';
    super(
      'form-differs',
      `The form that arrived is not the one that the page hashed, and nothing was signed.${where}`,
    );
    this.differences = differences;
  }
}

/** This owner has a request that is not over. Nothing was asked for. */
export class RequestOpen extends IamSmartError {
  declare readonly code: 'request-open';
  /** The request that is open. */
  readonly open: Outcome;

  constructor(open: Outcome) {
    super(
      'request-open',
      'This user has a request that is not over. Show it again, or withdraw it first.',
    );
    this.open = open;
  }
}
