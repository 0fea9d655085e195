/**
 * The page's texts: English, Traditional Chinese.
 *
 * @type {Record<string, [english: string, chinese: string]>}
 */
export const TEXTS = {
  demo: ['Demo', '示範'],
  demoNote: [
    'A made-up department. iAM Smart is played by a sandbox, and nothing that it signs is worth anything.',
    '部門純屬虛構，「智方便」由沙盒模擬，所有簽署均無效力。',
  ],
  faults: ['Have something go wrong', '模擬故障'],
  service: ['Resident parking permit', '居民泊車許可證'],
  logOut: ['Log out', '登出'],
  stepLogIn: ['Log in', '登入'],
  stepFillIn: ['Fill in', '填表'],
  stepSign: ['Sign', '簽署'],
  stepResult: ['Result', '結果'],
  loading: ['One moment…', '請稍候……'],
  problem: ['That did not work', '未能完成'],

  logInTitle: ['Apply for a resident parking permit', '申請居民泊車許可證'],
  logInLead: [
    'Log in, fill in one form and sign it with your phone. No paper, no visit.',
    '登入、填寫一份表格，再以手機簽署。毋須紙張，毋須親臨。',
  ],
  logIn: ['Log in with iAM Smart', '以「智方便」登入'],
  logInHint: ['You need iAM Smart+ to sign.', '簽署須使用「智方便+」。'],

  formTitle: ['Application (TD-318)', '申請表（TD-318）'],
  fillLead: [
    'iAM Smart can fill in what it has of you. You choose in the app what to give.',
    '「智方便」可代您填寫已儲存的資料，您可在應用程式選擇提供哪些資料。',
  ],
  fill: ['Fill with iAM Smart', '以「智方便」填表'],
  fillHow: [
    'Open iAM Smart on your phone, choose what to give, and allow it.',
    '在手機開啟「智方便」，選擇要提供的資料，然後允許。',
  ],
  fillAgain: ['Ask iAM Smart again', '再次以「智方便」填表'],
  stopFilling: ['Fill in by hand', '自行填寫'],
  filledIn: ['Filled in by iAM Smart: ', '已由「智方便」填寫：'],
  leftForYou: ['Left for you: ', '尚待您填寫：'],
  applicant: ['Applicant', '申請人'],
  fullName: ['Name in English', '英文姓名'],
  chineseName: ['Name in Chinese, if any', '中文姓名（如有）'],
  hkic: ['Hong Kong identity card number', '香港身份證號碼'],
  hkicHint: [
    'With the digit in brackets. Only this person can sign.',
    '請連同括號內的數字。只有此人可以簽署。',
  ],
  hkicFormat: [
    'One or two letters, six digits and the digit in brackets, as in A123456(3).',
    '一或兩個英文字母、六個數字及括號內的數字，例如 A123456(3)。',
  ],
  hkicCheckDigit: [
    'The digit in brackets does not belong to this number. Please look at the card again.',
    '括號內的數字與號碼不符，請再核對身份證。',
  ],
  phone: ['Mobile phone', '手提電話'],
  address: ['Residential address', '住址'],
  permit: ['Permit', '許可證'],
  vehicle: ['Registration mark', '車輛登記號碼'],
  period: ['Period', '有效期'],
  months3: ['3 months', '3個月'],
  months12: ['12 months', '12個月'],
  proof: ['Proof of address (PDF or picture, up to 10 MB)', '住址證明（PDF 或圖片，上限 10 MB）'],
  fileTooLarge: ['The file is larger than 10 MB.', '檔案超過 10 MB。'],
  declaration: ['I declare that what I have filled in is true.', '本人聲明以上所填資料屬實。'],
  hashing: ['Preparing what is signed…', '正在準備簽署內容……'],
  toSign: ['Sign with iAM Smart', '以「智方便」簽署'],

  signTitle: ['Compare, then authorise on your phone', '核對後在手機授權'],
  how1: ['Open iAM Smart on your phone.', '在手機開啟「智方便」。'],
  how2: [
    'Check that it shows the code below and this form.',
    '確保顯示的識別碼與下方相同，並且是這份表格。',
  ],
  how3: ['Authorise the signature there.', '在應用程式授權簽署。'],
  openApp: ['Open iAM Smart', '開啟「智方便」'],
  waiting: ['Waiting for your answer…', '正在等候您的確認……'],
  timeLeft: ['Time left {clock}', '剩餘時間 {clock}'],
  whatIsSigned: ['What is signed', '簽署內容'],
  whatIsSignedNote: [
    'The form as one text; the signature is over its SHA-256 digest.',
    '整份表格化為一段文字，簽署其 SHA-256 摘要。',
  ],
  leave: ['Back to the form', '返回表格'],

  'verdict TOTAL-PASSED': ['The signature is valid', '簽署有效'],
  'verdict TOTAL-FAILED': ['The signature is not valid', '簽署無效'],
  'verdict INDETERMINATE': ['It could not be decided', '未能判定'],
  'why TOTAL-PASSED': [
    'Everything that was asked for was checked, and holds.',
    '所有要求的項目均已核對無誤。',
  ],
  'why TOTAL-FAILED': ['A rule is broken.', '違反規則。'],
  'why INDETERMINATE': [
    'No rule is known to be broken, but not everything could be checked.',
    '未發現違規，但並非所有項目均能核對。',
  ],
  because: ['What does not hold: {check}.', '不符合的項目：{check}。'],
  reportUnreadable: [
    'What was handed over cannot be read, so there is nothing to verify.',
    '所提交的資料無法讀取，因此無從驗證。',
  ],
  signedBy: ['Signed by', '簽署人'],
  claimedTime: ['Signed at', '簽署時間'],
  claimedTimeNote: ['(as claimed; nothing proves it)', '（聲稱時間，未經證明）'],
  validationTime: ['Checked at', '核對時間'],
  signedAs: ['Signed as', '簽署方式'],
  'signedAs SHA256withRSA-over-digest': [
    'SHA-256 with RSA over the digest',
    '以 SHA-256 及 RSA 簽署摘要',
  ],
  'signedAs digest': ['the digest itself', '直接簽署摘要'],
  'signedAs digest-without-digest-info': [
    'the bare digest, without its algorithm',
    '直接簽署摘要（不含演算法標識）',
  ],
  'signedAs SM3withSM2-over-digest': ['SM3 with SM2 over the digest', '以 SM3 及 SM2 簽署摘要'],
  'signedAs SM3-over-digest-without-identifier': [
    "SM3 with SM2 over the digest, without the signer's identifier",
    '以 SM3 及 SM2 簽署摘要（不含簽署者標識）',
  ],
  'signedAs SM2-digest': ['the digest itself, with SM2', '以 SM2 直接簽署摘要'],
  chain: ['Certificates', '證書'],
  roleAnchor: ['Trusted authority', '信任的核證機關'],
  roleIssuer: ['Issuing authority', '簽發機關'],
  roleSigner: ['Signer', '簽署人'],
  validFromTo: ['valid {from} to {to}', '有效期 {from} 至 {to}'],
  checks: ['Every check', '所有核對項目'],
  ofSignature: ['Signature and path', '簽署及證書鏈'],
  passedOf: ['{passed} of {relevant}', '{passed}／{relevant}'],
  'outcome passed': ['passed', '通過'],
  'outcome failed': ['failed', '不符'],
  'outcome indeterminate': ['could not be decided', '未能判定'],
  'outcome skipped': ['not applicable', '不適用'],

  download: ['Download the signed form', '下載已簽署表格'],
  again: ['Fill in another form', '填寫另一份表格'],
  tamper: ['See what a change does', '試作改動'],
  tamperNote: [
    'Changes one byte and verifies again, here in the page.',
    '改動一個位元組，並在本頁重新驗證。',
  ],
  tamperForm: ['Change the form', '改動表格'],
  tamperSignature: ['Change the signature', '改動簽署'],
  tamperCertificate: ['Change the certificate', '改動證書'],
  tamperNothing: ['As it was signed', '還原'],

  verifyTitle: ['Verify a signed form', '驗證已簽署表格'],
  verifyNote: [
    'Everything happens in this page: nothing that you choose here is sent anywhere, and it works offline.',
    '一切均在本頁進行：所選檔案不會傳送至任何地方，離線亦可使用。',
  ],
  drop: ['Drop the signed form here, or choose the file', '把已簽署表格拖放至此，或選擇檔案'],
  dropHint: ['The file that "Download the signed form" gave you', '即「下載已簽署表格」所得的檔案'],
  byHand: ['Paste hash, signature and certificate instead', '改為貼上雜湊值、簽署及證書'],
  hash: ['Hash that was signed (hashCode, Base64)', '已簽署的雜湊值（hashCode，Base64）'],
  signature: ['Signature (Base64)', '簽署（Base64）'],
  certificate: ['Certificate (PEM, or Base64)', '證書（PEM 或 Base64）'],
  verify: ['Verify', '驗證'],
  trust: ['Whom to trust, and when', '信任對象及時間'],
  trustDemo: ["The authority of this demo's sandbox", '本示範沙盒的核證機關'],
  trustFiles: [
    'Further trust anchors (certificates, PEM or DER)',
    '其他信任錨（證書，PEM 或 DER）',
  ],
  judgeAt: [
    'Judge everything as of (now, where it is left empty)',
    '以此時間為準核對（留空即現在）',
  ],
  formName: ['Form', '表格'],
  bytes: ['{size} bytes', '{size} 位元組'],

  'problem unknown': ['Something went wrong.', '發生問題。'],
  'problem login-cancelled': [
    'You cancelled the login in iAM Smart.',
    '您已在「智方便」取消登入。',
  ],
  'problem login-rejected': ['You refused the login in iAM Smart.', '您已在「智方便」拒絕登入。'],
  'problem login-timeout': [
    'The login was not confirmed in time. Please start again.',
    '登入逾時，請重新開始。',
  ],
  'problem login-expired': [
    'This login was started too long ago. Please start again.',
    '此登入已過時，請重新開始。',
  ],
  'problem state-used': [
    'This login was completed before. If that was not you reloading the page, do not go on.',
    '此登入先前已完成。如非您重新載入本頁，請勿繼續。',
  ],
  'problem state-unknown': [
    'This login was not started in this browser. Please start again here.',
    '此登入並非在此瀏覽器開始，請在此重新開始。',
  ],
  'problem storage-failed': [
    "The browser's storage is switched off or full, so a login cannot be started.",
    '瀏覽器儲存空間已停用或已滿，無法開始登入。',
  ],
  'problem D40004': [
    'The login took too long to come back. Please log in again.',
    '登入逾時，請再次登入。',
  ],
  'problem not-logged-in': ['Please log in again.', '請再次登入。'],
  'problem service-unreachable': [
    'The service cannot be reached. Check your connection and try again.',
    '無法連接服務，請檢查網絡後再試。',
  ],
  'problem gateway-unreachable': [
    'iAM Smart cannot be reached at the moment. Nothing is lost; try again in a while.',
    '暫時無法連接「智方便」。資料並無遺失，請稍後再試。',
  ],
  'problem gateway-timeout': [
    'iAM Smart did not answer in time. Try again in a while.',
    '「智方便」未有及時回應，請稍後再試。',
  ],
  'problem form-changed': [
    'The form changed on its way, so nothing was signed. Please try again.',
    '表格在傳送途中被改動，因此未有簽署，請再試一次。',
  ],
  'problem identification-code-differs': [
    'The identification codes of page and service differ. Do not authorise anything.',
    '本頁與服務的識別碼不同，請勿授權任何簽署。',
  ],
  'problem evidence-too-large': [
    'The file is larger than 20 MB, so it is no signed form.',
    '檔案超過 20 MB，並非已簽署表格。',
  ],
  'problem evidence-invalid': ['This file is not a signed form.', '此檔案並非已簽署表格。'],
  'problem json-syntax': ['This file is not a signed form.', '此檔案並非已簽署表格。'],
  'problem content-unreadable': [
    'The file could not be read. It may have been changed or moved; choose it again.',
    '無法讀取檔案。檔案可能已被更改或移動，請重新選擇。',
  ],
  'problem form-too-large': [
    'The form and its files are larger than 10 MB.',
    '表格及檔案超過 10 MB。',
  ],
  'problem signing-timed-out': [
    'No answer came within 18 minutes. The form is still here; sign it again.',
    '18 分鐘內未收到回覆。表格仍然保留，請再次簽署。',
  ],
  'problem D70000': ['You cancelled the signature in iAM Smart.', '您已在「智方便」取消簽署。'],
  'problem D70001': ['You refused to sign in iAM Smart.', '您已在「智方便」拒絕簽署。'],
  'problem D70002': ['iAM Smart could not sign. Please try again.', '「智方便」未能簽署，請再試。'],
  'problem D70003': [
    'The signature was not authorised in time. The form is still here; sign it again.',
    '簽署逾時。表格仍然保留，請再次簽署。',
  ],
  'problem D70004': [
    'Your iAM Smart account cannot sign. Upgrade it to iAM Smart+ first.',
    '您的「智方便」帳戶不能簽署，請先升級至「智方便+」。',
  ],
  'problem D70005': [
    'The identity card number in the form is not that of the person who is logged in.',
    '表格上的身份證號碼與登入者不符。',
  ],
  'problem form-filling-timed-out': [
    'No answer came within 18 minutes. Ask again, or fill in the form by hand.',
    '18 分鐘內未收到回覆。請再試，或自行填寫表格。',
  ],
  'problem D60000': [
    'You cancelled form filling in iAM Smart. You can fill in the form by hand.',
    '您已在「智方便」取消填表，可自行填寫表格。',
  ],
  'problem D60001': [
    'You gave nothing from iAM Smart. You can fill in the form by hand.',
    '您未有從「智方便」提供資料，可自行填寫表格。',
  ],
  'problem D60002': [
    'iAM Smart could not fill in the form. Ask again, or fill it in by hand.',
    '「智方便」未能填表。請再試，或自行填寫表格。',
  ],
  'problem D60003': [
    'Form filling was not allowed in time. Ask again, or fill in the form by hand.',
    '填表逾時。請再試，或自行填寫表格。',
  ],
  'problem D20009': ['Your login has ended. Please log in again.', '登入已失效，請再次登入。'],
};
