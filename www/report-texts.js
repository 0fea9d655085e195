/**
 * Texts of the report.
 *
 * @type {import('./texts.js').Texts}
 */
export const REPORT_TEXTS = {
  'verdict TOTAL-PASSED': ['The signature is valid', '簽署有效', '签名有效'],
  'verdict TOTAL-FAILED': ['The signature is not valid', '簽署無效', '签名无效'],
  'verdict INDETERMINATE': ['It could not be decided', '未能判定', '未能判定'],
  'sub FORMAT_FAILURE': [
    'The signature does not have the form that its standard asks for.',
    '簽署的格式不符合標準。',
    '签名的格式不符合标准。',
  ],
  'sub HASH_FAILURE': [
    'This is not the data that was signed.',
    '這並非當時簽署的內容。',
    '这不是当时签名的内容。',
  ],
  'sub SIG_CRYPTO_FAILURE': [
    "The signature was not made with the signer's key over this data.",
    '簽署並非以簽署人的密碼匙對此內容作出。',
    '签名不是用签名人的密钥对此内容作出的。',
  ],
  'sub REVOKED': [
    "The signature was made after the signer's certificate had been revoked.",
    '簽署於簽署人的證書被撤銷之後作出。',
    '签名在签名人的证书被吊销之后作出。',
  ],
  'sub EXPIRED': [
    "The signature was made after the signer's certificate had expired.",
    '簽署於簽署人的證書期滿之後作出。',
    '签名在签名人的证书过期之后作出。',
  ],
  'sub NOT_YET_VALID': [
    "The signature was made before the signer's certificate was valid.",
    '簽署於簽署人的證書生效之前作出。',
    '签名在签名人的证书生效之前作出。',
  ],
  'sub NO_SIGNING_CERTIFICATE_FOUND': [
    "The signer's certificate is missing.",
    '欠缺簽署人的證書。',
    '缺少签名人的证书。',
  ],
  'sub NO_CERTIFICATE_CHAIN_FOUND': [
    "No path leads from the signer's certificate to an authority that you trust.",
    '沒有證書鏈由簽署人的證書通往您信任的核證機關。',
    '没有证书链从签名人的证书通往您信任的证书颁发机构。',
  ],
  'sub CERTIFICATE_CHAIN_GENERAL_FAILURE': [
    'The certificates do not form a chain.',
    '證書未能組成證書鏈。',
    '证书未能组成证书链。',
  ],
  'sub CHAIN_CONSTRAINTS_FAILURE': [
    'A certificate is not meant for this use, or breaks a rule for certificates.',
    '有證書並非作此用途，或違反證書的規則。',
    '有证书不作此用途，或违反证书的规则。',
  ],
  'sub CRYPTO_CONSTRAINTS_FAILURE': [
    'An algorithm or a key is not trusted.',
    '有演算法或密碼匙不受信任。',
    '有算法或密钥不受信任。',
  ],
  'sub SIGNED_DATA_NOT_FOUND': [
    'The signed data is not at hand.',
    '欠缺被簽署的內容。',
    '缺少被签名的内容。',
  ],
  'sub REVOKED_NO_POE': [
    "The signer's certificate was revoked, and nothing proves that the signature is older.",
    '簽署人的證書已被撤銷，而沒有證明顯示簽署於撤銷前作出。',
    '签名人的证书已被吊销，而没有证明显示签名在吊销之前作出。',
  ],
  'sub REVOKED_CA_NO_POE': [
    "An authority's certificate was revoked, and nothing proves that the signature is older.",
    '核證機關的證書已被撤銷，而沒有證明顯示簽署於撤銷前作出。',
    '证书颁发机构的证书已被吊销，而没有证明显示签名在吊销之前作出。',
  ],
  'sub OUT_OF_BOUNDS_NO_POE': [
    'A certificate is outside its validity period, and nothing proves that the signature was made within it.',
    '有證書不在有效期內，而沒有證明顯示簽署於有效期內作出。',
    '有证书不在有效期内，而没有证明显示签名在有效期内作出。',
  ],
  'sub CRYPTO_CONSTRAINTS_FAILURE_NO_POE': [
    'An algorithm or a key is no longer trusted, and nothing proves that the signature is older.',
    '有演算法或密碼匙已不再受信任，而沒有證明顯示簽署於此前作出。',
    '有算法或密钥已不再受信任，而没有证明显示签名在此之前作出。',
  ],
  'sub TRY_LATER': [
    'The data at hand does not tell whether a certificate was revoked. Newer data may.',
    '現有資料未能顯示證書是否已被撤銷，較新的資料或可判定。',
    '现有数据未能显示证书是否已被吊销，较新的数据或可判定。',
  ],
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
