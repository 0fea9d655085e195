/** What the signed text says of the form: the same in page and server. */
export const ABOUT = { formName: 'Resident parking permit', formNumber: 'TD-318' };
