// A file signed by a person with the app: from the browser's print to pyHanko's verdict
// at each level of PAdES, with time-stamps and revocation data of the stand-in.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { answerInApp, logIn, signingRequest, startSandbox } from '../gateway/sandbox.js';
import { fixture, poppler, pyHanko, signers } from './tools.js';

const pkg = process.env.IAMSMART_PKG;
const {
  addPdfRevocation,
  addPdfTimestamp,
  addSignatureTimestamp,
  embedPdfSignature,
  preparePdf,
  verifyPdf,
} = await import(`${pkg}/pdf/inline.js`);
const { EService, fetchRevocation, fetchTimestamp } = await import(`${pkg}/server/inline.js`);
const { cmsCertificates } = await import(`${pkg}/verify/inline.js`);

/** Addresses of the sandbox are on this machine. */
const LOCAL = { allowPrivateAddresses: true };

let sandbox;
let signer;
before(async () => {
  sandbox = await startSandbox();
  signer = await signers();
});
after(() => Promise.all([sandbox.stop(), signer.remove()]));

const timestamp = (digest) =>
  fetchTimestamp(sandbox.registration.timestampAuthority, digest, LOCAL);

/** What a validator needs years later: certificates, and their revocation data of today. */
async function validationData(messages, { registration }) {
  const authorities = [
    ...registration.trustAnchors,
    ...registration.intermediates,
    ...registration.timestampAnchors,
  ];
  const certificates = [...messages.flatMap((cms) => cmsCertificates(cms)), ...authorities];
  const fetched = await Promise.all(
    certificates.map((certificate) => fetchRevocation(certificate, authorities, LOCAL)),
  );
  return { certificates, crls: fetched.flatMap(({ crls }) => crls) };
}

test("what browser, office and scanner make is signed with iAM Smart's PDF signing, and lasts", async () => {
  const { registration, callbacks } = sandbox;
  const { gateway, clientId, clientSecret, keyEncryptionKey } = registration;
  const service = new EService({ gateway, clientId, clientSecret, keyEncryptionKey });
  const token = await service.login(await logIn(sandbox));
  const { trustAnchors, intermediates, timestampAnchors } = registration;
  const authorities = [...trustAnchors, ...intermediates, ...timestampAnchors];
  const paths = await Promise.all(
    authorities.map((pem, index) => signer.write(`authority-${index}.pem`, pem)),
  );
  const trusted = paths.join(',');
  // As pyHanko reads the rest from the file.
  const roots = [paths[0], paths.at(-1)].join(',');
  for (const name of ['browser', 'office', 'scanner']) {
    const prepared = preparePdf(await fixture(`${name}.pdf`));
    const { docDigest } = prepared;
    const { digest, ...request } = signingRequest(sandbox, token, { docDigest });
    const ticket = await service.requestPdfSigning(request);
    await answerInApp(gateway, ticket.ticketId, 'approve');
    const { pdfSignature } = await service.openCallback(await callbacks.nextRequest());

    const stamp = await timestamp(createHash('sha256').update('the authority').digest());
    const data = await validationData([pdfSignature, stamp], sandbox);
    const withTime = await addSignatureTimestamp(pdfSignature, timestamp);
    const levels = {
      'B-B': embedPdfSignature(prepared, pdfSignature),
      'B-T': embedPdfSignature(prepared, withTime),
    };
    levels['B-LT'] = addPdfRevocation(levels['B-T'], data);
    levels['B-LTA'] = await addPdfTimestamp(levels['B-LT'], timestamp);

    const files = [];
    for (const [level, pdf] of Object.entries(levels)) {
      files.push(await signer.write(`${name}-${level}.pdf`, pdf));
      assert.equal(await poppler(files.at(-1)), 1, `${name} ${level}`);
    }
    const verdicts = await pyHanko(trusted, files);
    for (const [index, [status, ...stamps]] of verdicts.entries()) {
      const level = Object.keys(levels)[index];
      assert.deepEqual([status.passed, status.timestamped], [true, level !== 'B-B'], level);
      assert.deepEqual(
        stamps.map(({ valid }) => valid),
        level === 'B-LTA' ? [true] : [],
      );
    }
    const [lasting] = await pyHanko(roots, files.slice(-1), 'lasting');
    assert.deepEqual(lasting, { indication: 'PASSED', from: 'True' }, name);

    const { signatures } = verifyPdf(levels['B-LTA'], {
      trustAnchors,
      timestampAnchors,
      revocation: 'hard',
    });
    assert.deepEqual(
      signatures.map(({ kind, indication }) => [kind, indication]),
      [
        ['signature', 'TOTAL-PASSED'],
        ['time-stamp', 'TOTAL-PASSED'],
      ],
    );
  }
});
