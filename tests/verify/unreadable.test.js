// What is said of something that cannot be read, whole sentences in each language.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);

const fixture = (name) => readFileSync(join(root, 'tests/fixtures/pki', name), 'utf8');

/** Returns the DER in a PEM file. */
const der = (pem) => Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');

/** Returns a certificate whose validity begins in a thirteenth month. */
function ofNoMonth(pem) {
  const octets = der(pem);
  // A UTCTime of 13 octets: year, month.
  octets.write('13', octets.indexOf(Buffer.from([0x17, 13])) + 4, 'latin1');
  return octets;
}

const input = {
  certificate: fixture('person.pem'),
  trustAnchors: [fixture('root.pem')],
  intermediates: [fixture('issuing.pem'), ofNoMonth(fixture('issuing.pem'))],
  crls: [der(fixture('crl-issuing.pem')).subarray(0, 100)],
  revocation: 'soft',
  validationTime: new Date('2026-06-01T00:00:00Z'),
};

/** What is said of the certificate and of the CRL. */
const SAID = {
  en: [
    "Left aside: further certificate 2, a certificate of 'CN=Example iAM Smart-Cert CA,O=Example Post,C=HK', because it cannot be read: a time is none of the calendar (in 'validity'). Obtain it again from its issuer.",
    'Left aside: revocation list 1, because it is no CRL that can be read: an element ends before its content does. Download it again.',
  ],
  'zh-HK': [
    '附加證書 2 是「CN=Example iAM Smart-Cert CA,O=Example Post,C=HK」的證書，但無法讀取，因此沒有使用：有一個時間在曆法中並不存在（欄位「validity」）。請向其簽發機關重新索取。',
    '證書撤銷清單 1 並非可讀取的證書撤銷清單，因此沒有使用：有元素在其內容完結之前已結束。請重新下載。',
  ],
  'zh-CN': [
    '附加证书 2 是“CN=Example iAM Smart-Cert CA,O=Example Post,C=HK”的证书，但无法读取，因此没有使用：有一个时间在历法中并不存在（字段“validity”）。请向其颁发机构重新索取。',
    '证书吊销列表 1 不是可读取的证书吊销列表，因此没有使用：有元素在其内容结束之前已结束。请重新下载。',
  ],
};

const said = (validate, language) =>
  validate({ ...input, language })
    .checks.filter(({ name }) => name.endsWith('.unreadable'))
    .map(({ detail }) => detail);

// Before the entry with everything, whose texts all entries of a process have.
test('a slim verifier says it in the languages that it is given', async () => {
  const { initSync, useTexts, validateCertificatePath } = await load('verify/slim.js');
  const { default: chinese } = await load('texts/zh-HK.js');
  initSync(readFileSync(join(pkg, 'wasm/verify_bg.wasm')));
  useTexts(chinese);
  assert.deepEqual(said(validateCertificatePath, 'zh-HK'), SAID['zh-HK']);
  assert.deepEqual(said(validateCertificatePath, 'zh-CN'), ['', '']);
});

test('each language says why something cannot be read', async () => {
  const { validateCertificatePath } = await load('verify/inline.js');
  for (const [language, sentences] of Object.entries(SAID)) {
    assert.deepEqual(said(validateCertificatePath, language), sentences, language);
  }
});

/** What an inspection says of a key whose exponent is a BIT STRING. */
const REFUSED = {
  en: "The verdict's reader refuses the certificate: a bit string has odd unused bits (in 'subjectPublicKeyInfo'). This viewer reads more leniently, so that what is wrong can be looked at; no verdict rests on what it shows.",
  'zh-HK':
    '判定時所用的讀取程式拒絕這張證書：有 BIT STRING 的未用位元不正確（欄位「subjectPublicKeyInfo」）。此檢視程式的讀取較為寬鬆，以便查看錯處；任何判定均不依據其所顯示的內容。',
  'zh-CN':
    '判定时所用的读取程序拒绝这张证书：有 BIT STRING 的未用位不正确（字段“subjectPublicKeyInfo”）。此查看程序的读取较为宽松，以便查看错处；任何判定均不依据其所显示的内容。',
};

/** The exponent 65537, an INTEGER, at the end of an RSA key (RFC 3279 §2.3.1). */
const EXPONENT = Buffer.from('0203010001', 'hex');

test('an inspection says it, too', async () => {
  const { inspectCertificate } = await load('inspect/inline.js');
  const octets = der(fixture('issuing.pem'));
  octets[octets.indexOf(EXPONENT)] = 0x03;
  for (const [language, sentence] of Object.entries(REFUSED)) {
    const { differences } = inspectCertificate(octets, { language });
    assert.deepEqual(
      differences.map(({ detail }) => detail),
      [sentence],
      language,
    );
  }
});
