/** What the form is called in what is signed: alike in the page and in the worker. */
export const ABOUT = {
  formName: 'Resident parking permit 居民泊車許可證',
  formNumber: 'TD-318',
};

/** The form's controls, by the path of what iAM Smart has for them. */
export const FILLED_FROM = {
  enName: 'fullName',
  chName: 'chineseName',
  idNo: 'hkic',
  'mobileNumber.national': 'phone',
  residentialAddress: 'address',
  addressDocFile: 'proof',
};
