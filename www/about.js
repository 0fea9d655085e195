/** What the form is called in what is signed: alike in the page and in the worker. */
export const ABOUT = {
  formName: 'Resident parking permit 居民泊車許可證',
  formNumber: 'TD-318',
};
