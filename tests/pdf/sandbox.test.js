// A file signed by a person with the app: from the browser's print to pyHanko's verdict.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerInApp, logIn, signingRequest, startSandbox } from '../gateway/sandbox.js';
import { fixture, poppler, pyHanko, signers } from './tools.js';

const { embedPdfSignature, preparePdf } = await import(`${process.env.IAMSMART_PKG}/pdf/inline.js`);
const { EService } = await import(`${process.env.IAMSMART_PKG}/server/inline.js`);

let sandbox;
let signer;
before(async () => {
  [sandbox, signer] = await Promise.all([startSandbox(), signers()]);
});
after(() => Promise.all([sandbox.stop(), signer.remove()]));

test("what browser, office and scanner make is signed with iAM Smart's PDF signing", async () => {
  const { registration, callbacks } = sandbox;
  const { gateway, clientId, clientSecret, keyEncryptionKey } = registration;
  const service = new EService({ gateway, clientId, clientSecret, keyEncryptionKey });
  const token = await service.login(await logIn(sandbox));
  const authorities = [...registration.trustAnchors, ...registration.intermediates];
  const trusted = await Promise.all(
    authorities.map((pem, index) => signer.write(`authority-${index}.pem`, pem)),
  );
  const files = [];
  for (const name of ['browser', 'office', 'scanner']) {
    const prepared = preparePdf(await fixture(`${name}.pdf`));
    const { docDigest } = prepared;
    const { digest, ...request } = signingRequest(sandbox, token, { docDigest });
    const ticket = await service.requestPdfSigning(request);
    await answerInApp(gateway, ticket.ticketId, 'approve');
    const result = await service.openCallback(await callbacks.nextRequest());
    const signed = embedPdfSignature(prepared, result.pdfSignature);
    files.push(await signer.write(`${name}.pdf`, signed));
    assert.equal(await poppler(files.at(-1)), 1, name);
  }
  for (const [status] of await pyHanko(trusted.join(','), files)) {
    assert.deepEqual([status.passed, status.coverage], [true, 'ENTIRE_FILE']);
  }
});
