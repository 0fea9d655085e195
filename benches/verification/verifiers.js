// iamsmart/verify and other libraries, each doing as much of the verification as it supports.

import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import rs from 'jsrsasign';
import nodeForge from 'node-forge';
import {
  Certificate,
  CertificateChainValidationEngine,
  CertificateRevocationList,
  getCrypto,
} from 'pkijs';

export const pkg = process.env.IAMSMART_PKG ?? fileURLToPath(new URL('../../pkg', import.meta.url));
const { verifySignature } = await import(pathToFileURL(join(pkg, 'verify/inline.js')).href);

export const iamsmart = {
  name: 'iamsmart/verify',
  judges: 'signature, path, CRLs; reports every check',
  bundle: {
    code: `export { init, verifySignature } from ${JSON.stringify(join(pkg, 'verify/slim.js'))}`,
    binary: join(pkg, 'wasm/verify_bg.wasm'),
  },
  verify({ content, signature, person, issuing, root, crls, time }) {
    const report = verifySignature({
      content,
      signature,
      certificate: person,
      intermediates: [issuing],
      trustAnchors: [root],
      crls,
      validationTime: time,
    });
    return report.indication === 'TOTAL-PASSED';
  },
};

export const pkijs = {
  name: 'pkijs',
  judges: 'signature, path, CRLs; WebCrypto does the mathematics',
  bundle: {
    code: `export { Certificate, CertificateChainValidationEngine, CertificateRevocationList, getCrypto }
      from 'pkijs'`,
  },
  async verify({ content, signature, person, issuing, root, crls, time }) {
    const certificate = Certificate.fromBER(person);
    const engine = new CertificateChainValidationEngine({
      trustedCerts: [Certificate.fromBER(root)],
      certs: [Certificate.fromBER(issuing), certificate],
      crls: crls.map((crl) => CertificateRevocationList.fromBER(crl)),
      checkDate: time,
    });
    const { result } = await engine.verify();
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const key = await certificate.getPublicKey({ algorithm: { algorithm, usages: ['verify'] } });
    return result && (await getCrypto(true).verify(algorithm, key, signature, content));
  },
};

export const forge = {
  name: 'node-forge',
  judges: 'signature, path; knows no CRLs',
  bundle: { code: "export { default } from 'node-forge'" },
  verify({ content, signature, person, issuing, root, time }) {
    const { asn1, md, pki } = nodeForge;
    const read = (der) => pki.certificateFromAsn1(asn1.fromDer(der.toString('binary')));
    const certificate = read(person);
    const anchors = pki.createCaStore([read(root)]);
    const chain = [certificate, read(issuing)];
    const digest = md.sha256.create().update(content.toString('binary')).digest().bytes();
    try {
      return (
        pki.verifyCertificateChain(anchors, chain, { validityCheckDate: time }) &&
        certificate.publicKey.verify(digest, signature.toString('binary'))
      );
    } catch {
      return false;
    }
  },
};

export const jsrsasign = {
  name: 'jsrsasign',
  judges: 'signatures, dates, CRLs; knows no path validation',
  bundle: { code: "export { default } from 'jsrsasign'" },
  verify({ content, signature, person, issuing, root, crls, time }) {
    const { KJUR, X509, X509CRL, zulutodate } = rs;
    const hex = (bytes) => bytes.toString('hex');
    const certificates = [person, issuing, root].map((der) => {
      const certificate = new X509();
      certificate.readCertHex(hex(der));
      return certificate;
    });
    const lists = crls.map((crl) => new X509CRL(hex(crl)));
    const isValid = certificates.every(
      (certificate) =>
        zulutodate(certificate.getNotBefore()) <= time &&
        time <= zulutodate(certificate.getNotAfter()),
    );
    const isSigned = [0, 1].every((index) => {
      const issuer = certificates[index + 1].getPublicKey();
      return (
        certificates[index].verifySignature(issuer) &&
        lists[index].verifySignature(issuer) &&
        lists[index].findRevCert(certificates[index].hex) === null
      );
    });
    const verifier = new KJUR.crypto.Signature({ alg: 'SHA256withRSA' });
    verifier.init(certificates[0].getPublicKey());
    verifier.updateHex(hex(content));
    return isValid && isSigned && verifier.verify(hex(signature));
  },
};
