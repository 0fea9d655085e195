// Time from import to first result in Node, of this package's entries beside others': a process for
// each, in turns. Prints a table; run by `cargo xtask bench`, which with `--against` also measures
// another build of the package.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = 21;

const fixture = (name) => readFileSync(join(root, 'tests/fixtures/pki', name));
const known = {
  digest: fixture('content.sha256').toString('base64'),
  signature: fixture('sha256-over-digest.sig').toString('base64'),
  certificate: `${fixture('person.pem')}`,
  intermediates: [`${fixture('issuing.pem')}`],
  trustAnchors: [`${fixture('root.pem')}`],
  revocation: 'off',
};
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

/** The first result of each: a code challenge, a digest, a verdict. */
const OTHERS = {
  oauth4webapi: `const m = await import('oauth4webapi'); await m.calculatePKCECodeChallenge('${VERIFIER}');`,
  'hash-wasm': `const m = await import('hash-wasm'); await m.sha256('${VERIFIER}');`,
  pkijs: `const m = await import('pkijs');
const der = (pem) => Buffer.from(pem.replace(/-----.*?-----/g, ''), 'base64');
const { certificate, intermediates, trustAnchors } = ${JSON.stringify(known)};
const read = (pem) => m.Certificate.fromBER(der(pem));
const engine = new m.CertificateChainValidationEngine({
  certs: [...intermediates.map(read), read(certificate)], trustedCerts: trustAnchors.map(read),
  checkDate: new Date('2026-06-01T00:00:00Z'),
});
await engine.verify();`,
};

const ours = (folder) => {
  const at = (entry) => pathToFileURL(join(folder, entry)).href;
  const entry = (role) => {
    try {
      readFileSync(join(folder, role, 'index.js'));
      return at(`${role}/index.js`);
    } catch {
      return at(`${role}/inline.js`);
    }
  };
  return {
    page: `const m = await import('${entry('page')}'); m.calculateCodeChallenge('${VERIFIER}');`,
    server: `const m = await import('${entry('server')}'); m.resultCode('D20001');`,
    verify: `const m = await import('${entry('verify')}');
m.verifySignature({ ...${JSON.stringify(known)}, validationTime: new Date('2026-06-01T00:00:00Z') });`,
  };
};

const subjects = { ...OTHERS, ...ours(process.env.IAMSMART_PKG ?? join(root, 'pkg')) };
const against = process.env.IAMSMART_AGAINST;
for (const [name, script] of Object.entries(against ? ours(against) : {})) {
  subjects[`${name}, against`] = script;
}

const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, script] of Object.entries(subjects)) {
    const measured = `const start = performance.now();\n${script}\nconsole.log(performance.now() - start);`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', measured], {
      cwd: root,
      encoding: 'utf8',
    });
    times[name].push(Number(printed));
  }
}

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const base = median(times.oauth4webapi);
console.log(
  `from import to first result, in ms: median of ${ROUNDS} processes, and × oauth4webapi`,
);
for (const [name, all] of Object.entries(times)) {
  console.log(
    `${name.padEnd(40)}${median(all).toFixed(1).padStart(8)}${(median(all) / base).toFixed(2).padStart(8)}`,
  );
}
