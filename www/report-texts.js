/**
 * Texts of the report.
 *
 * @type {import('./texts.js').Texts}
 */
export const REPORT_TEXTS = {
  noted: [
    'To note, without effect on the verdict: {count}.',
    '須留意而不影響結果的項目：{count}。',
    '须留意而不影响结果的项目：{count}。',
  ],
  reportUnreadable: [
    'What was handed over cannot be read, so there is nothing to verify.',
    '所提交的資料無法讀取，因此無從驗證。',
    '所提交的数据无法读取，因此无从验证。',
  ],
  signedBy: ['Signed by', '簽署人', '签名人'],
  claimedTime: ['Signed at', '簽署時間', '签名时间'],
  claimedTimeNote: [
    '(as claimed; nothing proves it)',
    '（聲稱時間，未經證明）',
    '（声称的时间，未经证明）',
  ],
  validationTime: ['Checked at', '核對時間', '验证时间'],
  signedAs: ['Signed as', '簽署方式', '签名方式'],
  'signedAs SHA256withRSA-over-digest': [
    'SHA-256 with RSA over the digest',
    '以 SHA-256 及 RSA 簽署摘要',
    '以 SHA-256 及 RSA 对摘要签名',
  ],
  'signedAs digest': ['the digest itself', '直接簽署摘要', '直接对摘要签名'],
  'signedAs digest-without-digest-info': [
    'the bare digest, without its algorithm',
    '直接簽署摘要（不含演算法標識）',
    '直接对摘要签名（不含算法标识）',
  ],
  'signedAs SM3withSM2-over-digest': [
    'SM3 with SM2 over the digest',
    '以 SM3 及 SM2 簽署摘要',
    '以 SM3 及 SM2 对摘要签名',
  ],
  'signedAs SM3-over-digest-without-identifier': [
    "SM3 with SM2 over the digest, without the signer's identifier",
    '以 SM3 及 SM2 簽署摘要（不含簽署者標識）',
    '以 SM3 及 SM2 对摘要签名（不含签名者标识）',
  ],
  'signedAs SM2-digest': [
    'the digest itself, with SM2',
    '以 SM2 直接簽署摘要',
    '以 SM2 直接对摘要签名',
  ],
  chain: ['Certificates', '證書', '证书'],
  roleAnchor: ['Trusted authority', '信任的核證機關', '受信任的证书颁发机构'],
  roleIssuer: ['Issuing authority', '簽發機關', '颁发机构'],
  roleSigner: ['Signer', '簽署人', '签名人'],
  signerOf: [
    'Signer {number} of {count}',
    '第 {number} 位簽署人，共 {count} 位',
    '第 {number} 位签名人，共 {count} 位',
  ],
  certificateOf: ['{role}: {name}', '{role}：{name}', '{role}：{name}'],
  validFromTo: ['valid {from} to {to}', '有效期 {from} 至 {to}', '有效期 {from} 至 {to}'],
  checks: ['Every check', '所有核對項目', '所有检查项目'],
  ofSignature: ['Signature and path', '簽署及證書鏈', '签名及证书链'],
  leftAside: [
    'Left aside, because it cannot be read',
    '無法讀取而擱置的資料',
    '无法读取而搁置的数据',
  ],
  passedOf: ['{passed} of {relevant}', '{passed}／{relevant}', '{passed}／{relevant}'],
  notedOf: [
    '{passed} of {relevant}, {noted} to note',
    '{passed}／{relevant}，{noted} 項須留意',
    '{passed}／{relevant}，{noted} 项须留意',
  ],
  'outcome passed': ['passed', '通過', '通过'],
  'outcome failed': ['failed', '不符', '不符'],
  'outcome indeterminate': ['could not be decided', '未能判定', '未能判定'],
  'outcome warning': ['to note', '須留意', '须留意'],
  'outcome skipped': ['not applicable', '不適用', '不适用'],
};
