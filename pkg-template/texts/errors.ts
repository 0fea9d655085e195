import type { ErrorCode } from '../error-code.js';
import { REMEDIES, RESULT_CODES } from './result-codes.js';
import type { Sentence } from './sentence.js';

/** Nothing that a person could mend. */
export const OTHERWISE: Sentence = [
  'Something went wrong on our side. Please try again later.',
  '我們的系統發生問題，請稍後再試。',
  '我们的系统发生问题，请稍后再试。',
];
const ours = OTHERWISE;

const aborted: Sentence = [
  'This was cancelled before it was finished. You can begin again.',
  '程序未完成即被取消，您可以重新開始。',
  '操作未完成即被取消，您可以重新开始。',
];
const answerUnclear: Sentence = [
  'The answer of iAM Smart could not be understood. It may ask you all the same: look at your phone before you try again.',
  '未能理解「智方便」的回應，但「智方便」仍可能向您提出要求：請先查看手機，才再試。',
  '未能理解“智方便”的响应，但“智方便”仍可能向您提出请求：请先查看手机，再重试。',
];
const loginAltered: Sentence = [
  'What came back from iAM Smart does not belong to your login. Do not go on; please log in again.',
  '由「智方便」返回的資料並不屬於您的登入。請勿繼續，並再次登入。',
  '从“智方便”返回的数据不属于您的登录。请勿继续，并再次登录。',
];
const elsewhere: Sentence = [
  'This login was not started in this browser. Please start it here.',
  '此登入並非在此瀏覽器開始，請在此重新開始。',
  '此登录并非在此浏览器开始，请在此重新开始。',
];
const formIncomplete: Sentence = [
  'The form did not arrive complete. Please send it again.',
  '收到的表格不完整，請再次傳送。',
  '收到的表格不完整，请再次发送。',
];
const tooLarge: Sentence = [
  'The form and its files are too large.',
  '表格及檔案過大。',
  '表格及文件过大。',
];
const noSignedForm: Sentence = [
  'This file is not a signed form.',
  '此檔案並非已簽署表格。',
  '此文件不是已签名的表格。',
];
const incomplete: Sentence = [
  'What was given is not complete, or was changed. Copy or choose it again.',
  '所提供的資料不完整或曾被更改，請重新複製或選擇。',
  '所提供的数据不完整或曾被更改，请重新复制或选择。',
];
const outdated: Sentence = [
  'This page could not be loaded as a whole. Load it again, or use a newer browser.',
  '本頁未能完整載入。請重新載入，或使用較新的瀏覽器。',
  '本页未能完整加载。请重新加载，或使用较新的浏览器。',
];

/** Of the session of a user, and of how often one may ask. */
const OF_SESSIONS = {
  'foreign-origin': ours,
  'not-logged-in': REMEDIES['new-login'],
  'session-repeated': [
    'The browser sent several logins. Delete the cookies of this site and log in again.',
    '瀏覽器傳送了多於一個登入狀態。請刪除本網站的 Cookie，然後再次登入。',
    '浏览器发送了多个登录状态。请删除本网站的 Cookie，然后再次登录。',
  ],
  'timestamp-malformed': [
    'The proof of time cannot be read. Get it again from its authority.',
    '時間證明無法讀取，請向其機構重新索取。',
    '时间证明无法读取，请向其机构重新索取。',
  ],
  'timestamp-mismatch': [
    'The proof of time belongs to something else. Get one for this file as it is now.',
    '時間證明屬於其他內容，請為現有檔案重新索取。',
    '时间证明属于其他内容，请为现有文件重新索取。',
  ],
  'too-many-requests': [
    'There are too many requests at the moment. Wait a little and try again.',
    '目前要求過多，請稍候再試。',
    '目前请求过多，请稍候再试。',
  ],
} satisfies Record<string, Sentence>;

