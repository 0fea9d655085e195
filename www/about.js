/** Name of the form in the signed content, the same in page and worker. */
export const ABOUT = {
  formName: 'Resident parking permit 居民泊車許可證',
  formNumber: 'TD-318',
};

/** Form controls by path of the iAM Smart field. */
export const FILLED_FROM = {
  enName: 'fullName',
  chName: 'chineseName',
  idNo: 'hkic',
  'mobileNumber.national': 'phone',
  residentialAddress: 'address',
  addressDocFile: 'proof',
};
