// What each call on the wire is for, and what each value in it is.

/** Three languages, in the order of the texts. @typedef {[english: string, traditional: string, simplified: string]} Words */

/** @typedef {{ title: Words, what: Words }} CallWords */

/** @type {CallWords} */
const AGREES = {
  title: ['the person agrees', '市民同意', '市民同意'],
  what: [
    'In the real app by PIN, fingerprint or face. For a signature, the key of the person’s certificate is used now.',
    '真正的應用程式以密碼、指紋或容貌核實。如屬簽署，此時會使用市民證書的密碼匙。',
    '真正的应用程序以密码、指纹或人脸核实。如属签名，此时会使用市民证书的密钥。',
  ],
};

/** @type {CallWords} */
const DECLINES = {
  title: ['the person declines', '市民拒絕', '市民拒绝'],
  what: [
    'The e-service is told with a result code, and gets nothing else.',
    '電子服務只會收到結果代碼。',
    '电子服务只会收到结果代码。',
  ],
};

/**
 * Titles of calls, and what they are for. A path's end may be left open with `*`.
 *
 * @type {Record<string, CallWords>}
 */
export const CALLS = {
  'GET /api/service': {
    title: ['asks who the e-service is', '查詢電子服務的資料', '查询电子服务的信息'],
    what: [
      'Public facts: the address of iAM Smart, the clientID, and the certificates that are trusted. The page verifies signatures with them itself.',
      '公開資料：「智方便」的網址、clientID 及受信任的證書。網頁以此自行驗證簽署。',
      '公开信息：“智方便”的网址、clientID 及受信任的证书。网页据此自行验证签名。',
    ],
  },
  'GET /api/session': {
    title: ['asks who is logged in', '查詢登入狀況', '查询登录状态'],
    what: [
      'The session’s cookie is sent along; no script can read it.',
      '連同工作階段的 cookie 傳送，程式無法讀取該 cookie。',
      '连同会话的 cookie 发送，脚本无法读取该 cookie。',
    ],
  },
  'GET /api/v1/auth/getQR': {
    title: ['opens iAM Smart’s log-in page', '開啟「智方便」登入頁', '打开“智方便”登录页'],
    what: [
      'The e-service sends the browser here with its clientID, what it asks for, and a random state. The answer is a page with a code for the phone.',
      '電子服務把瀏覽器轉至此處，附上 clientID、要求的權限及隨機的 state。回應是供手機掃描的二維碼頁面。',
      '电子服务把浏览器转到此处，附上 clientID、要求的权限及随机的 state。响应是供手机扫描的二维码页面。',
    ],
  },
  'GET /app/login': {
    title: ['scans the code', '掃描二維碼', '扫描二维码'],
    what: [
      'The code holds the number of this log-in, and nothing of the browser’s. Who has it can confirm the log-in, but not take it over.',
      '二維碼只含此次登入的編號，不含瀏覽器的任何資料。持有編號者可確認登入，但不能奪取。',
      '二维码只含此次登录的编号，不含浏览器的任何信息。持有编号者可以确认登录，但不能夺取。',
    ],
  },
  'GET /app/*': {
    title: ['opens the request', '開啟請求', '打开请求'],
    what: [
      'On one device, a link with the ticketID opens the app instead of a code.',
      '在同一裝置上，以含 ticketID 的連結開啟應用程式，代替二維碼。',
      '在同一设备上，用含 ticketID 的链接打开应用程序，代替二维码。',
    ],
  },
  'POST /app/api/requests/*/approve': AGREES,
  'POST /app/api/requests/*': DECLINES,
  'POST /app/answer/*/approve': AGREES,
  'POST /app/answer/*': DECLINES,
  'redirect *': {
    title: ['sends the browser back', '把瀏覽器送回', '把浏览器送回'],
    what: [
      'To the registered address and no other, with a code that is good once and for half a minute. Without the e-service’s secret it is worth nothing. The state has to be the one that the page began with: otherwise it is somebody else’s log-in.',
      '只會送回已登記的網址，附上一次性、半分鐘內有效的授權碼；沒有電子服務的密碼匙，授權碼毫無用處。state 必須與網頁開始時相同，否則便是他人的登入。',
      '只会送回已登记的网址，附上一次性、半分钟内有效的授权码；没有电子服务的密钥，授权码毫无用处。state 必须与网页开始时相同，否则就是他人的登录。',
    ],
  },
  'POST /api/login': {
    title: ['hands in the code', '提交授權碼', '提交授权码'],
    what: [
      'The page has compared the state. The access token, which the e-service gets for the code, never comes to the browser.',
      '網頁已核對 state。電子服務以授權碼換取的存取權杖不會傳到瀏覽器。',
      '网页已核对 state。电子服务用授权码换取的访问令牌不会传到浏览器。',
    ],
  },
  'POST /api/logout': {
    title: ['logs out', '登出', '退出登录'],
    what: ['The session ends.', '工作階段結束。', '会话结束。'],
  },
  'POST /api/fill': {
    title: ['asks to have the form filled', '要求代填表格', '要求代填表格'],
    what: [
      'The e-service passes the wish on; the person decides on the phone.',
      '電子服務轉達要求，由市民在手機決定。',
      '电子服务转达要求，由市民在手机上决定。',
    ],
  },
  'POST /api/sign': {
    title: ['hands in the form', '提交表格', '提交表格'],
    what: [
      'The form with its file, and in the address the digest that the page has computed of it. The e-service computes its own and compares: what is signed is what the person saw. Of the values, only the sizes are shown here.',
      '表格及其檔案，網址內附有網頁計算的摘要。電子服務自行計算並比較：所簽署的就是市民所見。此處只顯示各項的大小。',
      '表格及其文件，网址中附有网页计算的摘要。电子服务自行计算并比较：所签名的就是市民所见。这里只显示各项的大小。',
    ],
  },
  'POST /api/sign-pdf': {
    title: ['asks for a signature over a PDF', '要求簽署 PDF', '要求签名 PDF'],
    what: [
      'Only the name and the digest of the file; the file stays in the browser.',
      '只傳送檔案名稱及摘要，檔案留在瀏覽器。',
      '只发送文件名称及摘要，文件留在浏览器。',
    ],
  },
  'GET /api/requests': {
    title: ['asks what is open', '查詢未完成的要求', '查询未完成的请求'],
    what: [
      'A reloaded page finds its requests again, each its own person’s.',
      '重新載入的網頁可找回屬於該市民的要求。',
      '重新加载的网页可找回属于该市民的请求。',
    ],
  },
  'POST /api/requests/*': {
    title: ['takes or withdraws a request', '取走或撤回要求', '取走或撤回请求'],
    what: [
      'Once the person has the result, the e-service deletes what it kept for the page.',
      '市民取得結果後，電子服務會刪除為網頁保留的資料。',
      '市民取得结果后，电子服务会删除为网页保留的数据。',
    ],
  },
  'event *': {
    title: ['tells how it stands', '告知進度', '告知进度'],
    what: [
      'The page waits on an event stream of the e-service, and never asks iAM Smart itself.',
      '網頁以電子服務的事件串流等候，不會直接查詢「智方便」。',
      '网页通过电子服务的事件流等候，不会直接查询“智方便”。',
    ],
  },
  'POST /api/v1/security/getKey': {
    title: ['gets the content key', '取得內容密碼匙', '取得内容密钥'],
    what: [
      'The only call that is not encrypted, because it brings the key: 32 bytes that seal all later ones, wrapped with the e-service’s own RSA key. It holds for a day.',
      '唯一不加密的呼叫，因為它帶來密碼匙：32 個位元組，以電子服務的 RSA 密碼匙包裹，用以密封其後所有呼叫，有效一天。',
      '唯一不加密的调用，因为它带来密钥：32 个字节，用电子服务的 RSA 密钥包裹，用来密封之后所有调用，有效一天。',
    ],
  },
  'POST /api/v1/security/revokeKey': {
    title: ['gives the content key up', '廢除內容密碼匙', '废除内容密钥'],
    what: [
      'The next encrypted call needs a new one.',
      '下一個加密呼叫須用新密碼匙。',
      '下一个加密调用须用新密钥。',
    ],
  },
  'POST /api/v1/auth/getToken': {
    title: ['redeems the code', '兌換授權碼', '兑换授权码'],
    what: [
      'From server to server. The answer says who it is, by a pseudonym that is this service’s alone, and gives a token for the calls that follow.',
      '伺服器之間的呼叫。回應以只供此服務使用的化名說明身分，並給予其後呼叫所用的權杖。',
      '服务器之间的调用。响应以只供此服务使用的化名说明身份，并给予之后调用所用的令牌。',
    ],
  },
  'POST /api/v1/account/eme/initiateRequest': {
    title: ['asks for data to fill in', '要求填表資料', '要求填表数据'],
    what: [
      'Which fields, for which form. The answer is only a ticket: the data comes later, by a callback, if the person allows it.',
      '列明所需欄位及表格。回應只是一張票：如市民允許，資料稍後以回調傳送。',
      '列明所需字段及表格。响应只是一张票：如市民允许，数据稍后以回调发送。',
    ],
  },
  'POST /api/v1/account/signing/initiateRequest': {
    title: ['asks for a signature', '要求簽署', '要求签名'],
    what: [
      'iAM Smart gets the digest of the form, never the form. HKICHash names the person who has to sign; the names are what the phone shows.',
      '「智方便」只收到表格的摘要，不會收到表格。HKICHash 指定須由誰簽署；各名稱會在手機顯示。',
      '“智方便”只收到表格的摘要，不会收到表格。HKICHash 指定须由谁签名；各名称会在手机上显示。',
    ],
  },
  'POST /api/v1/account/pdfsigning/initiateRequest': {
    title: ['asks for a signature over a PDF', '要求簽署 PDF', '要求签名 PDF'],
    what: [
      'iAM Smart gets the digest of the prepared file, and returns a CMS message that is put into it.',
      '「智方便」收到已準備檔案的摘要，並傳回放入檔案的 CMS 訊息。',
      '“智方便”收到已准备文件的摘要，并返回放入文件的 CMS 消息。',
    ],
  },
  'POST /api/v1/account/signing/ackResult': {
    title: ['says what it made of the signature', '告知如何處理簽署', '告知如何处理签名'],
    what: [
      'The e-service has verified the signature and says so: accepted, or rejected. The phone shows it.',
      '電子服務已驗證簽署，並告知接納或拒絕；手機會顯示結果。',
      '电子服务已验证签名，并告知接受或拒绝；手机会显示结果。',
    ],
  },
  'show *': {
    title: ['shows the request', '顯示請求', '显示请求'],
    what: [
      'The app shows for whom and for what, and four digits that the web page shows, too: both compute them from the digest, so somebody in between who swaps the form is seen.',
      '應用程式顯示對象及用途，以及網頁同樣顯示的四位數字。兩者均由摘要計算，中途調換表格便會被發現。',
      '应用程序显示对象及用途，以及网页同样显示的四位数字。两者均由摘要计算，中途调换表格就会被发现。',
    ],
  },
  'POST /iamsmart/callback': {
    title: ['pushes the result', '推送結果', '推送结果'],
    what: [
      'Encrypted under a key of its own, which comes wrapped beside it. Whoever has the e-service’s public key could send one, so the e-service trusts none for its sender: the businessID must be one that it gave out, and the signature must hold.',
      '以專用密碼匙加密，密碼匙包裹後一併傳送。任何持有電子服務公開密碼匙的人均可傳送，因此電子服務不信任發送者：businessID 必須由其發出，簽署亦必須有效。',
      '以专用密钥加密，密钥包裹后一并发送。任何持有电子服务公钥的人都可以发送，因此电子服务不信任发送者：businessID 必须由其发出，签名也必须有效。',
    ],
  },
  'attack POST /iamsmart/callback': {
    title: ['sends a recorded callback again', '再次傳送錄下的回調', '再次发送录下的回调'],
    what: [
      'Byte for byte what iAM Smart has pushed before.',
      '與「智方便」之前推送的內容逐位元組相同。',
      '与“智方便”之前推送的内容逐字节相同。',
    ],
  },
  'GET /ca/*.crl': {
    title: ['fetches a revocation list', '下載撤銷清單', '下载吊销列表'],
    what: [
      'Whether a certificate was revoked, signed by the authority. It goes into the evidence, so that it can be judged years later.',
      '由核證機關簽署，說明證書是否已被撤銷。清單會放入證據檔案，供日後判斷。',
      '由证书颁发机构签名，说明证书是否已被吊销。列表会放入证据文件，供日后判断。',
    ],
  },
  'GET /ca/*.cer': {
    title: ['fetches a certificate', '下載證書', '下载证书'],
    what: [
      'The certificate of the authority that issued another.',
      '簽發另一張證書的機關的證書。',
      '签发另一张证书的机构的证书。',
    ],
  },
  'POST /ca/ocsp': {
    title: ['asks about one certificate', '查詢一張證書', '查询一张证书'],
    what: [
      'OCSP (RFC 6960): whether it is revoked now, signed by the authority.',
      'OCSP（RFC 6960）：查詢證書現時是否被撤銷，由機關簽署。',
      'OCSP（RFC 6960）：查询证书现在是否被吊销，由机构签名。',
    ],
  },
  'GET /ca/ocsp/*': {
    title: ['asks about one certificate', '查詢一張證書', '查询一张证书'],
    what: [
      'OCSP (RFC 6960): whether it is revoked now, signed by the authority.',
      'OCSP（RFC 6960）：查詢證書現時是否被撤銷，由機關簽署。',
      'OCSP（RFC 6960）：查询证书现在是否被吊销，由机构签名。',
    ],
  },
  'POST /tsa': {
    title: ['gets a time-stamp', '取得時間戳記', '取得时间戳'],
    what: [
      'RFC 3161: a third party signs the digest of the signature with the time. From then on it is proven that the signature was there.',
      'RFC 3161：第三方連同時間簽署「簽署的摘要」，自此可證明簽署當時已存在。',
      'RFC 3161：第三方连同时间签名“签名的摘要”，从此可证明签名当时已存在。',
    ],
  },
};

