import { IamSmartError } from '../error.js';
import { type BodyPart, SealedCallback } from '../wasm/server.js';
import { bodyBytes, bodyText, MAX_BODY_BYTES, sizeError } from './body.js';
import type { EServiceConfig } from './configuration.js';

/** Callback: a request whose body has not been read, or the body alone. */
export type CallbackRequest = Request | { body: string };

/** Maximum number of parts of a callback: its frame has six fields, and a form has one file. */
const MAX_PARTS = 100;

/** Client certificate of a callback's connection. */
export interface ClientCertificate {
  /** True if the platform has verified the certificate's path. */
  verified: boolean;
  /** SHA-256 fingerprint in hexadecimal. */
  sha256?: string | undefined;
}

/** Reads a callback without opening it. */
export async function sealedCallback(request: CallbackRequest): Promise<SealedCallback> {
  if (isBody(request)) {
    // UTF-8 needs at least as many bytes as UTF-16 needs code units.
    if (request.body.length > MAX_BODY_BYTES) throw sizeError('callback-too-large');
    return new SealedCallback(request.body);
  }
  if (!request?.headers?.get || request.bodyUsed || request.body?.locked) {
    throw new IamSmartError(
      'invalid-argument',
      "'request' cannot be used: it is neither a Request that is yet to be read nor an object with the body's text.",
    );
  }
  const type = request.headers.get('Content-Type') ?? '';
  const multipart = /^multipart\/form-data\s*;/i.test(type);
  try {
    if (multipart) return SealedCallback.ofParts(await parts(request, type));
    return new SealedCallback((await bodyText(request, 'callback-too-large')) ?? '');
  } catch (error) {
    // A truncated body is reported like any other that cannot be opened.
    if (error instanceof IamSmartError) throw error;
    return new SealedCallback('');
  }
}

function isBody(request: CallbackRequest): request is { body: string } {
  return typeof request?.body === 'string';
}

async function parts(request: Request, type: string): Promise<BodyPart[]> {
  const bytes = await bodyBytes(request, 'callback-too-large');
  const form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData();
  const entries = [...form];
  if (entries.length > MAX_PARTS) {
    throw new IamSmartError(
      'callback-too-large',
      `The callback has ${entries.length} parts, more than the limit of ${MAX_PARTS}, and was not read.`,
    );
  }
  const read = entries.map(async ([name, value]): Promise<BodyPart> => {
    if (typeof value === 'string') return { name, text: value };
    const content = new Uint8Array(await value.arrayBuffer());
    return { name, file: { fileName: value.name, type: value.type, bytes: content } };
  });
  return Promise.all(read);
}

/**
 * Checks that the client certificate is the gateway's.
 *
 * @throws IamSmartError 'client-certificate-refused'
 */
export async function checkClientCertificate(
  request: CallbackRequest,
  { sha256, of = cloudflares }: NonNullable<EServiceConfig['clientCertificate']>,
): Promise<void> {
  const certificate = await of(request);
  const plain = (fingerprint: string) => fingerprint.replaceAll(':', '').toLowerCase();
  // A fingerprint suffices: a TLS client proves possession of the key, whether or not the issuer is
  // trusted.
  const accepted = sha256
    ? sha256.map(plain).includes(plain(certificate?.sha256 ?? ''))
    : certificate?.verified === true;
  if (!accepted) {
    throw new IamSmartError(
      'client-certificate-refused',
      "The callback did not come with the gateway's client certificate.",
    );
  }
}

/** Properties that Cloudflare adds to a request (`IncomingRequestCfProperties` in its types). */
interface Cloudflares {
  cf?: {
    tlsClientAuth?: {
      certPresented?: string;
      certVerified?: string;
      certRevoked?: string;
      certFingerprintSHA256?: string;
    };
  };
}

/** Reads the client certificate from Cloudflare's `request.cf`. */
function cloudflares(request: CallbackRequest & Cloudflares): ClientCertificate | undefined {
  const { certPresented, certVerified, certRevoked, certFingerprintSHA256 } =
    request.cf?.tlsClientAuth ?? {};
  if (certPresented !== '1') return undefined;
  return {
    verified: certVerified === 'SUCCESS' && certRevoked !== '1',
    sha256: certFingerprintSHA256,
  };
}
