// What each value on the wire is.

/** @typedef {import('./tour-calls.js').Words} Words */

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
    signature: [
      'The signature itself, RSA over the digest',
      '簽署本身：對摘要的 RSA 簽署',
      '签名本身：对摘要的 RSA 签名',
    ],
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
