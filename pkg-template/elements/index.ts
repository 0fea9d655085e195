/**
 * `iamsmart/elements`: what the user of an e-service sees and presses. The import registers all
 * elements; each has an entry of its own. Without a DOM it registers nothing. Loads no module.
 */
export { type ButtonAction, IamSmartButton } from './button.js';
export type { Connection, ServiceFailure } from './following.js';
export { IamSmartIdentificationCode } from './identification-code.js';
export { IamSmartReport } from './report.js';
export { IamSmartWaiting } from './waiting.js';

import type { IamSmartButton } from './button.js';
import type { IamSmartIdentificationCode } from './identification-code.js';
import type { IamSmartReport } from './report.js';
import type { IamSmartWaiting } from './waiting.js';

/** Classes of the elements, by their names. */
export interface IamSmartElements {
  'iamsmart-button': IamSmartButton;
  'iamsmart-identification-code': IamSmartIdentificationCode;
  'iamsmart-report': IamSmartReport;
  'iamsmart-waiting': IamSmartWaiting;
}
