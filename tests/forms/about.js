export const ABOUT = { formName: '泊車許可證 "parking"\r\npermit', formNumber: 'TD-318' };
