import { reading } from '../argument.js';
import { IamSmartError } from '../error.js';

/** Registration of an e-service, as the sandbox writes it with `--registration`. */
export interface Registration {
  /** Base address of the gateway. */
  gateway: string;
  /** Client ID of the e-service. */
  clientId: string;
  /** Client secret of the e-service. */
  clientSecret: string;
  /** Private key of the KEK, PEM. */
  keyEncryptionKey: string;
  /** Trust anchors, PEM. */
  trustAnchors: string[];
  /** Certificates between those and the signers', PEM. */
  intermediates: string[];
  /** Address of the sandbox's time-stamp authority: `timestampAuthority.url` of the flows. */
  timestampAuthority?: string;
  /** Its trust anchors, PEM. */
  timestampAnchors?: string[];
  /** Registered login and callback addresses. */
  redirectUris: string[];
}

/** What an `EService` needs of a registration. */
export type Credentials = Pick<
  Registration,
  'gateway' | 'clientId' | 'clientSecret' | 'keyEncryptionKey'
>;

const NAMES = ['gateway', 'clientId', 'clientSecret', 'keyEncryptionKey'] as const;

/** Reads what an `EService` needs of a registration, or of its JSON text. */
export function credentials(registration: Registration | string): Credentials {
  const read: Partial<Registration> | null =
    typeof registration === 'string'
      ? parsed(registration)
      : reading('registration', () => ({ ...registration }));
  for (const name of NAMES) {
    if (typeof read?.[name] !== 'string') {
      throw new IamSmartError(
        'invalid-argument',
        `'registration' cannot be used: its '${name}' is not a string.`,
      );
    }
  }
  const { gateway, clientId, clientSecret, keyEncryptionKey } = read as Registration;
  return { gateway, clientId, clientSecret, keyEncryptionKey };
}

function parsed(text: string): Partial<Registration> | null {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which has secrets.
    throw new IamSmartError('invalid-argument', "'registration' cannot be used: it is not JSON.");
  }
}
