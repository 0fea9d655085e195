// Headers of every answer, errors and event streams included.

/**
 * Allows scripts and styles of this origin only, and no framing. 'wasm-unsafe-eval' lets the
 * package compile its modules. Navigation to iAM Smart's page stays possible.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Features that no page of this service uses, its own or a framed one. */
const UNUSED = `
  accelerometer autoplay browsing-topics camera display-capture encrypted-media fullscreen
  geolocation gyroscope hid identity-credentials-get idle-detection local-fonts magnetometer
  microphone midi otp-credentials payment picture-in-picture publickey-credentials-create
  publickey-credentials-get screen-wake-lock serial storage-access usb window-management
  xr-spatial-tracking
`;

/** @type {Record<string, string>} */
const ALWAYS = {
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': UNUSED.trim()
    .split(/\s+/)
    .map((feature) => `${feature}=()`)
    .join(', '),
  // The URL of the login callback contains a code.
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** A year, the least that OWASP ASVS 5.0 V3.4.1 asks for. */
const TRANSPORT = 'max-age=31536000; includeSubDomains';

/**
 * Adds the headers to a response.
 *
 * @param {Request} request
 * @param {Response} response
 */
export function secured(request, response) {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
  // RFC 6797 §7.2: not over plain HTTP.
  if (new URL(request.url).protocol === 'https:')
    headers.set('Strict-Transport-Security', TRANSPORT);
  // A response that is made of another forgets that its body is encoded already.
  const encodeBody = headers.has('Content-Encoding') ? 'manual' : 'automatic';
  return new Response(response.body, { status: response.status, headers, encodeBody });
}
