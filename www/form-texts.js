/**
 * What is wanted of each field of the form: `…Missing` if it is empty, `…Wanted` if it is something else.
 *
 * @type {import('./texts.js').Texts}
 */
export const FORM_TEXTS = {
  formErrors: ['Please look at the form again', '請再核對表格', '请再核对表格'],
  fieldMended: ['Corrected.', '已更正。', '已更正。'],
  fullNameMissing: ['Enter your name in English.', '請填寫英文姓名。', '请填写英文姓名。'],
  fullNameWanted: [
    'Write the name in English letters, as in CHAN, Tai Man.',
    '請以英文字母填寫姓名，例如 CHAN, Tai Man。',
    '请用英文字母填写姓名，例如 CHAN, Tai Man。',
  ],
  chineseNameWanted: [
    'Write the Chinese name in Chinese characters, or leave it empty.',
    '請以中文字填寫中文姓名，或留空。',
    '请用汉字填写中文姓名，或留空。',
  ],
  hkicMissing: [
    'Enter the number of your Hong Kong identity card.',
    '請填寫香港身份證號碼。',
    '请填写香港身份证号码。',
  ],
  hkicWanted: [
    'Enter one or two letters, six digits and the digit in brackets, as in A123456(3).',
    '請填寫一或兩個英文字母、六個數字及括號內的數字，例如 A123456(3)。',
    '请填写一或两个英文字母、六个数字及括号内的数字，例如 A123456(3)。',
  ],
  hkicCheckDigit: [
    'The digit in brackets does not belong to this number. Please look at the card again.',
    '括號內的數字與號碼不符，請再核對身份證。',
    '括号内的数字与号码不符，请再核对身份证。',
  ],
  phoneMissing: ['Enter your mobile phone number.', '請填寫手提電話號碼。', '请填写手机号码。'],
  phoneWanted: [
    'Enter a Hong Kong mobile number of eight digits, as in 9123 4567.',
    '請填寫八位數字的香港手提電話號碼，例如 9123 4567。',
    '请填写八位数字的香港手机号码，例如 9123 4567。',
  ],
  addressMissing: ['Enter your residential address.', '請填寫住址。', '请填写住址。'],
  vehicleMissing: [
    'Enter the registration mark of the vehicle.',
    '請填寫車輛登記號碼。',
    '请填写车辆登记号码。',
  ],
  vehicleWanted: [
    'Enter a registration mark of up to eight letters, digits and spaces, as in AB 1234.',
    '請填寫車輛登記號碼：最多八個英文字母、數字或空格，例如 AB 1234。',
    '请填写车辆登记号码：最多八个英文字母、数字或空格，例如 AB 1234。',
  ],
  proofMissing: [
    'Choose the file with your proof of address.',
    '請選擇住址證明的檔案。',
    '请选择住址证明的文件。',
  ],
  proofWanted: [
    'Choose a PDF or a picture (JPEG, PNG, GIF, HEIC or WebP).',
    '請選擇 PDF 或圖片（JPEG、PNG、GIF、HEIC 或 WebP）。',
    '请选择 PDF 或图片（JPEG、PNG、GIF、HEIC 或 WebP）。',
  ],
  proofTooLarge: [
    'Choose a file of 10 MB or less.',
    '請選擇 10 MB 或以下的檔案。',
    '请选择不超过 10 MB 的文件。',
  ],
  declarationMissing: [
    'Tick the declaration that what you have filled in is true.',
    '請剔選聲明，確認所填資料屬實。',
    '请勾选声明，确认所填资料属实。',
  ],
};
