// What each call on the wire is for.

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
