// A description in OpenAPI 3.1, and whether an exchange is as it says.

import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/**
 * @typedef {{
 *   id: string,
 *   method: string,
 *   path: string,
 *   pointer: string[],
 * }} Operation
 *
 * @typedef {{
 *   query?: Record<string, string>,
 *   path?: Record<string, string>,
 *   headers?: Record<string, string>,
 *   type?: string,
 *   body?: Buffer,
 *   plain?: object,
 * }} Sent `plain` is what a sealed content holds.
 *
 * @typedef {{ status: number, headers: Headers, body: Buffer, plain?: object }} Answered
 */

const FORM = 'application/x-www-form-urlencoded';
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export class Description {
  #document;
  #base;
  #ajv = new Ajv2020({ strict: false, allErrors: true });
  /** Responses that an exchange had, as JSON pointers: a shared one is one. */
  seen = new Set();

  /**
   * @param {string} name
   * @param {any} document
   */
  constructor(name, document) {
    this.#base = `https://sandbox.example/${name}.json`;
    this.#document = document;
    addFormats(this.#ajv);
    // Not a schema itself, but where pointers into it begin.
    this.#ajv.addSchema(document, this.#base, undefined, false);
  }

  /** @returns {Operation[]} */
  operations() {
    return Object.entries(this.#document.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({
        id: item[method].operationId,
        method: method.toUpperCase(),
        path,
        pointer: ['paths', path, method],
      })),
    );
  }

  /** All documented responses, as JSON pointers. */
  responses() {
    const all = this.operations().flatMap(({ pointer }) =>
      Object.keys(this.#at(pointer).responses).map((status) =>
        written(this.#followed([...pointer, 'responses', status])),
      ),
    );
    return new Set(all);
  }

  /**
   * Asserts that a request is as its operation says.
   *
   * @param {Operation} operation
   * @param {Sent} sent
   */
  checkRequest({ id, pointer }, sent) {
    const { parameters = [], requestBody } = this.#at(pointer);
    const known = parameters.map((_, index) =>
      this.#followed([...pointer, 'parameters', `${index}`]),
    );
    const given = { query: sent.query ?? {}, path: sent.path ?? {}, header: sent.headers ?? {} };
    for (const parameter of known) {
      const { name, in: where, required } = this.#at(parameter);
      const value = given[where][name];
      assert.ok(value !== undefined || !required, `${id} wants ${name}`);
      if (value !== undefined) this.#check([...parameter, 'schema'], value, `${id} ${name}`);
    }
    for (const where of /** @type {const} */ (['query', 'path'])) {
      const names = known.map((one) => this.#at(one)).filter((one) => one.in === where);
      const undocumented = Object.keys(given[where]).filter(
        (name) => !names.some((one) => one.name === name),
      );
      assert.deepEqual(undocumented, [], `${id}: undocumented in the ${where}`);
    }
    if (!requestBody) {
      assert.equal(sent.body?.length ?? 0, 0, `${id} has no body`);
      return;
    }
    if (!sent.body) {
      assert.ok(!requestBody.required, `${id} wants a body`);
      return;
    }
    this.checkContent([...pointer, 'requestBody', 'content'], `body of ${id}`, {
      type: sent.type ?? 'application/json',
      body: sent.body,
      plain: sent.plain,
    });
  }

  /**
   * Asserts that a response is one of those that its operation has.
   *
   * @param {Operation} operation
   * @param {Answered} answered
   */
  checkResponse({ id, pointer }, { status, headers, body, plain }) {
    const documented = this.#at([...pointer, 'responses']);
    assert.ok(documented[status], `${id} has no response ${status}: ${body.subarray(0, 400)}`);
    const response = this.#followed([...pointer, 'responses', `${status}`]);
    this.seen.add(written(response));
    const { headers: ofResponse = {}, content } = this.#at(response);
    for (const name of Object.keys(ofResponse)) {
      const header = this.#followed([...response, 'headers', name]);
      const value = headers.get(name);
      assert.ok(value !== null || !this.#at(header).required, `${id} ${status} lacks ${name}`);
      if (value !== null) this.#check([...header, 'schema'], value, `${name} of ${id} ${status}`);
    }
    if (!content) {
      assert.equal(body.length, 0, `${id} ${status} has no body`);
      return;
    }
    const type = headers.get('content-type') ?? 'no type';
    this.checkContent([...response, 'content'], `${id} ${status}`, { type, body, plain });
  }

  /**
   * Asserts that a body is of a documented media type, and as that says.
   *
   * @param {string[]} pointer
   * @param {string} what
   * @param {{ type: string, body: Buffer | object, plain?: object }} sent A `body` that is no buffer is
   *   read already.
   */
  checkContent(pointer, what, { type, body, plain }) {
    const [media] = type.split(';');
    const content = this.#at(pointer);
    assert.ok(content[media], `${what}: ${media} is not documented`);
    const { schema, 'x-content': sealed } = content[media];
    if (!schema) {
      assert.ok(Buffer.isBuffer(body) && body.length > 0, `${what} is empty`);
      return;
    }
    const text = Buffer.isBuffer(body) && new TextDecoder('utf-8', { fatal: true }).decode(body);
    const value = text === false ? body : read(media, text);
    this.#check([...pointer, media, 'schema'], value, what);
    if (plain) {
      assert.ok(sealed, `${what}: nothing is said of the sealed content`);
      this.#check([...pointer, media, 'x-content'], plain, `content of ${what}`);
    }
  }

  /**
   * Asserts that a value is as a named schema says.
   *
   * @param {string} schema
   * @param {unknown} value
   */
  checkSchema(schema, value) {
    this.#check(['components', 'schemas', schema], value, schema);
  }

  /** The names of a schema's constants. */
  constants(schema) {
    return this.#at(['components', 'schemas', schema]).oneOf.map(({ const: one }) => one);
  }

  #check(pointer, value, what) {
    const read = this.#at(this.#followed(pointer)).type === 'integer' ? Number(value) : value;
    const fragment = written(pointer).split('/').map(encodeURIComponent).join('/');
    const uri = `${this.#base}#${fragment}`;
    const validate = this.#ajv.getSchema(uri) ?? this.#ajv.compile({ $ref: uri });
    assert.ok(
      validate(read),
      `${what}: ${this.#ajv.errorsText(validate.errors)} in ${JSON.stringify(read).slice(0, 400)}`,
    );
  }

  #at(pointer) {
    return pointer.reduce((node, name) => node[name], this.#document);
  }

  /** Where a reference leads. */
  #followed(pointer) {
    const { $ref } = this.#at(pointer);
    if (!$ref) return pointer;
    return $ref
      .slice('#/'.length)
      .split('/')
      .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
}

/** What a text of this media type says. */
function read(media, text) {
  if (media === 'application/json') return JSON.parse(text);
  if (media !== FORM) return text;
  return Object.fromEntries(new URLSearchParams(text));
}

/** A JSON pointer (RFC 6901). */
function written(pointer) {
  return pointer.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
