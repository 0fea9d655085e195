import type { Bytes } from '../bytes.js';
import type { EMEField, ProfileField } from '../fields.js';
import type { Source } from '../page/login.js';

/** A request to a user who has logged in. */
export interface AccountRequest {
  /** 1 to 36 characters, never used before; random, e.g. `crypto.randomUUID()`. */
  businessId: string;
  accessToken: string;
  openId: string;
  source: Source;
  /** Where the result is pushed to; registered beforehand, or the gateway answers D20008. */
  redirectUri: string;
  /** 1 to 36 characters of A-Z, a-z, 0-9, '_' and '-'; comes back with the result. */
  state: string;
  lang?: 'en-US' | 'zh-HK' | 'zh-CN';
}

/** A request to a user who has not logged in. */
export interface AnonymousRequest {
  /** 1 to 36 characters, never used before; random, e.g. `crypto.randomUUID()`. */
  businessId: string;
  /** 1 to 36 characters of A-Z, a-z, 0-9, '_' and '-'; comes back with the result. */
  state: string;
  lang?: 'en-US' | 'zh-HK' | 'zh-CN';
}

/** A request for fields of the user's profile. */
export interface ProfileRequest {
  /** At least one. */
  profileFields: (ProfileField | (string & {}))[];
}

/** A request for the fields of a form. */
export interface FormFillingRequest {
  eMEFields: (EMEField | (string & {}))[];
  /** What is in both lists is shown to the user as a field of the profile. */
  profileFields?: (ProfileField | (string & {}))[];
  /** Shown to the user: 1 to 255 characters. */
  formName: string;
  /** 1 to 20 characters. */
  formNum?: string;
  /** 1 to 255 characters. */
  formDesc?: string;
  /** Where it is left out: 'application/json'. With the other, files may come beside the fields. */
  callbackContentType?: 'application/json' | 'multipart/form-data';
}

/** What the signer has to pass before he signs (medium confidence). */
export interface StepUp {
  /** Face recognition, the identity card read by the phone, or both. */
  method: 'FR' | 'NFC' | 'FR+NFC';
  /** 0 to 720. */
  waitHours?: number;
}

/** A request for a signature over a digest. */
export interface SigningRequest {
  /** SHA-256, or for 'NONEwithSM2' SM3: 32 bytes. */
  digest: Bytes;
  /**
   * Where it is left out: 'SHA256withRSA', SHA-256 over the digest once more. That iAM Smart takes
   * the two over SM2 is unconfirmed; its sibling CorpID does.
   */
  signatureAlgorithm?: 'SHA256withRSA' | 'NONEwithRSA' | 'SM3withSM2' | 'NONEwithSM2';
  /** What `hkicHash` gives for the signer's HKIC number; another signer is refused with D70005. */
  hkicHash?: Bytes;
  /** Shown to the user: 1 to 100 characters ('text-length'). */
  department: string;
  /** Shown to the user: 1 to 255 characters. */
  serviceName: string;
  /** Shown to the user: 1 to 255 characters. */
  documentName: string;
  stepUp?: StepUp;
}

/** A request for the signature of a PDF. */
export interface PdfSigningRequest extends Omit<SigningRequest, 'digest' | 'signatureAlgorithm'> {
  /**
   * SHA-256 of the PDF's byte range, prepared with filter `Adobe.PPKLite` and subfilter
   * `adbe.pkcs7.detached`.
   */
  docDigest: Bytes;
}
