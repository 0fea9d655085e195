import type { Outcome, Settled } from '../flows/outcome.js';
import type { Sentence } from './sentence.js';

/** What is known of a request that is not settled, or no longer kept. */
export const STAGES = {
  pending: [
    'Open iAM Smart on your phone and answer the request there.',
    '請在手機開啟「智方便」，並回應該要求。',
    '请在手机上打开“智方便”，并响应该请求。',
  ],
  arrived: [
    'Your answer has arrived and is being checked. You may close this page.',
    '已收到您的回覆，正在核實。您可以關閉本頁。',
    '已收到您的答复，正在验证。您可以关闭本页。',
  ],
  taken: [
    'The result of this request was shown before, here or in another window.',
    '此要求的結果先前已在此處或另一視窗顯示。',
    '此请求的结果先前已在此处或另一窗口显示。',
  ],
  unknown: [
    'This request is over and no longer kept. If you have answered it, ask us before you begin again.',
    '此要求已完結，不再保留。如您已回應，請先向我們查詢，才重新開始。',
    '此请求已结束，不再保留。如果您已响应，请先向我们查询，再重新开始。',
  ],
} satisfies Record<Exclude<Outcome['stage'], 'settled'>, Sentence>;

/** Pending, and the gateway's answer was lost: `confirmed` is false. */
export const UNCONFIRMED: Sentence = [
  'We do not know yet whether iAM Smart asks you. If it does, go on there; if not, withdraw the request and begin again.',
  '暫時未能確定「智方便」有否向您提出要求。如有，請在該處繼續；如無，請撤回後重新開始。',
  '暂时无法确定“智方便”是否向您提出请求。如有，请在那里继续；如无，请撤回后重新开始。',
];

/** Arrived, and undecided so far. */
export const UNDECIDED: Sentence = [
  'Your signature has arrived and is kept. It cannot be verified yet, because information on its certificate is missing. We ask again by ourselves; you need not sign again.',
  '已收到並保存您的簽署。由於欠缺證書資料，暫時未能核實。我們會自行再次查詢，您毋須再次簽署。',
  '已收到并保存您的签名。由于缺少证书信息，暂时无法验证。我们会自行再次查询，您无需再次签名。',
];

/** What came of a request. */
export const OUTCOMES = {
  filled: [
    'The form is filled in with your data from iAM Smart. Please check it.',
    '已使用「智方便」的資料填寫表格，請核對。',
    '已使用“智方便”的资料填写表格，请核对。',
  ],
  signed: [
    'Your signature is valid, and the form is accepted.',
    '您的簽署有效，表格已獲接納。',
    '您的签名有效，表格已被接受。',
  ],
  rejected: [
    'What came back is not a valid signature over this form. The form is not signed. Please sign again.',
    '收到的並非此表格的有效簽署，表格未經簽署，請再次簽署。',
    '收到的不是此表格的有效签名，表格没有签名，请再次签名。',
  ],
  refused: [
    'The request was not confirmed in iAM Smart.',
    '您未有在「智方便」確認此要求。',
    '您没有在“智方便”确认此请求。',
  ],
  expired: [
    'No answer came in time. What you have filled in is still here; try again.',
    '未能在限時內收到回覆。您所填寫的資料仍然保留，請再試。',
    '没有在规定时间内收到答复。您填写的资料仍然保留，请再试。',
  ],
  withdrawn: [
    'You have withdrawn the request. If iAM Smart still shows it, refuse it there: an answer that still comes does not count.',
    '您已撤回要求。如「智方便」仍顯示該要求，請在該處拒絕；其後的回覆不會生效。',
    '您已撤回请求。如果“智方便”仍显示该请求，请在那里拒绝；此后的答复不会生效。',
  ],
  undecided: [
    'Your signature has arrived and is kept, but it could not be verified. We will contact you; please do not sign again.',
    '已收到並保存您的簽署，但未能核實。我們會聯絡您，請勿再次簽署。',
    '已收到并保存您的签名，但无法验证。我们会联系您，请勿再次签名。',
  ],
  failed: [
    'iAM Smart did not take the request, and nothing was asked of you. Try again.',
    '「智方便」未有接受要求，亦未有向您提出任何要求。請再試。',
    '“智方便”没有接受请求，也没有向您提出任何请求。请再试。',
  ],
} satisfies Record<Settled['outcome'], Sentence>;
