/**
 * What a person is told of an application that is signed.
 *
 * @type {import('./texts.js').Texts}
 */
export const RESULT_TEXTS = {
  receiptSigned: [
    'Your application is signed and handed in',
    '您的申請已簽署並已遞交',
    '您的申请已签名并已递交',
  ],
  'receiptSigned lead': [
    'The e-service has verified your signature and keeps it with the form.',
    '電子服務已驗證您的簽署，並與表格一併保存。',
    '电子服务已验证您的签名，并与表格一并保存。',
  ],
  receiptUndecided: [
    'Your application is handed in; its signature is still to be checked',
    '您的申請已遞交，簽署尚待驗證',
    '您的申请已递交，签名尚待验证',
  ],
  'receiptUndecided lead': [
    'What is needed to check the signature was not at hand. You need do nothing: it is checked again.',
    '目前未有驗證簽署所需的資料。您毋須採取行動，簽署會再次驗證。',
    '目前没有验证签名所需的资料。您无需操作，签名会再次验证。',
  ],
  receiptRejected: ['The signature was not accepted', '簽署不獲接納', '签名未获接受'],
  'receiptRejected lead': [
    'Nothing was handed in. The report below says why; you can fill in the form and sign again.',
    '申請並未遞交。原因見下方報告，您可重新填表及簽署。',
    '申请没有递交。原因见下方报告，您可重新填表并签名。',
  ],
  'receiptPdf lead': [
    'The signature is in the file. Every PDF reader shows it, and the file can be verified without this service.',
    '簽署已在檔案之內。任何 PDF 閱讀器均會顯示，檔案亦可離開此服務驗證。',
    '签名已在文件之中。任何 PDF 阅读器都会显示，文件也可脱离此服务验证。',
  ],
  reference: ['Reference number', '參考編號', '参考编号'],
  nextTitle: ['What happens next', '接下來', '接下来'],
  nextKeep: [
    'Keep the signed form and the reference number. Quote the number whenever you ask about this application.',
    '請保存已簽署的表格及參考編號，查詢此申請時請提供編號。',
    '请保存已签名的表格及参考编号，查询此申请时请提供编号。',
  ],
  nextKeepPdf: [
    'Keep the signed PDF and the reference number. The e-service has only the digest of the file, not the file.',
    '請保存已簽署的 PDF 及參考編號。電子服務只有檔案的摘要，並無檔案。',
    '请保存已签名的 PDF 及参考编号。电子服务只有文件的摘要，没有文件。',
  ],
  nextCheck: [
    'The department would look at the application within five working days. As this is a demonstration, nobody does.',
    '部門會在五個工作天內處理申請。由於這是示範，不會有人處理。',
    '部门会在五个工作日内处理申请。由于这是演示，不会有人处理。',
  ],
  nextPost: [
    'The permit would come by post, to the address in the form.',
    '許可證會郵寄至表格內的地址。',
    '许可证会邮寄至表格内的地址。',
  ],
  nextVerify: [
    'Anybody can verify the signature at any time, with the file alone.',
    '任何人均可隨時單憑檔案驗證簽署。',
    '任何人都可随时仅凭文件验证签名。',
  ],
  printResult: ['Print', '列印', '打印'],
};
