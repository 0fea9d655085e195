// The target of iamsmart/pdf: a file that is prepared, and certified.

import { loaded } from './inputs.js';

const { preparePdf } = await loaded('pdf');

/** Questions of each target, as functions. */
export const targets = {
  pdf: (input) => [
    () => preparePdf(input, { contentsSize: 64 }),
    () => preparePdf(input, { contentsSize: 64, permissions: 2, fieldName: 'Visible' }),
  ],
};
