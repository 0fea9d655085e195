// A client whose every byte and pause a test decides on.

import { request } from 'node:http';
import { connect } from 'node:http2';

/**
 * @typedef {{
 *   write: (chunk: Uint8Array | string) => Promise<void>,
 *   end: () => void,
 *   abort: () => void,
 *   response: Promise<{ status: number, headers: any, stream: import('node:stream').Readable }>,
 *   answer: Promise<{ status: number, headers: any, text: string }>,
 * }} Exchange
 *
 * @param {{ origin: string, http2: boolean }} server
 * @param {{ method?: string, path: string, headers?: Record<string, string> }} options
 * @returns {Exchange}
 */
export function exchange({ origin, http2 }, { method = 'POST', path, headers = {} }) {
  const { stream, response } = http2
    ? overHttp2(origin, method, path, headers)
    : overHttp1(origin, method, path, headers);
  const whole = async () => {
    const { stream, ...rest } = await response;
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    return { ...rest, text: Buffer.concat(chunks).toString() };
  };
  /** @type {ReturnType<typeof whole> | undefined} */
  let answer;
  response.catch(() => {});
  stream.on('error', () => {});
  return {
    write: (chunk) => new Promise((resolve) => stream.write(chunk, () => resolve())),
    end: () => stream.end(),
    abort: () => stream.destroy(),
    response,
    // Read only if it is asked for: some tests do not read what they get.
    get answer() {
      answer ??= whole();
      return answer;
    },
  };
}

function overHttp1(origin, method, path, headers) {
  const stream = request(`${origin}${path}`, { method, headers, agent: false });
  const response = new Promise((resolve, reject) => {
    stream.on('response', (message) =>
      resolve({ status: message.statusCode, headers: message.headers, stream: message }),
    );
    stream.on('error', reject);
    stream.on('close', () => reject(new Error('closed without an answer')));
  });
  return { stream, response };
}

function overHttp2(origin, method, path, headers) {
  const session = connect(origin);
  session.on('error', () => {});
  const stream = session.request({ ':method': method, ':path': path, ...headers });
  stream.on('close', () => session.close());
  const response = new Promise((resolve, reject) => {
    stream.on('response', ({ ':status': status, ...rest }) =>
      resolve({ status, headers: rest, stream }),
    );
    stream.on('error', reject);
    stream.on('close', () => reject(new Error('closed without an answer')));
  });
  return { stream, response };
}

/**
 * The body of a form with one file, and its media type.
 *
 * @param {Uint8Array} bytes
 */
export async function multipart(bytes) {
  const form = new FormData();
  form.append('fullName', '陳大文');
  form.append('proof', new File([bytes], 'proof.pdf', { type: 'application/pdf' }));
  const response = new Response(form);
  return {
    form,
    type: response.headers.get('Content-Type') ?? '',
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

/**
 * Waits until something is true.
 *
 * @param {() => boolean} condition
 */
export async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
