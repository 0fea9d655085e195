import type { ResultCode } from '../server/result-code.js';
import type { Retry } from '../wasm/server.js';
import type { Sentence } from './sentence.js';

/** By `retry` of a result code, for those of which the remedy says enough. */
export const REMEDIES = {
  never: [
    'iAM Smart did not accept the request. It is not your fault; please tell us.',
    '「智方便」未有接受要求。這並非您的問題，請通知我們。',
    '“智方便”没有接受请求。这不是您的问题，请通知我们。',
  ],
  'new-content-key': [
    'iAM Smart cannot be reached at the moment. Try again in a while.',
    '暫時無法連接「智方便」，請稍後再試。',
    '暂时无法连接“智方便”，请稍后再试。',
  ],
  later: [
    'iAM Smart is busy at the moment. Try again in a while.',
    '「智方便」目前繁忙，請稍後再試。',
    '“智方便”目前繁忙，请稍后再试。',
  ],
  'new-request': ['Please try again.', '請再試一次。', '请再试一次。'],
  'new-login': ['Please log in again.', '請再次登入。', '请再次登录。'],
} satisfies Record<Retry, Sentence>;

const { never, later } = REMEDIES;
const unreachable = REMEDIES['new-content-key'];
const logIn = REMEDIES['new-login'];

const loginEnded: Sentence = [
  'Your login has ended. Please log in again.',
  '登入已失效，請再次登入。',
  '登录已失效，请再次登录。',
];
const qrCode: Sentence = [
  'This QR code can no longer be used. Please log in again.',
  '此二維碼已不能使用，請再次登入。',
  '此二维码已不能使用，请再次登录。',
];
const broker: Sentence = [
  'This request has expired, or was used before. Please try again.',
  '此要求已過期或先前已使用，請再試一次。',
  '此请求已过期或先前已使用，请再试一次。',
];
const bulk: Sentence = [
  'The documents could not be signed. Please try again.',
  '未能完成簽署，請再試一次。',
  '未能完成签名，请再试一次。',
];

