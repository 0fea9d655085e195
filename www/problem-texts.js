/**
 * What happened and what to do, by the code of the problem: what `iamsmart/texts` does not say, or says
 * in words for every e-service.
 *
 * @type {import('./texts.js').Texts}
 */
export const PROBLEM_TEXTS = {
  problem: ['That did not work', '未能完成', '未能完成'],
  nothingSigned: ['Nothing is signed', '未有簽署任何內容', '没有签名任何内容'],
  nothingFilledIn: ['Nothing is filled in', '未有填寫任何資料', '没有填写任何资料'],
  notLoggedIn: ['You are not logged in', '您尚未登入', '您尚未登录'],

  'problem session-not-kept': [
    'The browser did not keep the login. Allow cookies. Over plain HTTP, Safari keeps none: use HTTPS or another browser.',
    '瀏覽器未有保留登入狀態，請允許 Cookie。Safari 在 HTTP 下不會保留，請使用 HTTPS 或其他瀏覽器。',
    '浏览器没有保留登录状态，请允许 Cookie。Safari 在 HTTP 下不会保留，请使用 HTTPS 或其他浏览器。',
  ],
  'problem service-unreachable': [
    'The service cannot be reached. Check your connection and try again.',
    '無法連接服務，請檢查網絡後再試。',
    '无法连接服务，请检查网络后再试。',
  ],
  'problem part-unreachable': [
    'A part of this page could not be loaded. Check your connection, then load the page again.',
    '未能載入本頁的一部分。請檢查網絡，然後重新載入本頁。',
    '无法加载本页的一部分。请检查网络，然后重新加载本页。',
  ],
  'problem identification-code-differs': [
    'The identification codes of page and service differ. Do not authorise anything.',
    '本頁與服務的識別碼不同，請勿授權任何簽署。',
    '本页与服务的识别码不同，请勿授权任何签名。',
  ],
  'problem evidence-too-large': [
    'The file is larger than 64 MB, which is more than this page reads.',
    '檔案超過 64 MB，本頁無法讀取。',
    '文件超过 64 MB，本页无法读取。',
  ],
  'problem field-refused': [
    'A field of the form is not what is wanted of it. Load the page again and look at what you have filled in.',
    '表格內有欄目不符合要求。請重新載入本頁，並核對所填資料。',
    '表格内有栏目不符合要求。请重新加载本页，并核对所填资料。',
  ],
  'problem body-too-large': [
    'The form and its files are larger than 10 MB.',
    '表格及檔案超過 10 MB。',
    '表格及文件超过 10 MB。',
  ],
  'problem signing-timed-out': [
    'No answer came within 18 minutes, so nothing is signed.',
    '18 分鐘內未收到回覆，表格未經簽署。',
    '18 分钟内没有收到答复，表格没有签名。',
  ],
  'problem signing-rejected': [
    'What came back is not a valid signature over this form, so it was not accepted. Nothing is signed. Please sign again.',
    '收到的並非此表格的有效簽署，因此不獲接納，表格未經簽署，請再次簽署。',
    '收到的不是此表格的有效签名，因此没有接受，表格没有签名，请再次签名。',
  ],
  'problem pdf-signing-timed-out': [
    'No answer came within 18 minutes, so nothing is signed.',
    '18 分鐘內未收到回覆，PDF 未經簽署。',
    '18 分钟内没有收到答复，PDF 没有签名。',
  ],
  'problem pdf-signing-rejected': [
    'What came back is not a valid signature over this PDF, so it was not accepted. Nothing is signed. Please sign again.',
    '收到的並非此 PDF 的有效簽署，因此不獲接納，PDF 未經簽署，請再次簽署。',
    '收到的不是此 PDF 的有效签名，因此没有接受，PDF 没有签名，请再次签名。',
  ],
  'problem pdf-too-large': [
    'The PDF is larger than 64 MB, which is more than this page signs.',
    'PDF 超過 64 MB，本頁無法簽署。',
    'PDF 超过 64 MB，本页无法签名。',
  ],
  'problem pdf-is-another': [
    'This is not the PDF that you asked to sign, or it has been changed since. Choose the same file.',
    '這並非您要求簽署的 PDF，或其後曾被更改。請選擇同一檔案。',
    '这不是您请求签名的 PDF，或此后曾被更改。请选择同一文件。',
  ],
  'problem pdf-unsigned': [
    'There is no signature in this PDF.',
    '此 PDF 內沒有簽署。',
    '此 PDF 内没有签名。',
  ],
  'problem transaction-unknown': [
    'This request is over and no longer kept. If you have signed it, ask the department before you sign again.',
    '此要求已完結，不再保留。如您已簽署，請先向部門查詢，才再次簽署。',
    '此请求已结束，不再保留。如果您已签名，请先向部门查询，再重新签名。',
  ],
  'problem verifier-unreachable': [
    'The result is here, but what verifies it could not be loaded. It is kept: check your connection and load this page again.',
    '已有結果，但未能載入驗證程式。結果會予保留：請檢查網絡，然後重新載入本頁。',
    '已有结果，但无法加载验证程序。结果会保留：请检查网络，然后重新加载本页。',
  ],
  'problem form-filling-timed-out': [
    'No answer came within 18 minutes. Ask again, or fill in the form by hand.',
    '18 分鐘內未收到回覆。請再試，或自行填寫表格。',
    '18 分钟内没有收到答复。请再试，或自行填写表格。',
  ],
};
