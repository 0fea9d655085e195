import type { Registration } from '../server/registration.js';
import { type Arguments, type Command, type Printed, unusable } from './command.js';
import { EXIT, type ExitStatus } from './exit-status.js';
import { examine, type Finding } from './findings.js';
import { textOf } from './input.js';
import { objectIn } from './open-callback.js';

/** `npx iamsmart doctor`. */
export const doctor: Command = {
  summary: "an e-service's credentials and addresses, tried at the gateway",
  usage: `REGISTRATION

Asks the gateway for a content key, and has it refuse an authorization code that never was: nothing
is changed, and nobody is asked anything. REGISTRATION is JSON with gateway, clientId, clientSecret,
keyEncryptionKey and redirectUris, as the sandbox writes it. Secrets are not printed.

  --key-encryption-key FILE   the KEK's private key, instead of the registration's
  --redirect-uri URI          login address to try, instead of redirectUris; may be repeated
  --callback-uri URI          address for pushed results, whose form is looked at; may be repeated
  --scope SCOPE               scope of the login that is tried (eidapi_auth)

Exit status: 0 every check passed, 1 one failed, 3 one could not be decided, 2 unusable arguments.`,
  options: {
    'key-encryption-key': 'value',
    'redirect-uri': 'values',
    'callback-uri': 'values',
    scope: 'value',
  },
  run: print,
};

async function print(given: Arguments): Promise<Printed> {
  const [file, second] = given.files;
  if (file === undefined) throw unusable('REGISTRATION', 'it is missing');
  if (second !== undefined) throw unusable(second, 'the command takes one REGISTRATION');
  const registration: Partial<Registration> = objectIn(await textOf(file));
  const key = given.value('key-encryption-key');
  if (key !== undefined) registration.keyEncryptionKey = (await textOf(key)).trim();
  const listed = Array.isArray(registration.redirectUris) ? registration.redirectUris : [];
  const redirectUris = given.values('redirect-uri').length
    ? given.values('redirect-uri')
    : listed.map(String);
  const findings = await examine(registration, {
    redirectUris,
    callbackUris: given.values('callback-uri'),
    scope: given.value('scope') ?? 'eidapi_auth',
  });
  return { status: statusOf(findings), text: findings.map(lineOf).join('\n'), json: findings };
}

function statusOf(findings: Finding[]): ExitStatus {
  const has = (outcome: Finding['outcome']) => findings.some((found) => found.outcome === outcome);
  if (has('failed')) return EXIT.failed;
  return has('undecided') ? EXIT.undecided : EXIT.ok;
}

function lineOf({ outcome, check, detail }: Finding): string {
  return `${outcome.padEnd(9)}  ${check}: ${detail}`;
}
