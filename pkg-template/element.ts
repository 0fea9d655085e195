/** `iamsmart/element`: the identification code alone, as `iamsmart/elements/identification-code`. */
export { IamSmartIdentificationCode } from './elements/identification-code.js';