/** What a person did, or has to do, by result code. */
export const RESULT_CODES = {
  D00000: ['Done.', '已完成。', '已完成。'],
  D20000: later,
  D20001: never,
  D20002: never,
  D20003: never,
  D20004: never,
  D20005: never,
  D20006: never,
  D20007: never,
  D20008: never,
  D20009: loginEnded,
  D20010: loginEnded,
  D20011: REMEDIES['new-request'],
  D20012: [
    'Your login does not cover this. Please log in again.',
    '您的登入並不涵蓋此項服務，請再次登入。',
    '您的登录不包括此项服务，请再次登录。',
  ],
  D20013: [
    'The business that you chose in iAM Smart is not the one of this request.',
    '您在「智方便」選擇的商業機構與此要求不符。',
    '您在“智方便”选择的商业机构与此请求不符。',
  ],
  D20015: logIn,
  D20016: later,
  D20017: later,
  D20018: never,
  D20019: never,
  D20020: later,
  D20021: later,
  D20022: later,
  D20026: never,
  D20027: never,
  D20030: qrCode,
  D20031: qrCode,
  D20032: qrCode,
  D20033: qrCode,
  D20034: qrCode,
  D20035: qrCode,
  D20036: qrCode,
  D20037: qrCode,
  D20038: qrCode,
  D20039: qrCode,
  D20050: loginEnded,
  D20051: loginEnded,
  D20061: loginEnded,
  D20062: loginEnded,
  D20064: broker,
  D20065: broker,
  D20066: broker,
  D20067: broker,
  D20068: broker,
  D20069: broker,
  D30001: unreachable,
  D30002: unreachable,
  D30003: unreachable,
  D30004: unreachable,
  D40000: [
    'You cancelled the login in iAM Smart.',
    '您已在「智方便」取消登入。',
    '您已在“智方便”取消登录。',
  ],
  D40001: [
    'You refused the login in iAM Smart.',
    '您已在「智方便」拒絕登入。',
    '您已在“智方便”拒绝登录。',
  ],
  D40002: [
    'iAM Smart could not log you in. Try again.',
    '「智方便」未能登入，請再試。',
    '“智方便”未能登录，请再试。',
  ],
  D40003: [
    'The login was not confirmed in time. Try again.',
    '登入逾時，請再試。',
    '登录超时，请再试。',
  ],
  D40004: [
    'The login took too long to come back. Please log in again.',
    '登入逾時，請再次登入。',
    '登录超时，请再次登录。',
  ],
  D40035: [
    'iAM Smart did not accept the identity card number. Please check it.',
    '「智方便」未有接受該身份證號碼，請核對。',
    '“智方便”没有接受该身份证号码，请核对。',
  ],
  D50001: [
    'You did not share your data in iAM Smart.',
    '您未有在「智方便」提供資料。',
    '您没有在“智方便”提供资料。',
  ],
  D50002: [
    'iAM Smart could not share your data. Try again.',
    '「智方便」未能提供您的資料，請再試。',
    '“智方便”未能提供您的资料，请再试。',
  ],
  D50003: [
    'You did not answer in iAM Smart in time. Try again.',
    '您未有及時在「智方便」回應，請再試。',
    '您没有及时在“智方便”响应，请再试。',
  ],
  D60000: [
    'You cancelled form filling in iAM Smart. You can fill in the form by hand.',
    '您已在「智方便」取消填表，可自行填寫表格。',
    '您已在“智方便”取消填表，可自行填写表格。',
  ],
  D60001: [
    'You gave nothing from iAM Smart. You can fill in the form by hand.',
    '您未有從「智方便」提供資料，可自行填寫表格。',
    '您没有从“智方便”提供资料，可自行填写表格。',
  ],
  D60002: [
    'iAM Smart could not fill in the form. Ask again, or fill it in by hand.',
    '「智方便」未能填表。請再試，或自行填寫表格。',
    '“智方便”未能填表。请再试，或自行填写表格。',
  ],
  D60003: [
    'Form filling was not allowed in time. Ask again, or fill in the form by hand.',
    '填表逾時。請再試，或自行填寫表格。',
    '填表超时。请再试，或自行填写表格。',
  ],
  D70000: [
    'You cancelled the signature in iAM Smart.',
    '您已在「智方便」取消簽署。',
    '您已在“智方便”取消签名。',
  ],
  D70001: [
    'You refused to sign in iAM Smart.',
    '您已在「智方便」拒絕簽署。',
    '您已在“智方便”拒绝签名。',
  ],
  D70002: [
    'iAM Smart could not sign. Try again.',
    '「智方便」未能簽署，請再試。',
    '“智方便”未能签名，请再试。',
  ],
  D70003: [
    'The signature was not authorised in time. Sign again.',
    '簽署逾時，請再次簽署。',
    '签名超时，请再次签名。',
  ],
  D70004: [
    'Your iAM Smart account cannot sign. Upgrade it to iAM Smart+ first.',
    '您的「智方便」帳戶不能簽署，請先升級至「智方便+」。',
    '您的“智方便”账户不能签名，请先升级至“智方便+”。',
  ],
  D70005: [
    'The identity card number in the form is not that of the person who signs.',
    '表格上的身份證號碼與簽署者不符。',
    '表格上的身份证号码与签名者不符。',
  ],
  D70006: later,
  D71000: bulk,
  D71001: bulk,
  D71002: bulk,
  D71003: bulk,
  D71004: bulk,
  D71005: bulk,
  D71006: bulk,
  D71007: bulk,
  D71008: bulk,
  D71009: bulk,
  D77000: [
    'You could not be identified once more, so nothing was signed. Try again.',
    '未能再次核實您的身份，因此未有簽署，請再試。',
    '未能再次核实您的身份，因此没有签名，请再试。',
  ],
  D77001: [
    'Your face was not recognised, so nothing was signed. Try again in good light.',
    '未能識別您的容貌，因此未有簽署。請在光線充足的地方再試。',
    '未能识别您的面容，因此没有签名。请在光线充足的地方再试。',
  ],
  D77002: [
    'Your phone could not read the chip of your identity card, so nothing was signed. Hold the card still against the phone and try again.',
    '手機未能讀取您的身份證晶片，因此未有簽署。請將身份證緊貼手機，然後再試。',
    '手机未能读取您的身份证芯片，因此没有签名。请将身份证紧贴手机，然后再试。',
  ],
  D77003: [
    'Your phone cannot read identity cards (NFC), which is needed to sign this. Use another phone.',
    '您的手機無法讀取身份證（NFC），而簽署此項必須讀取。請使用另一部手機。',
    '您的手机无法读取身份证（NFC），而签署此项必须读取。请使用另一部手机。',
  ],
  D77004: [
    'You have to wait a while before you can identify yourself again. Try again later.',
    '您須稍候才可再次核實身份，請稍後再試。',
    '您需要稍候才能再次核实身份，请稍后再试。',
  ],
  D80001: [
    'You refused to identify yourself once more in iAM Smart.',
    '您已在「智方便」拒絕再次核實身份。',
    '您已在“智方便”拒绝再次核实身份。',
  ],
  D80002: [
    'iAM Smart could not identify you once more. Try again.',
    '「智方便」未能再次核實您的身份，請再試。',
    '“智方便”未能再次核实您的身份，请再试。',
  ],
  D80003: [
    'You did not identify yourself in time. Try again.',
    '您未有及時核實身份，請再試。',
    '您没有及时核实身份，请再试。',
  ],
} satisfies Record<ResultCode, Sentence>;