/** What a person did, or has to do or to know, by error code. */
export const ERRORS = {
  ...OF_SESSIONS,
  aborted,
  'answer-field-invalid': answerUnclear,
  'answer-undecryptable': answerUnclear,
  'authorization-refused': [
    'The login was refused. Please start it again.',
    '登入被拒絕，請重新開始。',
    '登录被拒绝，请重新开始。',
  ],
  'base64-invalid': incomplete,
  'base64url-invalid': incomplete,
  'body-broken': [
    'The connection broke while the form was sent. Try again.',
    '傳送表格時連線中斷，請再試。',
    '发送表格时连接中断，请再试。',
  ],
  'body-taken': ours,
  'body-too-large': tooLarge,
  'body-too-slow': [
    'The form did not arrive in time. Check your connection and try again.',
    '表格未能及時送達，請檢查網絡後再試。',
    '表格没有及时送达，请检查网络后再试。',
  ],
  'callback-parameter-repeated': loginAltered,
  'callback-too-large': ours,
  'callback-unreadable': ours,
  'callback-unsupported': ours,
  'callback-url-invalid': loginAltered,
  'certificate-malformed': [
    'The certificate cannot be read. Get it again from whoever issued it.',
    '無法讀取證書，請向發證者重新索取。',
    '无法读取证书，请向颁发者重新索取。',
  ],
  'client-certificate-refused': ours,
  'cms-malformed': [
    'This file is neither a signed form nor a signed message (CMS) that can be read.',
    '此檔案既非已簽署表格，亦非可讀取的已簽署訊息（CMS）。',
    '此文件既不是已签名的表格，也不是可读取的已签名消息（CMS）。',
  ],
  'code-missing': RESULT_CODES.D40001,
  'code-verifier-invalid': loginAltered,
  'content-key-unwrap': ours,
  'content-too-large': ours,
  'content-unreadable': [
    'A file could not be read. It may have been changed or moved; choose it again.',
    '無法讀取檔案。檔案可能已被更改或移動，請重新選擇。',
    '无法读取文件。文件可能已被更改或移动，请重新选择。',
  ],
  'crl-malformed': [
    'The revocation list cannot be read. Download it again.',
    '無法讀取證書撤銷清單，請重新下載。',
    '无法读取证书吊销列表，请重新下载。',
  ],
  'digest-length': incomplete,
  'endpoint-insecure': ours,
  'evidence-invalid': [
    'This file is not a signed form, or was changed since. Choose it as it was downloaded.',
    '此檔案並非已簽署表格，或其後曾被更改。請選擇下載所得的檔案。',
    '此文件不是已签名的表格，或之后曾被更改。请选择下载所得的文件。',
  ],
  'evidence-version': [
    'This signed form is of a newer kind than this page can read. Use a newer page.',
    '此已簽署表格的版本較新，本頁無法讀取。請使用較新的頁面。',
    '此已签名的表格版本较新，本页无法读取。请使用较新的页面。',
  ],
  'foreign-origin': [
    'This was sent by a page of another site, so it was not accepted. Begin again on our own page.',
    '此要求由其他網站的頁面傳送，因此未獲接納。請在本網站重新開始。',
    '此请求由其他网站的页面发送，因此未被接受。请在本网站重新开始。',
  ],
  'form-differs': [
    'The form that arrived is not the one you saw, so nothing was signed. Please try again.',
    '收到的表格與您所見的不同，因此未有簽署，請再試一次。',
    '收到的表格与您看到的不同，因此没有签名，请再试一次。',
  ],
  'form-malformed': formIncomplete,
  'form-media-type': formIncomplete,
  'form-name-ambiguous': [
    'A file has a name that cannot be sent. Rename it and choose it again.',
    '有檔案的名稱無法傳送。請更改名稱，然後重新選擇。',
    '有文件的名称无法发送。请更改名称，然后重新选择。',
  ],
  'gateway-answer-invalid': answerUnclear,
  'gateway-answer-too-large': answerUnclear,
  'gateway-refused': REMEDIES.never,
  'gateway-status': REMEDIES.later,
  'gateway-timeout': [
    'iAM Smart did not answer in time. Try again in a while.',
    '「智方便」未有及時回應，請稍後再試。',
    '“智方便”没有及时响应，请稍后再试。',
  ],
  'gateway-unreachable': REMEDIES['new-content-key'],
  'hasher-finished': ours,
  'hkic-check-digit': [
    'The digit in brackets does not belong to this number. Please look at the card again.',
    '括號內的數字與號碼不符，請再核對身份證。',
    '括号内的数字与号码不符，请再核对身份证。',
  ],
  'hkic-format': [
    'This is not the number of a Hong Kong identity card: one or two letters, six digits, and one in brackets.',
    '此並非香港身份證號碼：應為一或兩個英文字母、六個數字及括號內的數字。',
    '这不是香港身份证号码：应为一或两个英文字母、六个数字及括号内的数字。',
  ],
  'invalid-argument': ours,
  'issuer-mismatch': loginAltered,
  'issuer-missing': loginAltered,
  'json-depth': noSignedForm,
  'json-duplicate-key': noSignedForm,
  'json-number-range': noSignedForm,
  'json-syntax': noSignedForm,
  'jws-impossible': [
    'This signature cannot be saved in this format (JWS). Save the evidence file instead.',
    '此簽署無法以此格式（JWS）儲存，請改為儲存證據檔案。',
    '此签名无法以此格式（JWS）保存，请改为保存证据文件。',
  ],
  'jws-invalid': [
    'This is not a signed message (JWS) that can be read.',
    '此並非可讀取的已簽署訊息（JWS）。',
    '这不是可读取的已签名消息（JWS）。',
  ],
  'key-encryption-key-invalid': ours,
  'login-cancelled': RESULT_CODES.D40000,
  'login-expired': [
    'This login was started too long ago. Please start again.',
    '此登入已過時，請重新開始。',
    '此登录已过期，请重新开始。',
  ],
  'login-failed': RESULT_CODES.D40002,
  'login-rejected': RESULT_CODES.D40001,
  'login-timeout': RESULT_CODES.D40003,
  'lone-surrogate': [
    'One of your entries has a character that cannot be signed. Delete it and type it again.',
    '您填寫的資料有無法簽署的字元，請刪除後重新輸入。',
    '您填写的内容有无法签名的字符，请删除后重新输入。',
  ],
  'module-not-started': ours,
  'module-trapped': ours,
  'module-unusable': outdated,
  'not-logged-in': ['Please log in again.', '請再次登入。', '请再次登录。'],
  'ocsp-response-malformed': [
    'The answer of the certification authority cannot be read. Request it again.',
    '無法讀取核證機關的回應，請再次查詢。',
    '无法读取证书颁发机构的响应，请再次查询。',
  ],
  'pdf-change-forbidden': [
    'Who signed this PDF file before does not allow it to be changed or signed like this.',
    '先前簽署此 PDF 檔案者不容許作此更改或簽署。',
    '先前签名此 PDF 文件者不允许作此更改或签名。',
  ],
  'pdf-contents-too-small': ours,
  'pdf-digest-mismatch': [
    'The signature is not one over this PDF file.',
    '此簽署並非對此 PDF 檔案作出。',
    '此签名不是对此 PDF 文件作出的。',
  ],
  'pdf-encrypted': [
    'The PDF file is protected. Save it without a password and without restrictions, and choose it again.',
    '此 PDF 檔案受保護。請以不設密碼及限制的方式儲存，再重新選擇。',
    '此 PDF 文件受保护。请以不设密码和限制的方式保存，再重新选择。',
  ],
  'pdf-field-unusable': ours,
  'pdf-malformed': [
    'This is no PDF file that can be read. Save it again with the program that made it.',
    '此檔案並非可讀取的 PDF 檔案，請以製作該檔案的程式重新儲存。',
    '此文件不是可读取的 PDF 文件，请用制作该文件的程序重新保存。',
  ],
  'pdf-picture-unusable': ours,
  'pem-invalid': incomplete,
  'random-unavailable': outdated,
  'request-malformed': formIncomplete,
  'request-open': [
    'A request of yours is still open. Go on with it, or withdraw it to begin a new one.',
    '您有一項要求尚未完成。請繼續，或撤回後重新開始。',
    '您有一项请求尚未完成。请继续，或撤回后重新开始。',
  ],
  'session-repeated': [
    'The browser sent several logins. Delete the cookies of this site and log in again.',
    '瀏覽器傳送了多於一個登入狀態。請刪除本網站的 Cookie，然後再次登入。',
    '浏览器发送了多个登录状态。请删除本网站的 Cookie，然后再次登录。',
  ],
  'state-invalid': loginAltered,
  'state-mismatch': [
    'Another login was started in this browser since. Please start again.',
    '此瀏覽器其後已開始另一次登入，請重新開始。',
    '此浏览器之后已开始另一次登录，请重新开始。',
  ],
  'state-missing': elsewhere,
  'state-not-bound': elsewhere,
  'state-unknown': elsewhere,
  'state-used': [
    'This login was completed before. If that was not you reloading the page, do not go on.',
    '此登入先前已完成。如非您重新載入本頁，請勿繼續。',
    '此登录先前已完成。如果不是您重新加载本页，请勿继续。',
  ],
  'storage-failed': [
    "The browser's storage is switched off or full, so a login cannot be started.",
    '瀏覽器儲存空間已停用或已滿，無法開始登入。',
    '浏览器存储空间已停用或已满，无法开始登录。',
  ],
  'text-length': ours,
  'timestamp-not-fetched': [
    'The authority that confirms the time of a signature does not answer as it should. Please try again later.',
    '確認簽署時間的機關未有正確回應，請稍後再試。',
    '确认签名时间的机构未正确响应，请稍后再试。',
  ],
  'too-many-requests': [
    'There are too many requests at the moment. Wait a little and try again.',
    '目前要求過多，請稍候再試。',
    '目前请求过多，请稍候再试。',
  ],
  'transaction-exists': [
    'This request was made before. Load the page again to see what became of it.',
    '此要求先前已提出。請重新載入本頁，查看結果。',
    '此请求先前已提出。请重新加载本页，查看结果。',
  ],
  'transaction-unreadable': ours,
} satisfies Record<ErrorCode, Sentence>;
