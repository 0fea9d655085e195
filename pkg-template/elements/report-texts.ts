import type { Sentence } from '../texts/sentence.js';
import type { Outcome, SignedAs } from '../wasm/verify.js';

/** Texts of the report that are not the verification's own. */
export const REPORT = {
  noted: [
    'To note, without effect on the verdict: {count}.',
    '須留意而不影響結果的項目：{count}。',
    '须留意而不影响结果的项目：{count}。',
  ],
  help: ['What would help', '如何補救', '如何补救'],
  signedBy: ['Signed by', '簽署人', '签名人'],
  claimedTime: ['Signed at', '簽署時間', '签名时间'],
  claimedTimeNote: [
    '(as claimed; nothing proves it)',
    '（聲稱時間，未經證明）',
    '（声称的时间，未经证明）',
  ],
  provenTime: ['Proven at', '已證明的時間', '已证明的时间'],
  provenTimeNote: [
    '(at the latest; by a time-stamp of {name})',
    '（最遲時間，由 {name} 的時間戳記證明）',
    '（最迟时间，由 {name} 的时间戳证明）',
  ],
  timeAndNote: ['{time} {note}', '{time}{note}', '{time}{note}'],
  timestamp: ['Time-stamp', '時間戳記', '时间戳'],
  timestampUnread: ['It cannot be read.', '無法讀取。', '无法读取。'],
  holdsUntil: ['Holds by itself until', '本身有效至', '自身有效至'],
  holdsUntilNote: [
    '(then ends: {endsFirst})',
    '（屆時終止的是：{endsFirst}）',
    '（届时终止的是：{endsFirst}）',
  ],
  pdfField: ['Signature field', '簽署欄位', '签名字段'],
  pdfCovers: ['Signed in the PDF', 'PDF 內的簽署範圍', 'PDF 内的签名范围'],
  pdfWhole: ['the whole file', '整個檔案', '整个文件'],
  pdfRevision: [
    'the file as it was at revision {revision} of {revisions}',
    '檔案的第 {revision} 個修訂版（共 {revisions} 個）',
    '文件的第 {revision} 个修订版（共 {revisions} 个）',
  ],
  pdfNothing: ['no revision as a whole', '沒有完整涵蓋任何修訂版', '没有完整涵盖任何修订版'],
  pdfChanges: ['Changed since', '其後的更改', '其后的更改'],
  pdfForbidden: ['{detail} (not allowed)', '{detail}（不容許）', '{detail}（不允许）'],
  validationTime: ['Checked at', '驗證時間', '验证时间'],
  signedAs: ['Signed as', '簽署方式', '签名方式'],
  zone: ['All times are Hong Kong time.', '所有時間均為香港時間。', '所有时间均为香港时间。'],
  chain: ['Certificates', '證書', '证书'],
  roleAnchor: ['Trusted authority', '信任的核證機關', '受信任的证书颁发机构'],
  roleIssuer: ['Issuing authority', '簽發機關', '颁发机构'],
  roleSigner: ['Signer', '簽署人', '签名人'],
  roleNumber: [
    '{role} · certificate {number}',
    '{role} · 第 {number} 張證書',
    '{role} · 第 {number} 张证书',
  ],
  signerOf: [
    'Signer {number} of {count}',
    '第 {number} 位簽署人，共 {count} 位',
    '第 {number} 位签名人，共 {count} 位',
  ],
  certificateOf: ['{role}: {name}', '{role}：{name}', '{role}：{name}'],
  validFromTo: ['valid {from} to {to}', '有效期 {from} 至 {to}', '有效期 {from} 至 {to}'],
  allOfCertificate: ['All that is in it', '證書的全部內容', '证书的全部内容'],
  certificateUnread: [
    'The certificate cannot be shown here.',
    '此處無法顯示證書內容。',
    '此处无法显示证书内容。',
  ],
  checks: ['Every check', '所有檢查項目', '所有检查项目'],
  ofSignature: ['Signature and path', '簽署及證書路徑', '签名及证书路径'],
  leftAside: [
    'Left aside, because it cannot be read',
    '無法讀取，因此沒有使用的資料',
    '无法读取，因此没有使用的数据',
  ],
  passedOf: ['{passed} of {relevant}', '{passed}／{relevant}', '{passed}／{relevant}'],
  notedOf: [
    '{passed} of {relevant}, {noted} to note',
    '{passed}／{relevant}，{noted} 項須留意',
    '{passed}／{relevant}，{noted} 项须留意',
  ],
} satisfies Record<string, Sentence>;

/** What the signature covers. */
export const SIGNED_AS: Record<SignedAs, Sentence> = {
  'SHA256withRSA-over-digest': [
    'SHA-256 with RSA over the digest',
    '以 SHA-256 及 RSA 簽署摘要',
    '以 SHA-256 及 RSA 对摘要签名',
  ],
  digest: ['the digest itself', '直接簽署摘要', '直接对摘要签名'],
  'digest-without-digest-info': [
    'the bare digest, without its algorithm',
    '直接簽署摘要（不含演算法標識）',
    '直接对摘要签名（不含算法标识）',
  ],
  'SM3withSM2-over-digest': [
    'SM3 with SM2 over the digest',
    '以 SM3 及 SM2 簽署摘要',
    '以 SM3 及 SM2 对摘要签名',
  ],
  'SM3-over-digest-without-identifier': [
    "SM3 with SM2 over the digest, without the signer's identifier",
    '以 SM3 及 SM2 簽署摘要（不含簽署人標識）',
    '以 SM3 及 SM2 对摘要签名（不含签名人标识）',
  ],
  'SM2-digest': ['the digest itself, with SM2', '以 SM2 直接簽署摘要', '以 SM2 直接对摘要签名'],
};

/** What a mark says of a check. */
export const CHECKED: Record<Outcome, Sentence> = {
  passed: ['passed', '通過', '通过'],
  failed: ['failed', '不符', '不符'],
  indeterminate: ['could not be decided', '未能判定', '未能判定'],
  warning: ['to note', '須留意', '须留意'],
  skipped: ['not applicable', '不適用', '不适用'],
};
