import { octetsOf } from '../brands.js';
import type { BufferSource } from '../bytes.js';
import { IamSmartError } from '../error.js';
import { type BodyPart, SealedCallback } from '../wasm/server.js';
import { bodyBytes, bodyText, MAX_BODY_BYTES, sizeError } from './body.js';
import type { EServiceConfig } from './configuration.js';

/** Callback: a request whose body has not been read, or what was read of it. */
export type CallbackRequest = Request | ReadCallback;

/** What was read of a callback. A request of Express's with the Buffer of `express.raw()` is one. */
export interface ReadCallback {
  /** Body: its text or its bytes, unchanged. */
  body: string | BufferSource;
  /**
   * Headers, of which Content-Type is read: without it, the body is JSON, and 'multipart/form-data' is
   * not opened.
   */
  headers?: Headers | Record<string, string | string[] | undefined>;
}

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
  if (typeof request?.body === 'string') {
    // UTF-8 needs at least as many bytes as UTF-16 needs code units.
    if (request.body.length > MAX_BODY_BYTES) throw sizeError('callback-too-large');
    return new SealedCallback(request.body);
  }
  const bytes = octetsOf(request?.body);
  const message = bytes ? kept(bytes, request as ReadCallback) : (request as Request);
  if (!message?.headers?.get || message.bodyUsed || message.body?.locked) {
    throw new IamSmartError(
      'invalid-argument',
      "'request' cannot be used: it is neither a Request that is yet to be read nor an object with the body's text or bytes. A body that a reader of JSON has read is lost: keep its bytes, with express.raw() or iamsmart/node.",
    );
  }
  const type = message.headers.get('Content-Type') ?? '';
  const multipart = /^multipart\/form-data\s*;/i.test(type);
  try {
    if (multipart) return SealedCallback.ofParts(await parts(message, type));
    return new SealedCallback((await bodyText(message, 'callback-too-large')) ?? '');
  } catch (error) {
    // A truncated body is reported like any other that cannot be opened.
    if (error instanceof IamSmartError) throw error;
    return new SealedCallback('');
  }
}

/** The message that bytes were read of. */
function kept(bytes: Uint8Array<ArrayBuffer>, { headers = {} }: ReadCallback): Response {
  if (bytes.byteLength > MAX_BODY_BYTES) throw sizeError('callback-too-large');
  const type =
    typeof headers.get === 'function'
      ? headers.get('Content-Type')
      : (headers as Record<string, unknown>)['content-type'];
  // A copy: of shared memory there is no Response.
  return new Response(bytes.slice(), {
    headers: typeof type === 'string' ? { 'Content-Type': type } : {},
  });
}

async function parts(message: Request | Response, type: string): Promise<BodyPart[]> {
  const bytes = await bodyBytes(message, 'callback-too-large');
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
