/**
 * What happened and what to do, by the code of the problem.
 *
 * @type {import('./texts.js').Texts}
 */
export const PROBLEM_TEXTS = {
  'problem unknown': ['Something went wrong.', '發生問題。', '发生问题。'],
  'problem login-cancelled': [
    'You cancelled the login in iAM Smart.',
    '您已在「智方便」取消登入。',
    '您已在“智方便”取消登录。',
  ],
  'problem login-rejected': [
    'You refused the login in iAM Smart.',
    '您已在「智方便」拒絕登入。',
    '您已在“智方便”拒绝登录。',
  ],
  'problem login-timeout': [
    'The login was not confirmed in time. Please start again.',
    '登入逾時，請重新開始。',
    '登录超时，请重新开始。',
  ],
  'problem login-expired': [
    'This login was started too long ago. Please start again.',
    '此登入已過時，請重新開始。',
    '此登录已过期，请重新开始。',
  ],
  'problem state-used': [
    'This login was completed before. If that was not you reloading the page, do not go on.',
    '此登入先前已完成。如非您重新載入本頁，請勿繼續。',
    '此登录先前已完成。如果不是您重新加载本页，请勿继续。',
  ],
  'problem state-unknown': [
    'This login was not started in this browser. Please start again here.',
    '此登入並非在此瀏覽器開始，請在此重新開始。',
    '此登录并非在此浏览器开始，请在此重新开始。',
  ],
  'problem storage-failed': [
    "The browser's storage is switched off or full, so a login cannot be started.",
    '瀏覽器儲存空間已停用或已滿，無法開始登入。',
    '浏览器存储空间已停用或已满，无法开始登录。',
  ],
  'problem D40004': [
    'The login took too long to come back. Please log in again.',
    '登入逾時，請再次登入。',
    '登录超时，请再次登录。',
  ],
  'problem not-logged-in': ['Please log in again.', '請再次登入。', '请再次登录。'],
  'problem too-many-requests': [
    'There are too many requests at the moment. Wait a little and try again.',
    '目前要求過多，請稍候再試。',
    '目前请求过多，请稍候再试。',
  ],
  'problem session-not-kept': [
    'The browser did not keep the login. Allow cookies. Over plain HTTP, Safari keeps none: use HTTPS or another browser.',
    '瀏覽器未有保留登入狀態，請允許 Cookie。Safari 在 HTTP 下不會保留，請使用 HTTPS 或其他瀏覽器。',
    '浏览器没有保留登录状态，请允许 Cookie。Safari 在 HTTP 下不会保留，请使用 HTTPS 或其他浏览器。',
  ],
  'problem session-repeated': [
    'The browser sent several logins. Delete the cookies of this site and log in again.',
    '瀏覽器傳送了多於一個登入狀態。請刪除本網站的 Cookie，然後再次登入。',
    '浏览器发送了多个登录状态。请删除本网站的 Cookie，然后再次登录。',
  ],
  'problem body-too-slow': [
    'The form did not arrive in time. Check your connection and try again.',
    '表格未能及時送達，請檢查網絡後再試。',
    '表格没有及时送达，请检查网络后再试。',
  ],
  'problem body-broken': [
    'The form did not arrive in time. Check your connection and try again.',
    '表格未能及時送達，請檢查網絡後再試。',
    '表格没有及时送达，请检查网络后再试。',
  ],
  'problem service-unreachable': [
    'The service cannot be reached. Check your connection and try again.',
    '無法連接服務，請檢查網絡後再試。',
    '无法连接服务，请检查网络后再试。',
  ],
  'problem gateway-unreachable': [
    'iAM Smart cannot be reached at the moment. Nothing is lost; try again in a while.',
    '暫時無法連接「智方便」。資料並無遺失，請稍後再試。',
    '暂时无法连接“智方便”。资料没有丢失，请稍后再试。',
  ],
  'problem gateway-timeout': [
    'iAM Smart did not answer in time. Try again in a while.',
    '「智方便」未有及時回應，請稍後再試。',
    '“智方便”没有及时响应，请稍后再试。',
  ],
  'problem form-differs': [
    'The form changed on its way, so nothing was signed. Please try again.',
    '表格在傳送途中被改動，因此未有簽署，請再試一次。',
    '表格在传送途中被改动，因此没有签名，请再试一次。',
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
  'problem evidence-invalid': [
    'This file is not a signed form.',
    '此檔案並非已簽署表格。',
    '此文件不是已签名的表格。',
  ],
  'problem json-syntax': [
    'This file is not a signed form.',
    '此檔案並非已簽署表格。',
    '此文件不是已签名的表格。',
  ],
  'problem cms-malformed': [
    'This file is neither a signed form nor a CMS message.',
    '此檔案既非已簽署表格，亦非 CMS 訊息。',
    '此文件既不是已签名的表格，也不是 CMS 消息。',
  ],
  'problem content-unreadable': [
    'The file could not be read. It may have been changed or moved; choose it again.',
    '無法讀取檔案。檔案可能已被更改或移動，請重新選擇。',
    '无法读取文件。文件可能已被更改或移动，请重新选择。',
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
  'problem D70000': [
    'You cancelled the signature in iAM Smart.',
    '您已在「智方便」取消簽署。',
    '您已在“智方便”取消签名。',
  ],
  'problem D70001': [
    'You refused to sign in iAM Smart.',
    '您已在「智方便」拒絕簽署。',
    '您已在“智方便”拒绝签名。',
  ],
  'problem D70002': [
    'iAM Smart could not sign. Please try again.',
    '「智方便」未能簽署，請再試。',
    '“智方便”未能签名，请再试。',
  ],
  'problem D70003': [
    'The signature was not authorised in time, so nothing is signed.',
    '簽署逾時，表格未經簽署。',
    '签名超时，表格没有签名。',
  ],
  'problem D70004': [
    'Your iAM Smart account cannot sign. Upgrade it to iAM Smart+ first.',
    '您的「智方便」帳戶不能簽署，請先升級至「智方便+」。',
    '您的“智方便”账户不能签名，请先升级至“智方便+”。',
  ],
  'problem D70005': [
    'The identity card number in the form is not that of the person who is logged in.',
    '表格上的身份證號碼與登入者不符。',
    '表格上的身份证号码与登录者不符。',
  ],
  'problem signing-rejected': [
    'What came back is not a valid signature over this form, so it was not accepted. Nothing is signed. Please sign again.',
    '收到的並非此表格的有效簽署，因此不獲接納，表格未經簽署，請再次簽署。',
    '收到的不是此表格的有效签名，因此没有接受，表格没有签名，请再次签名。',
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
  'problem D60000': [
    'You cancelled form filling in iAM Smart. You can fill in the form by hand.',
    '您已在「智方便」取消填表，可自行填寫表格。',
    '您已在“智方便”取消填表，可自行填写表格。',
  ],
  'problem D60001': [
    'You gave nothing from iAM Smart. You can fill in the form by hand.',
    '您未有從「智方便」提供資料，可自行填寫表格。',
    '您没有从“智方便”提供资料，可自行填写表格。',
  ],
  'problem D60002': [
    'iAM Smart could not fill in the form. Ask again, or fill it in by hand.',
    '「智方便」未能填表。請再試，或自行填寫表格。',
    '“智方便”未能填表。请再试，或自行填写表格。',
  ],
  'problem D60003': [
    'Form filling was not allowed in time. Ask again, or fill in the form by hand.',
    '填表逾時。請再試，或自行填寫表格。',
    '填表超时。请再试，或自行填写表格。',
  ],
  'problem D20009': [
    'Your login has ended. Please log in again.',
    '登入已失效，請再次登入。',
    '登录已失效，请再次登录。',
  ],
};
