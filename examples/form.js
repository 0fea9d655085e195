// The form, as the server knows it.

import { formDataOf, hkicHash } from 'iamsmart/flows';
import { ABOUT } from './about.js';

/** What the user is asked to fill in from iAM Smart, and sees in the app. */
export const FILL = {
  eMEFields: ['enName', 'idNo', 'mobileNumber'],
  formName: ABOUT.formName,
  formNum: ABOUT.formNumber,
};

/**
 * What is signed of a submission, and what the user sees of it in the app.
 *
 * @param {FormData} form
 */
export const signing = (form) => ({
  form,
  about: ABOUT,
  department: 'Transport Department',
  serviceName: ABOUT.formName,
  documentName: ABOUT.formNumber,
  // Nobody else can sign then.
  hkicHash: hkicHash(String(form.get('hkic'))),
});

/** What the e-service asks for at login. */
export const SCOPE = ['eidapi_auth', 'eidapi_formFilling', 'eidapi_sign'];

/** Maximum size of a submission, with its files, in bytes. */
export const MAX_BYTES = 11 * 1024 * 1024;

/**
 * Reads a submission, the same on every runtime, and no more than it may have.
 *
 * @param {Request} request
 */
export const submission = (request) => formDataOf(request, { maxBytes: MAX_BYTES });
