// One certificate, looked up in a CRL: from DER, its signature verified.

import assert from 'node:assert/strict';
import 'reflect-metadata';
import * as peculiar from '@peculiar/x509';
import rs from 'jsrsasign';
import { Certificate, CertificateRevocationList } from 'pkijs';
import { entryOf } from '../input/builds.js';
import { certificate, crl, entriesOf, TIME } from '../input/certificates.js';
import { entity } from '../input/entities.js';
import { turns } from '../turns.js';
import { NODE, versionOf } from '../versions.js';

/** Entries; how often it is measured; whether peers are tried: beyond it takes them minutes. */
const SIZES = [
  { entries: 1000, rounds: 7, times: 5, hasPeers: true },
  { entries: 10_000, rounds: 5, times: 2, hasPeers: true },
  { entries: 1_000_000, rounds: 5, times: 1, hasPeers: false },
];

/** @type {import('../table.js').Table} */
export default {
  name: 'crl',
  title: 'One certificate, looked up in a CRL',
  unit: 'ms',
  async *rows(tools) {
    const { validateCertificatePath } = await entryOf(tools, 'verify/inline.js');
    const root = entity('Root CA');
    const person = certificate(entity('Person'), root, { serial: 2 });
    const anchor = certificate(root, root, { isAuthority: true });
    for (const { entries, rounds, times, hasPeers } of SIZES) {
      const list = crl(root, entriesOf(entries));
      const spoiled = Buffer.from(list);
      spoiled[spoiled.length - 1] ^= 1;
      /** @type {Record<string, (list: Buffer) => unknown>} */
      const contestants = {
        iamsmart: (list) =>
          validateCertificatePath({
            certificate: person,
            trustAnchors: [anchor],
            crls: [list],
            validationTime: TIME,
          }).indication === 'TOTAL-PASSED',
      };
      assert.equal(contestants.iamsmart(list), true, 'iamsmart refuses what is good');
      assert.equal(contestants.iamsmart(spoiled), false, 'iamsmart takes a spoiled signature');
      const refused = [];
      for (const [name, lookUp] of Object.entries(hasPeers ? peers(person, anchor) : {})) {
        const is = await lookUp(list).catch((error) => error.message);
        if (is !== true) {
          refused.push(`${name} cannot read it (${is})`);
          continue;
        }
        assert.equal(await lookUp(spoiled), false, `${name} takes a spoiled signature`);
        contestants[name] = lookUp;
      }
      const runs = Object.entries(contestants).map(([name, lookUp]) => [name, () => lookUp(list)]);
      yield {
        work: `${entries.toLocaleString('en')} entries, ${Math.round(list.length / 1024)} KiB`,
        engine: NODE,
        samples: await turns(Object.fromEntries(runs), { rounds, warmUp: 2, times, clock: 'cpu' }),
        ...(Object.keys(contestants).length > 1 && { goal: { overPeers: 2 } }),
        ...(refused.length && { note: `${refused.join('; ')}.` }),
      };
    }
  },
};

/**
 * Each reads the list, verifies its signature and looks the certificate up.
 *
 * @param {Buffer} person
 * @param {Buffer} anchor
 * @returns {Record<string, (list: Buffer) => Promise<boolean>>}
 */
function peers(person, anchor) {
  const issuer = new peculiar.X509Certificate(anchor);
  const { serialNumber } = new peculiar.X509Certificate(person);
  const hex = { person: person.toString('hex'), anchor: anchor.toString('hex') };
  return {
    async [versionOf('@peculiar/x509')](der) {
      const list = new peculiar.X509Crl(der);
      return (
        (await list.verify({ publicKey: issuer.publicKey })) && !list.findRevoked(serialNumber)
      );
    },
    async [versionOf('jsrsasign')](der) {
      const list = new rs.X509CRL(der.toString('hex'));
      const root = new rs.X509();
      root.readCertHex(hex.anchor);
      return list.verifySignature(root.getPublicKey()) && list.findRevCert(hex.person) === null;
    },
    async [versionOf('pkijs')](der) {
      const list = CertificateRevocationList.fromBER(der);
      const [certificate, issuerCertificate] = [person, anchor].map((one) =>
        Certificate.fromBER(one),
      );
      return (await list.verify({ issuerCertificate })) && !list.isCertificateRevoked(certificate);
    },
  };
}