/** @type {Words} */
const KIND_OF_SIGNATURE = [
  'The signature itself, RSA over the digest',
  '簽署本身：對摘要的 RSA 簽署',
  '签名本身：对摘要的 RSA 签名',
];

/**
 * What values are, by where they stand: in a header, in an address, in a body, or in an opened envelope. A
 * name is looked for there, and in `any`.
 *
 * @type {Record<'header' | 'query' | 'body' | 'opened' | 'any', Record<string, Words>>}
 */
export const VALUES = {
  header: {
    clientID: [
      'Who calls: the registered e-service',
      '呼叫者：已登記的電子服務',
      '调用者：已登记的电子服务',
    ],
    signatureMethod: ['How the call is signed', '呼叫的簽署方法', '调用的签名方法'],
    signature: [
      'HMAC over clientID, method, timestamp, nonce and body, with the secret that only the e-service and iAM Smart have',
      '以雙方共有的密碼匙，對 clientID、方法、timestamp、nonce 及內容計算的 HMAC',
      '用双方共有的密钥，对 clientID、方法、timestamp、nonce 及内容计算的 HMAC',
    ],
    timestamp: [
      'When, in milliseconds; it must not go backwards',
      '時間（毫秒），不可倒退',
      '时间（毫秒），不可倒退',
    ],
    nonce: [
      'Random, accepted once: a call cannot be repeated',
      '隨機值，只接受一次：呼叫不能重複',
      '随机值，只接受一次：调用不能重复',
    ],
    'Content-Type': ['How to read the body', '內容的格式', '内容的格式'],
    Accept: ['What may come back', '可接受的回應', '可接受的响应'],
  },
  query: {
    responseType: ['Always “code”', '固定為 code', '固定为 code'],
    code: [
      'The authorization code: once, half a minute',
      '授權碼：一次性，半分鐘內有效',
      '授权码：一次性，半分钟内有效',
    ],
    error_code: ['Why there is no code', '沒有授權碼的原因', '没有授权码的原因'],
    redirectURI: [
      'Where the browser goes afterwards; it is registered',
      '完成後返回的網址，須已登記',
      '完成后返回的网址，须已登记',
    ],
    requestID: [
      'The number of this log-in, from the code',
      '此次登入的編號，取自二維碼',
      '此次登录的编号，取自二维码',
    ],
    brokerPage: [
      'Whether to open the app on this device',
      '是否在此裝置開啟應用程式',
      '是否在此设备打开应用程序',
    ],
    hashCode: [
      'The page’s own digest of the form, to compare',
      '網頁自行計算的表格摘要，供比較',
      '网页自行计算的表格摘要，供比较',
    ],
  },
  body: {
    txID: [
      'iAM Smart’s number of this call',
      '「智方便」給此次呼叫的編號',
      '“智方便”给此次调用的编号',
    ],
    code: ['Result: D00000 is success', '結果：D00000 表示成功', '结果：D00000 表示成功'],
    message: ['The result in words', '結果的文字說明', '结果的文字说明'],
    content: [
      'The envelope: Base64 of the IV’s length, the IV, and the content under AES-256-GCM',
      '信封：IV 長度、IV 及以 AES-256-GCM 加密的內容，以 Base64 表示',
      '信封：IV 长度、IV 及用 AES-256-GCM 加密的内容，以 Base64 表示',
    ],
    secretKey: [
      'A content key, wrapped with RSA for the e-service alone',
      '內容密碼匙，以 RSA 包裹，只有電子服務能解開',
      '内容密钥，用 RSA 包裹，只有电子服务能解开',
    ],
    pubKey: [
      'The e-service’s key that it was wrapped with',
      '用以包裹的電子服務公開密碼匙',
      '用于包裹的电子服务公钥',
    ],
  },
  opened: {
    secretKey: [
      'The content key: 32 bytes for AES-256-GCM',
      '內容密碼匙：AES-256-GCM 的 32 個位元組',
      '内容密钥：AES-256-GCM 的 32 个字节',
    ],
    content: ['What was sealed', '被密封的內容', '被密封的内容'],
    code: ['The authorization code from the browser', '瀏覽器交來的授權碼', '浏览器交来的授权码'],
    signature: KIND_OF_SIGNATURE,
    timestamp: [
      'When the phone says that it was signed; unproven',
      '手機聲稱的簽署時間，未經證明',
      '手机声称的签名时间，未经证明',
    ],
    redirectURI: ['Where the result is to be pushed', '推送結果的網址', '推送结果的网址'],
    requestID: ['The number of this log-in', '此次登入的編號', '此次登录的编号'],
    appLink: ['What the code for the phone holds', '二維碼的內容', '二维码的内容'],
  },
  any: {
    clientID: ['The registered e-service', '已登記的電子服務', '已登记的电子服务'],
    issueAt: ['When it was issued, in milliseconds', '發出時間（毫秒）', '签发时间（毫秒）'],
    expiresIn: ['How long it holds, in milliseconds', '有效期（毫秒）', '有效期（毫秒）'],
    expiresAt: ['Until when', '有效至', '有效至'],
    grantType: [
      'Always “authorization_code”',
      '固定為 authorization_code',
      '固定为 authorization_code',
    ],
    accessToken: [
      'Lets the e-service ask this person for four hours',
      '電子服務在四小時內可據此向該市民提出要求',
      '电子服务在四小时内可据此向该市民提出请求',
    ],
    tokenType: ['How the token is used', '權杖的使用方式', '令牌的使用方式'],
    openID: [
      'The person, by a pseudonym for this service alone',
      '市民在此服務專用的化名',
      '市民在此服务专用的化名',
    ],
    openId: [
      'The person, by a pseudonym for this service alone',
      '市民在此服務專用的化名',
      '市民在此服务专用的化名',
    ],
    lastModifiedDate: [
      'When the person’s main data last changed',
      '市民主要資料的最後更改時間',
      '市民主要数据的最后更改时间',
    ],
    userType: [
      '“sign” can sign (iAM Smart+)',
      'sign 表示可簽署（智方便+）',
      'sign 表示可签名（智方便+）',
    ],
    scope: ['What the e-service may ask for', '電子服務可要求的項目', '电子服务可要求的项目'],
    source: ['The kind of browser', '瀏覽器種類', '浏览器种类'],
    state: [
      'Random, from the e-service: it comes back unchanged',
      '電子服務的隨機值，會原樣傳回',
      '电子服务的随机值，会原样返回',
    ],
    lang: ['Language', '語言', '语言'],
    businessID: [
      'The e-service’s number of this request, hard to guess',
      '電子服務給此要求的編號，難以猜測',
      '电子服务给此请求的编号，难以猜测',
    ],
    businessId: [
      'The e-service’s number of this request',
      '電子服務給此要求的編號',
      '电子服务给此请求的编号',
    ],
    ticketID: [
      'iAM Smart’s number of this request, which opens the app',
      '「智方便」給此要求的編號，可開啟應用程式',
      '“智方便”给此请求的编号，可打开应用程序',
    ],
    authByQR: [
      'True: on another device, so the person opens the app',
      'true：在另一裝置，須由市民開啟應用程式',
      'true：在另一设备，须由市民打开应用程序',
    ],
    hashCode: [
      'The SHA-256 digest that is signed',
      '所簽署的 SHA-256 摘要',
      '所签名的 SHA-256 摘要',
    ],
    docDigest: [
      'The SHA-256 digest of the prepared PDF',
      '已準備 PDF 的 SHA-256 摘要',
      '已准备 PDF 的 SHA-256 摘要',
    ],
    sigAlgo: ['How it is to be signed', '簽署演算法', '签名算法'],
    HKICHash: [
      'Hash of the identity card number: only this person can sign',
      '身份證號碼的雜湊值：只有此人可簽署',
      '身份证号码的哈希值：只有此人可签名',
    ],
    department: ['Shown on the phone', '在手機顯示', '在手机上显示'],
    serviceName: ['Shown on the phone', '在手機顯示', '在手机上显示'],
    documentName: [
      'Shown on the phone: what is signed',
      '在手機顯示：所簽署的項目',
      '在手机上显示：所签名的文件',
    ],
    identificationCode: [
      'Four digits out of the digest, to compare with the page',
      '由摘要得出的四位數字，供與網頁核對',
      '由摘要得出的四位数字，供与网页核对',
    ],
    cert: ['The signer’s certificate', '簽署人的證書', '签名人的证书'],
    pdfSignature: [
      'A CMS message with signature and certificate',
      '含簽署及證書的 CMS 訊息',
      '含签名及证书的 CMS 消息',
    ],
    signingResult: [
      'SR001 accepted, SR002 rejected',
      'SR001 接納，SR002 拒絕',
      'SR001 接受，SR002 拒绝',
    ],
    eMEFields: ['Which of the person’s data', '所需的市民資料', '所需的市民数据'],
    profileFields: ['Which of the person’s data', '所需的市民資料', '所需的市民数据'],
    formName: ['Shown on the phone', '在手機顯示', '在手机上显示'],
    formNum: ['Shown on the phone', '在手機顯示', '在手机上显示'],
    formDesc: ['Shown on the phone', '在手機顯示', '在手机上显示'],
    callbackContentType: ['How the result is to be sent', '結果的傳送格式', '结果的传送格式'],
    idNo: ['Identity card number', '身份證號碼', '身份证号码'],
    enName: ['Name in English', '英文姓名', '英文姓名'],
    chName: ['Name in Chinese', '中文姓名', '中文姓名'],
    chNameVerified: [
      'Whether the Chinese name was checked',
      '中文姓名是否已核實',
      '中文姓名是否已核实',
    ],
    mobileNumber: ['Mobile phone', '手提電話', '手机号码'],
    residentialAddress: ['Residential address', '住址', '住址'],
    addressDocFile: ['Proof of address, a file', '住址證明檔案', '住址证明文件'],
    addressDocInfo: ['About the proof of address', '住址證明的資料', '住址证明的信息'],
    fields: ['What the person allows', '市民允許提供的資料', '市民允许提供的数据'],
    kind: ['Kind of request', '要求的種類', '请求的种类'],
    stage: ['How far it has come', '進度', '进度'],
    id: ['Number of the request', '要求的編號', '请求的编号'],
    delivery: [
      'Whether the e-service has the result',
      '電子服務是否已收到結果',
      '电子服务是否已收到结果',
    ],
    gateway: ['The address of iAM Smart', '「智方便」的網址', '“智方便”的网址'],
    redirectUri: ['Where the browser comes back to', '瀏覽器返回的網址', '浏览器返回的网址'],
    trustAnchors: ['Root certificates that are trusted', '受信任的根證書', '受信任的根证书'],
    intermediates: ['Certificates of the issuing authorities', '簽發機關的證書', '签发机构的证书'],
    timestampAnchors: [
      'Root of the time-stamp authority',
      '時間戳記機關的根證書',
      '时间戳机构的根证书',
    ],
  },
};
