/**
 * What a case of the self-test looks at, by the call that it makes: English, Traditional Chinese, Simplified
 * Chinese. Its own name is that of its vector, in English.
 *
 * @type {import('./texts.js').Texts}
 */
export const SELFTEST_CASE_TEXTS = {
  'selftestCall codeChallenge': [
    'Challenge of a code verifier',
    '驗證碼的挑戰值',
    '验证码的挑战值',
  ],
  'selftestCall manyPkce': [
    'Code verifiers that nobody guesses',
    '無法猜測的驗證碼',
    '无法猜测的验证码',
  ],
  'selftestCall manyStates': ['States that nobody guesses', '無法猜測的 state', '无法猜测的 state'],
  'selftestCall loginUrl': ['Address of a login', '登入網址', '登录网址'],
  'selftestCall loginRefused': [
    'A login that is refused before it begins',
    '在開始前已被拒絕的登入',
    '在开始前已被拒绝的登录',
  ],
  'selftestCall callback': ['Where a login comes back to', '登入後的回傳', '登录后的回调'],
  'selftestCall usedOnce': [
    'A login that is used once',
    '只可使用一次的登入',
    '只能使用一次的登录',
  ],
  'selftestCall brokenStorage': ['A storage that fails', '儲存失敗', '存储失败'],
  'selftestCall changedLogin': ['A login that was changed', '被改動的登入', '被改动的登录'],
  'selftestCall sources': ['Kinds of browsers', '瀏覽器類型', '浏览器类型'],
  'selftestCall digests': ['Digests of short texts', '短訊息的摘要', '短消息的摘要'],
  'selftestCall millionTimesA': ['Digest of a long text', '長訊息的摘要', '长消息的摘要'],
  'selftestCall lengths': ['Digests of every length', '各種長度的摘要', '各种长度的摘要'],
  'selftestCall chain': ['A chain of digests', '連續的摘要', '连续的摘要'],
  'selftestCall hashOf': ['Digest of each kind of content', '各類內容的摘要', '各类内容的摘要'],
  'selftestCall hashRefused': ['What is not hashed', '不計算摘要的內容', '不计算摘要的内容'],
  'selftestCall canonicalJson': ['JSON, written canonically', '標準化 JSON', '规范化 JSON'],
  'selftestCall canonicalNumbers': ['Numbers, written canonically', '標準化數字', '规范化数字'],
  'selftestCall form': ['What of a form is signed', '表格被簽署的內容', '表格被签名的内容'],
  'selftestCall code': ['Identification code', '識別碼', '识别码'],
  'selftestCall hkic': [
    'Hash of an identity card number',
    '身份證號碼的雜湊值',
    '身份证号码的哈希值',
  ],
  'selftestCall formOfControls': [
    'What of a page’s form is signed',
    '網頁表格被簽署的內容',
    '网页表格被签名的内容',
  ],
  'selftestCall loginOfTab': ['A login that the tab keeps', '分頁保留的登入', '标签页保留的登录'],
  'selftestCall sourceOfBrowser': ['Kind of this browser', '此瀏覽器的類型', '此浏览器的类型'],
  'selftestCall largeForm': ['A form as large as may be', '最大的表格', '最大的表格'],
  'selftestCall signature': ['Verdict on a signature', '簽署的判斷', '签名的判断'],
  'selftestCall path': ['Verdict on a certificate', '證書的判斷', '证书的判断'],
  'selftestCall pathPasses': ['Whether a certificate holds', '證書是否有效', '证书是否有效'],
  'selftestCall pathIndication': ['Verdict on a certificate', '證書的判斷', '证书的判断'],
  'selftestCall jws': ['Verdict on a JWS', 'JWS 的判斷', 'JWS 的判断'],
  'selftestCall cms': ['Verdict on a CMS message', 'CMS 訊息的判斷', 'CMS 消息的判断'],
  'selftestCall timestamp': ['Verdict on a time-stamp', '時間戳記的判斷', '时间戳的判断'],
  'selftestCall timestampResponse': [
    'What a time-stamp authority answers',
    '時間戳記機關的回應',
    '时间戳机构的响应',
  ],
  'selftestCall pdf': ['Verdict on a PDF file', 'PDF 檔案的判斷', 'PDF 文件的判断'],
  'selftestCall pdfSignature': [
    'Verdict on a signature in a PDF file',
    'PDF 檔案內簽署的判斷',
    'PDF 文件内签名的判断',
  ],
  'selftestCall evidence': ['Verdict on an evidence file', '證據檔案的判斷', '证据文件的判断'],
  'selftestCall evidenceDigest': ['What a renewal is over', '更新所涵蓋的內容', '更新所涵盖的内容'],
  'selftestCall attachment': [
    'Whether an attachment belongs to it',
    '附件是否屬於該檔案',
    '附件是否属于该文件',
  ],
  'selftestCall hashSpeed': ['Speed of digests', '計算摘要的速度', '计算摘要的速度'],
  'selftestCall rsaSpeed': ['Speed of verdicts', '判斷的速度', '判断的速度'],
  'selftestCall ecdsaSpeed': ['Speed of verdicts', '判斷的速度', '判断的速度'],
};
