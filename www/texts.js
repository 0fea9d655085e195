import { FORM_TEXTS } from './form-texts.js';
import { PROBLEM_TEXTS } from './problem-texts.js';
import { RESULT_TEXTS } from './result-texts.js';
import { VERIFY_TEXTS } from './verify-texts.js';

/**
 * Texts by their keys: English, Traditional Chinese, Simplified Chinese.
 *
 * @typedef {Record<string, [english: string, traditional: string, simplified: string]>} Texts
 */

/**
 * All texts.
 *
 * @type {Texts}
 */
export const TEXTS = {
  ...PROBLEM_TEXTS,
  ...RESULT_TEXTS,
  ...VERIFY_TEXTS,
  ...FORM_TEXTS,

  demo: ['Demo', '示範', '演示'],
  notGovernment: [
    'This is a demonstration, not a service of the Hong Kong Government.',
    '本網站僅供示範，並非香港特別行政區政府的服務。',
    '本网站仅供演示，并非香港特别行政区政府的服务。',
  ],
  demoNote: [
    'iAM Smart is played by a sandbox, and what it signs is worth nothing.',
    '「智方便」由沙盒模擬，所有簽署均無效力。',
    '“智方便”由沙盒模拟，所有签名均无效力。',
  ],
  skip: ['Skip to the content', '跳至主要內容', '跳到主要内容'],
  titleWrong: ['Error: {title}', '錯誤：{title}', '错误：{title}'],
  faults: ['Have something go wrong', '模擬故障', '模拟故障'],
  tourTitle: ['Watch it side by side', '並排觀看整個流程', '并排观看整个流程'],
  tourInvite: [
    'Or watch web page, phone and every call between them, side by side',
    '或並排觀看網頁、手機及兩者之間的每次呼叫',
    '或并排观看网页、手机及两者之间的每次调用',
  ],
  tourLeave: ['The demo alone', '只看示範', '只看演示'],
  service: ['Resident parking permit', '居民泊車許可證', '居民泊车许可证'],
  logOut: ['Log out', '登出', '退出登录'],
  stepLogIn: ['Log in', '登入', '登录'],
  stepFillIn: ['Fill in', '填表', '填表'],
  stepSign: ['Sign', '簽署', '签名'],
  stepResult: ['Result', '結果', '结果'],
  loading: ['One moment…', '請稍候……', '请稍候……'],

  logInTitle: ['Apply for a resident parking permit', '申請居民泊車許可證', '申请居民泊车许可证'],
  logInLead: [
    'Log in, fill in one form and sign it with your phone. No paper, no visit.',
    '登入、填寫一份表格，再以手機簽署。毋須紙張，毋須親臨。',
    '登录、填写一份表格，再用手机签名。无需纸张，无需到场。',
  ],
  logInHint: ['You need iAM Smart+ to sign.', '簽署須使用「智方便+」。', '签名须使用“智方便+”。'],

  formTitle: ['Application (TD-318)', '申請表（TD-318）', '申请表（TD-318）'],
  fillLead: [
    'iAM Smart can fill in what it has of you. You choose in the app what to give.',
    '「智方便」可代您填寫已儲存的資料，您可在應用程式選擇提供哪些資料。',
    '“智方便”可代您填写已保存的资料，您可在应用程序中选择提供哪些资料。',
  ],
  fillHow: [
    'Open iAM Smart on your phone, choose what to give, and allow it.',
    '在手機開啟「智方便」，選擇要提供的資料，然後允許。',
    '在手机上打开“智方便”，选择要提供的资料，然后允许。',
  ],
  fillAgain: ['Ask iAM Smart again', '再次以「智方便」填表', '再次以“智方便”填表'],
  stopFilling: ['Fill in by hand', '自行填寫', '自行填写'],
  filledIn: ['Filled in by iAM Smart: ', '已由「智方便」填寫：', '已由“智方便”填写：'],
  leftForYou: ['Left for you: ', '尚待您填寫：', '尚待您填写：'],
  applicant: ['Applicant', '申請人', '申请人'],
  fullName: ['Name in English', '英文姓名', '英文姓名'],
  chineseName: ['Name in Chinese, if any', '中文姓名（如有）', '中文姓名（如有）'],
  hkic: ['Hong Kong identity card number', '香港身份證號碼', '香港身份证号码'],
  hkicHint: [
    'With the digit in brackets. Only this person can sign.',
    '請連同括號內的數字。只有此人可以簽署。',
    '请连同括号内的数字填写。只有此人可以签名。',
  ],
  phone: ['Mobile phone', '手提電話', '手机号码'],
  address: ['Residential address', '住址', '住址'],
  permit: ['Permit', '許可證', '许可证'],
  vehicle: ['Registration mark', '車輛登記號碼', '车辆登记号码'],
  period: ['Period', '有效期', '有效期'],
  months3: ['3 months', '3個月', '3 个月'],
  months12: ['12 months', '12個月', '12 个月'],
  proof: [
    'Proof of address (PDF or picture, up to 10 MB)',
    '住址證明（PDF 或圖片，上限 10 MB）',
    '住址证明（PDF 或图片，不超过 10 MB）',
  ],
  declaration: [
    'I declare that what I have filled in is true.',
    '本人聲明以上所填資料屬實。',
    '本人声明以上所填资料属实。',
  ],
  hashing: ['Preparing what is signed…', '正在準備簽署內容……', '正在准备签名内容……'],

  signTitle: ['Compare, then authorise on your phone', '核對後在手機授權', '核对后在手机上授权'],
  how1: ['Open iAM Smart on your phone.', '在手機開啟「智方便」。', '在手机上打开“智方便”。'],
  how2: [
    'Check that it shows the code below and this form.',
    '確保顯示的識別碼與下方相同，並且是這份表格。',
    '确认显示的识别码与下方相同，并且是这份表格。',
  ],
  how2Pdf: [
    'Check that it shows the code below and the name of this PDF.',
    '確保顯示的識別碼與下方相同，並顯示此 PDF 的名稱。',
    '确认显示的识别码与下方相同，并显示此 PDF 的名称。',
  ],
  how3: ['Authorise the signature there.', '在應用程式授權簽署。', '在应用程序中授权签名。'],
  whatIsSigned: ['What is signed', '簽署內容', '签名内容'],
  whatIsSignedNote: [
    'The form as one text; the signature is over its SHA-256 digest.',
    '整份表格化為一段文字，簽署其 SHA-256 摘要。',
    '整份表格成为一段文字，签名针对其 SHA-256 摘要。',
  ],
  whatIsSignedPdfNote: [
    'The whole PDF, but for the place of the signature itself; the signature is over its SHA-256 digest.',
    '整份 PDF（簽署本身的位置除外），簽署其 SHA-256 摘要。',
    '整份 PDF（签名自身的位置除外），签名针对其 SHA-256 摘要。',
  ],
  pdfTitle: ['Or sign a PDF of your own', '或簽署您自己的 PDF', '或签名您自己的 PDF'],
  pdfLead: [
    'The file stays in this page: only its name and its SHA-256 digest are sent.',
    '檔案留在本頁，只會傳送其名稱及 SHA-256 摘要。',
    '文件留在本页，只会发送其名称及 SHA-256 摘要。',
  ],
  pdfDrop: [
    'Drop a PDF here, or choose it',
    '把 PDF 拖放至此，或選擇檔案',
    '把 PDF 拖放到此处，或选择文件',
  ],
  pdfResultTitle: ['Your PDF, with its signature', '您的 PDF 及其簽署', '您的 PDF 及其签名'],
  pdfDownload: ['Download the signed PDF', '下載已簽署的 PDF', '下载已签名的 PDF'],
  pdfAgain: ['Sign something else', '簽署其他檔案', '签名其他文件'],
  pdfReportTitle: ['The signatures in the PDF', 'PDF 內的簽署', 'PDF 内的签名'],
  pdfSignatureOf: [
    'Signature {number} of {count}: {name}',
    '第 {number} 項簽署，共 {count} 項：{name}',
    '第 {number} 项签名，共 {count} 项：{name}',
  ],
  pdfTimestampOf: [
    'Time-stamp {number} of {count}: {name}',
    '第 {number} 項（時間戳記），共 {count} 項：{name}',
    '第 {number} 项（时间戳），共 {count} 项：{name}',
  ],
  asking: ['Asking iAM Smart…', '正在向「智方便」提出要求……', '正在向“智方便”提出请求……'],
  openTitle: ['A request of yours is still open', '您有一項要求尚未完成', '您有一项请求尚未完成'],
  openAnswered: [
    'Your earlier request has been answered',
    '您先前的要求已有結果',
    '您先前的请求已有结果',
  ],
  openSigning: [
    'You asked to sign this form for {vehicle}. One request can be open at a time: go on with it, or withdraw it to sign anew.',
    '您已要求簽署車輛 {vehicle} 的表格。同一時間只可有一項要求：請繼續，或撤回後重新簽署。',
    '您已要求签名车辆 {vehicle} 的表格。同一时间只能有一项请求：请继续，或撤回后重新签名。',
  ],
  openSigned: [
    'You asked to sign this form for {vehicle}. The result is kept until you have seen it.',
    '您已要求簽署車輛 {vehicle} 的表格。結果會保留至您查看為止。',
    '您已要求签名车辆 {vehicle} 的表格。结果会保留到您查看为止。',
  ],
  openFilling: [
    'You asked iAM Smart to fill in the form. One request can be open at a time: go on with it, or withdraw it.',
    '您已要求「智方便」填寫表格。同一時間只可有一項要求：請繼續，或撤回。',
    '您已要求“智方便”填写表格。同一时间只能有一项请求：请继续，或撤回。',
  ],
  openPdf: [
    'You asked to sign the PDF "{name}". One request can be open at a time: go on with it, or withdraw it to sign anew.',
    '您已要求簽署 PDF「{name}」。同一時間只可有一項要求：請繼續，或撤回後重新簽署。',
    '您已要求签名 PDF“{name}”。同一时间只能有一项请求：请继续，或撤回后重新签名。',
  ],
  openPdfSigned: [
    'You asked to sign the PDF "{name}". The result is kept until you have seen it.',
    '您已要求簽署 PDF「{name}」。結果會保留至您查看為止。',
    '您已要求签名 PDF“{name}”。结果会保留到您查看为止。',
  ],
  openPdfLost: [
    'You asked to sign the PDF "{name}", which this browser does not keep. Choose the same file again below to go on.',
    '您已要求簽署 PDF「{name}」，但此瀏覽器並無保留該檔案。請在下方再次選擇同一檔案以繼續。',
    '您已要求签名 PDF“{name}”，但此浏览器没有保留该文件。请在下方再次选择同一文件以继续。',
  ],
  openCode: ['Its identification code:', '其識別碼：', '其识别码：'],
  goOn: ['Go on with it', '繼續', '继续'],
  showResult: ['Show the result', '顯示結果', '显示结果'],
  giveUp: ['Give the signature up', '放棄此簽署', '放弃此签名'],
  withdraw: ['Withdraw the request', '撤回要求', '撤回请求'],
  withdrawn: [
    'The request is withdrawn. iAM Smart may still show it on your phone: refuse it there. An answer that still comes is not accepted.',
    '要求已撤回。手機上的「智方便」可能仍顯示該要求，請在該處拒絕。其後的回覆將不獲接納。',
    '请求已撤回。手机上的“智方便”可能仍显示该请求，请在那里拒绝。此后的答复不会被接受。',
  ],
  answeredBefore: [
    'iAM Smart’s answer came before you withdrew the request. It counts, and this page shows what comes of it.',
    '「智方便」的回覆在您撤回要求之前已送達，因此有效，結果會在本頁顯示。',
    '“智方便”的答复在您撤回请求之前已送达，因此有效，结果会在本页显示。',
  ],
  takenElsewhere: [
    'You have seen the result of this request in another tab, window or browser, so it is no longer kept here. If you signed there, do not sign again.',
    '您已在另一分頁、視窗或瀏覽器查看此要求的結果，此處不再保留。如已簽署，毋須再次簽署。',
    '您已在另一标签页、窗口或浏览器查看此请求的结果，此处不再保留。如已签名，无需再次签名。',
  ],
  formHere: ['The form is still here.', '表格仍在本頁。', '表格仍在本页。'],
  formWithoutFile: [
    'What you filled in is still here; only the file has to be chosen again.',
    '您填寫的資料仍在本頁，但須重新選擇檔案。',
    '您填写的内容仍在本页，但需要重新选择文件。',
  ],
  formGone: [
    'What you had filled in is not kept after the page is closed; please fill in the form again.',
    '頁面關閉後不會保留您填寫的資料，請重新填寫表格。',
    '页面关闭后不会保留您填写的内容，请重新填写表格。',
  ],
  connectionLost: [
    'No connection. Nothing is lost: what iAM Smart asks you can still be answered on your phone, and this page goes on as soon as it is connected again.',
    '連線中斷，資料並無遺失。您仍可在手機回應「智方便」的要求，恢復連線後本頁會自動繼續。',
    '连接中断，资料没有丢失。您仍可在手机上回应“智方便”的请求，恢复连接后本页会自动继续。',
  ],
  connectionBusy: [
    'The service is busy. Nothing is lost, and this page goes on by itself in a moment.',
    '服務繁忙，資料並無遺失，本頁稍後會自動繼續。',
    '服务繁忙，资料没有丢失，本页稍后会自动继续。',
  ],
  leave: ['Back to the form', '返回表格', '返回表格'],

  download: ['Download the signed form', '下載已簽署表格', '下载已签名的表格'],
  again: ['Fill in another form', '填寫另一份表格', '填写另一份表格'],
  timestampMissing: [
    'The time-stamp authority gave no time-stamp, so nothing proves when this was signed.',
    '時間戳記機關未有發出時間戳記，因此沒有證明顯示何時簽署。',
    '时间戳机构未签发时间戳，因此没有证明显示何时签名。',
  ],
  tamper: ['See what a change does', '試作改動', '试作改动'],
  tamperNote: [
    'Changes one byte and verifies again, here in the page.',
    '改動一個位元組，並在本頁重新驗證。',
    '改动一个字节，并在本页重新验证。',
  ],
  tamperForm: ['Change the form', '改動表格', '改动表格'],
  tamperSignature: ['Change the signature', '改動簽署', '改动签名'],
  tamperCertificate: ['Change the certificate', '改動證書', '改动证书'],
  tamperNothing: ['As it was signed', '還原', '还原'],

  verifyLink: ['Verify a form', '驗證表格', '验证表格'],
  verifyTitle: ['Verify a signed form', '驗證已簽署表格', '验证已签名的表格'],
  verifyHeading: ['Is this signature valid?', '此簽署是否有效？', '此签名是否有效？'],
  verifyNote: [
    'Everything happens in this page: nothing that you choose here is sent anywhere, and it works offline.',
    '一切均在本頁進行：所選檔案不會傳送至任何地方，離線亦可使用。',
    '一切均在本页进行：所选文件不会发送到任何地方，离线也可使用。',
  ],
  drop: [
    'Drop a signed form, a signed PDF or a CMS message here, or choose the file',
    '把已簽署的表格、PDF 或 CMS 訊息拖放至此，或選擇檔案',
    '把已签名的表格、PDF 或 CMS 消息拖放到此处，或选择文件',
  ],
  dropHint: [
    'The file that “Download the signed form” gave you, a signed PDF, or a .p7m or .p7s file',
    '即「下載已簽署表格」所得的檔案、已簽署的 PDF，或 .p7m、.p7s 檔案',
    '即“下载已签名的表格”所得的文件、已签名的 PDF，或 .p7m、.p7s 文件',
  ],
  byHand: [
    'Paste hash, signature and certificate instead',
    '改為貼上雜湊值、簽署及證書',
    '改为粘贴哈希值、签名及证书',
  ],
  hash: [
    'Hash that was signed (hashCode, Base64)',
    '已簽署的雜湊值（hashCode，Base64）',
    '已签名的哈希值（hashCode，Base64）',
  ],
  signature: ['Signature (Base64)', '簽署（Base64）', '签名（Base64）'],
  certificate: ['Certificate (PEM, or Base64)', '證書（PEM 或 Base64）', '证书（PEM 或 Base64）'],
  timeline: ['What was when', '時間線', '时间线'],
  timelinePicture: [
    'A line with {count} numbered marks, which the list explains',
    '時間線上有 {count} 個編號標記，說明見清單',
    '时间线上有 {count} 个编号标记，说明见列表',
  ],
  timelineNow: ['judged as of this time', '驗證以此時間為準', '验证以此时间为准'],
  timelineClaimed: ['signed, as the signature claims', '簽署（聲稱的時間）', '签名（声称的时间）'],
  timelineProven: [
    'a time-stamp proves that the signature was there',
    '時間戳記證明簽署此時已存在',
    '时间戳证明签名此时已存在',
  ],
  timelineRenewed: [
    'a time-stamp over everything before it',
    '對之前所有內容加蓋的時間戳記',
    '对之前所有内容加盖的时间戳',
  ],
  timelineUnproven: [
    'a time-stamp claims this time, and does not count',
    '時間戳記聲稱此時間，但不獲採納',
    '时间戳声称此时间，但不予采纳',
  ],
  timelineExpires: ['the certificate expires: {name}', '證書屆滿：{name}', '证书到期：{name}'],
  timelineEnds: [
    'until then the time-stamp proves it by itself',
    '時間戳記至此時止可自行證明',
    '时间戳至此时止可自行证明',
  ],
  timelineRevoked: [
    'the certificate was revoked or suspended: {name}',
    '證書被撤銷或暫停有效：{name}',
    '证书被吊销或暂停有效：{name}',
  ],
  timelineNotRevoked: [
    'its authority says: not revoked: {name}',
    '核證機關表示未被撤銷：{name}',
    '证书颁发机构表示未被吊销：{name}',
  ],
  timelineRenew: [
    'until then the time-stamp has to be renewed, because {name} ends',
    '{name} 屆時終止，時間戳記須於此前續期',
    '{name} 届时终止，时间戳须在此前续期',
  ],
  verify: ['Verify', '驗證', '验证'],
  trust: [
    'Whom to trust, when, and what to ask for',
    '信任對象、時間及要求',
    '信任对象、时间及要求',
  ],
  trustDemo: [
    'The authority of this demo’s sandbox',
    '本示範沙盒的核證機關',
    '本演示沙盒的证书颁发机构',
  ],
  trustFiles: [
    'Further trust anchors (certificates, PEM or DER)',
    '其他信任錨（證書，PEM 或 DER）',
    '其他信任锚（证书，PEM 或 DER）',
  ],
  judgeAt: ['Verify as of (Hong Kong time)', '驗證時間（香港時間）', '验证时间（香港时间）'],
  judgeAtHint: [
    'Empty asks whether the signature holds now. A time asks whether it held then; choose one only if something better than the signer’s word shows that the signature existed by that time.',
    '留空即驗證簽署現時是否有效；指定時間即驗證當時是否有效，但須有簽署人自稱以外的證明，顯示簽署當時已存在。',
    '留空即验证签名现在是否有效；指定时间即验证当时是否有效，但须有签名人自称以外的证明，显示签名当时已存在。',
  ],
  revocation: ['Revocation', '撤銷狀況', '吊销状态'],
  'revocation hard': [
    'must be known for every certificate',
    '必須知悉每張證書的狀況',
    '必须知道每张证书的状态',
  ],
  'revocation soft': [
    'may be unknown, and the report says so',
    '可以未知，報告會註明',
    '可以未知，报告会注明',
  ],
  'revocation off': ['is not asked for', '不作檢查', '不作检查'],
  revocationHint: [
    'Anything but the first lets a revoked certificate pass where its revocation data was left out.',
    '除第一項外，只要略去撤銷資料，已被撤銷的證書亦可通過。',
    '除第一项外，只要略去吊销数据，已被吊销的证书也可通过。',
  ],
  crls: [
    'Revocation lists (CRL, DER or PEM)',
    '證書撤銷清單（CRL，DER 或 PEM）',
    '证书吊销列表（CRL，DER 或 PEM）',
  ],
  ocspResponses: ['OCSP responses (DER)', 'OCSP 回應（DER）', 'OCSP 响应（DER）'],
  signedContent: [
    'The signed content, if a CMS message does not contain it',
    '被簽署的內容（如 CMS 訊息不含內容）',
    '被签名的内容（如 CMS 消息不含内容）',
  ],
  strictProfile: [
    'Fail what authorities owe, too (strict profile)',
    '核證機關未盡責任亦作不符論（嚴格規範）',
    '证书颁发机构未尽责任也作不符论（严格规范）',
  ],
  formName: ['Form', '表格', '表格'],
  selftestLink: ['Test this browser', '測試此瀏覽器', '测试此浏览器'],
  bytes: ['{size} bytes', '{size} 位元組', '{size} 字节'],
};
