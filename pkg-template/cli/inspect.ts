import type { CertificateInspection } from '../wasm/inspect.js';
import { type Arguments, type Command, onlyFile, type Printed } from './command.js';
import { EXIT } from './exit-status.js';
import { encodedOf } from './input.js';
import { languageOf } from './language.js';

/** `npx iamsmart inspect`. */
export const inspect: Command = {
  summary: 'every field and extension of the certificates in a file',
  usage: `FILE

Prints what certificates hold, in DER, PEM or Base64, or in a certs-only CMS message (.p7c, .p7b).
It judges nothing; that is what 'npx iamsmart verify' does.

  --language LANGUAGE         en, zh-HK or zh-CN (en)`,
  options: { language: 'value' },
  run: print,
};

async function print(given: Arguments): Promise<Printed> {
  const language = languageOf(given);
  const file = await encodedOf(onlyFile(given));
  const [{ certificatesOf }, { inspectCertificate }] = await Promise.all([
    import('../verify/inline.js'),
    import('../inspect/inline.js'),
  ]);
  const found = certificatesOf(file).map((der) => inspectCertificate(der, { language }));
  return { status: EXIT.ok, text: found.map(textOf).join('\n'), json: found };
}

function textOf({ text, differences }: CertificateInspection): string {
  return [...differences.map(({ detail }) => `! ${detail}\n`), text].join('');
}
