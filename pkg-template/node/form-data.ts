import { type FormLimits, formReader, readForm } from '../server/form-data.js';
import { headerOf, incomingOf, type NodeRequest } from './http.js';
import { requestOf } from './request.js';

/**
 * Reads the submission of a form, with every name, value, file name and byte as the browser sent
 * it: `hashForm` of it returns the digest that the page's `hashForm` has returned. For
 * `multipart/form-data` and, for forms without files, `application/x-www-form-urlencoded`.
 *
 * ```js
 * app.post('/sign', async (req, res) => {
 *   const form = await formDataOf(req, { maxBytes: 10_000_000 });
 * ```
 *
 * No other middleware may have read the body, unless it keeps the bytes in `req.body` or
 * `req.rawBody`.
 *
 * @throws RequestProblem 'body-taken', 'body-broken', 'body-too-large', 'body-too-slow',
 *   'form-malformed', 'form-media-type', 'request-malformed'
 */
export async function formDataOf(request: NodeRequest, limits: FormLimits = {}): Promise<FormData> {
  const message = incomingOf(request);
  const [type, encoding] = ['content-type', 'content-encoding'].map((name) =>
    headerOf(message, name),
  );
  const read = formReader(type, encoding, limits);
  return readForm(requestOf(request), read, limits);
}
