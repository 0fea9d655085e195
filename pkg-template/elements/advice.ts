import type { Language } from '../texts/language.js';
import { inLanguage, type Sentence } from '../texts/sentence.js';
import type { SubIndication, VerificationReport } from '../wasm/verify.js';
import { dayIn } from './dates.js';

const NOT_YET: Sentence = [
  'A certificate is valid from {day} only: ask again as of a day from then on.',
  '有證書在 {day} 才生效：請以該日或之後的時間再次驗證。',
  '有证书在{day}才生效：请以该日或之后的时间再次验证。',
];
const EXPIRED: Sentence = [
  'A certificate was valid until {day}. If something better than the signer’s word shows that the signature existed before, ask again as of a time before.',
  '有證書的有效期至 {day}。如有簽署人自稱以外的證明，顯示簽署在此之前已存在，請以此之前的時間再次驗證。',
  '有证书的有效期至{day}。如有签名人自称以外的证明，显示签名在此之前已存在，请以此之前的时间再次验证。',
];
const REVOKED: Sentence = [
  'If something better than the signer’s word shows that the signature existed before the revocation, ask again as of a time before.',
  '如有簽署人自稱以外的證明，顯示簽署在撤銷之前已存在，請以撤銷之前的時間再次驗證。',
  '如有签名人自称以外的证明，显示签名在吊销之前已存在，请以吊销之前的时间再次验证。',
];

/** What would help, by the reason why it could not be decided. */
const ADVICE: Partial<Record<SubIndication, Sentence>> = {
  TRY_LATER: [
    'Ask again later, or add a current revocation list or answer of the issuing authority.',
    '請稍後再次驗證，或加入簽發機關最新的證書撤銷清單或回應。',
    '请稍后再次验证，或加入颁发机构最新的证书吊销列表或响应。',
  ],
  NO_CERTIFICATE_CHAIN_FOUND: [
    'Add the certificates of the authorities between the signer and one that you trust, or trust theirs if you have reason to.',
    '請加入簽署人與您所信任的核證機關之間的證書；如有理由信任其核證機關，亦可將其列為信任。',
    '请加入签名人与您信任的证书颁发机构之间的证书；如有理由信任其证书颁发机构，也可将其列为信任。',
  ],
  SIGNED_DATA_NOT_FOUND: ['Add what was signed.', '請加入被簽署的內容。', '请加入被签名的内容。'],
  NO_SIGNING_CERTIFICATE_FOUND: [
    'Add the signer’s certificate.',
    '請加入簽署人的證書。',
    '请加入签名人的证书。',
  ],
  REVOKED_NO_POE: REVOKED,
  REVOKED_CA_NO_POE: REVOKED,
};

/** Returns what would help to decide; undefined if it is decided, or nothing is known to help. */
export function advice(report: VerificationReport, language: Language): string | undefined {
  const { indication, subIndication } = report;
  if (indication !== 'INDETERMINATE' || !subIndication) return undefined;
  if (subIndication === 'OUT_OF_BOUNDS_NO_POE') return outOfBounds(report, language);
  const sentence = ADVICE[subIndication];
  return sentence && inLanguage(sentence, language);
}

function outOfBounds({ path, validationTime }: VerificationReport, language: Language) {
  const at = Date.parse(validationTime);
  const starts = path.map(({ notBefore }) => notBefore).filter((start) => Date.parse(start) > at);
  const ends = path.map(({ notAfter }) => notAfter).filter((end) => Date.parse(end) < at);
  const [first] = ends.sort();
  if (first) return inLanguage(EXPIRED, language, { day: dayIn(first, language) });
  const last = starts.sort().at(-1);
  return last && inLanguage(NOT_YET, language, { day: dayIn(last, language) });
}
