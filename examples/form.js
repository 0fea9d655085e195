// The form, as page and server know it.

/** What the signed text says of the form. */
export const ABOUT = { formName: 'Resident parking permit', formNumber: 'TD-318' };

/** What the user is asked to fill in from iAM Smart, and sees in the app. */
export const FILL = {
  eMEFields: ['enName', 'idNo', 'mobileNumber'],
  formName: ABOUT.formName,
  formNum: ABOUT.formNumber,
};

/** What the user sees in the app when signing. */
export const SIGN = {
  department: 'Transport Department',
  serviceName: ABOUT.formName,
  documentName: ABOUT.formNumber,
  about: ABOUT,
};
