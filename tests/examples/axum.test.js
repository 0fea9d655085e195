// The example in Rust: what every example must do, and what its own parsers read as the page does.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ABOUT } from '../../examples/about.js';
import { EXAMPLES } from './examples.js';
import { tested } from './one.js';
import { HKIC, Person } from './person.js';
import { page } from './service.js';

const EXAMPLE = 'axum on SQLite';

tested(EXAMPLE);

describe(`${EXAMPLE}: forms and bodies`, () => {
  /** @type {Awaited<ReturnType<(typeof EXAMPLES)[typeof EXAMPLE]>>} */
  let service;
  /** @type {Person} */
  let person;
  before(async () => {
    service = await EXAMPLES[EXAMPLE]();
    person = new Person(service.place);
    await person.logIn();
  });
  after(() => service?.stop());

  /** Submits a form as the page does, hashed by the page. */
  async function submitted(entries) {
    const form = new FormData();
    form.append('hkic', HKIC.chan);
    for (const [name, value] of entries) form.append(name, value);
    const { hashCode } = await page.hashForm(form, ABOUT);
    const query = new URLSearchParams({ hashCode });
    const encoded = new Response(form);
    const headers = { 'Content-Type': encoded.headers.get('Content-Type') ?? '' };
    const body = await encoded.arrayBuffer();
    return person.json(`/api/sign?${query}`, { method: 'POST', headers, body });
  }

  const FORMS = {
    'text of every kind': [
      ['name', '陳大文'],
      ['emoji', '👩‍👩‍👧 e\u0301'],
      ['lines', 'one\r\ntwo\rthree\nfour'],
      ['empty', ''],
      ['mark', '\u{feff}begins with a byte order mark'],
      ['nul', 'a\0b'],
      ['boundary', '\r\n--\r\nContent-Disposition: form-data; name="hkic"\r\n\r\nx'],
    ],
    'names that need escapes': [
      ['申請人', 'a'],
      ['quo"te', 'b'],
      ['per%22cent', 'c'],
      ['two\nlines', 'd'],
      ['semi; colon', 'e'],
      ['same', '1'],
      ['same', '2'],
    ],
    files: [
      ['proof', new File(['地址證明'], '證明 "1"; a.pdf', { type: 'application/pdf' })],
      ['none', new File([], '')],
      ['no bytes', new File([], 'empty.txt', { type: 'text/plain' })],
      ['typed', new File(['x'], 'x', { type: 'text/plain; charset=big5' })],
      ['untyped', new File([new Uint8Array([0, 255, 13, 10, 45, 45])], 'raw')],
    ],
  };
  for (const [name, entries] of Object.entries(FORMS)) {
    test(`${name} is what the page hashed`, async () => {
      const { businessId, identificationCode } = await submitted(entries);
      assert.match(identificationCode, /^\d{4}$/);
      const { settled } = await person.step(businessId, 'withdraw');
      assert.equal(settled.outcome, 'withdrawn');
    });
  }

  // multer looks for `filename` within the quotes of another parameter.
  test('a name that imitates a parameter is refused rather than signed otherwise', async () => {
    await assert.rejects(submitted([['a; filename=b', 'c']]), { status: 409 });
    assert.deepEqual(
      (await person.reload()).filter(({ stage }) => stage === 'pending'),
      [],
    );
  });

  test('what is too large or no form is refused', async () => {
    const file = new File([new Uint8Array(12 * 1024 * 1024)], 'large');
    await assert.rejects(submitted([['file', file]]), { status: 413 });
    const init = { method: 'POST', body: 'x', headers: { 'Content-Type': 'text/plain' } };
    const response = await person.fetch('/api/sign?hashCode=x', init);
    assert.equal(response.status, 400);
  });

  test('a stranger’s callbacks change nothing', async () => {
    const { businessId, ticketId } = await person.sign('AB 8');
    for (const [body, status] of [
      ['', 400],
      ['{}', 400],
      ['['.repeat(1_000_000), 400],
      [JSON.stringify({ code: 'D70001', secretKey: 'AAAA', content: 'AAAA' }), 400],
      [Buffer.from([0xff, 0xfe]), 400],
      [Buffer.alloc(11 * 1024 * 1024, 0x20), 413],
    ]) {
      const headers = { 'Content-Type': 'application/json' };
      const response = await person.fetch('/iamsmart/callback', { method: 'POST', body, headers });
      assert.equal(response.status, status);
    }
    assert.equal((await person.json(`/api/requests/${businessId}`)).stage, 'pending');
    await person.inApp(ticketId, 'approve');
    assert.equal((await person.settled(businessId)).settled.outcome, 'signed');
    await person.step(businessId, 'take');
  });

  for (const [fault, outcome] of Object.entries({
    'wrong-signature': 'rejected',
    'other-certificate': 'rejected',
    duplicate: 'signed',
  })) {
    test(`a callback with the fault '${fault}' is ${outcome}, once`, async () => {
      const { businessId, ticketId } = await person.sign(`AB ${fault}`);
      await service.fault({ at: 'callback', fault, times: 1 });
      await person.inApp(ticketId, 'approve');
      const { settled } = await person.settled(businessId);
      assert.equal(settled.outcome, outcome, JSON.stringify(settled));
      assert.equal((await service.archived()).get(businessId)?.length, 1);
      await person.step(businessId, 'take');
    });
  }

  test('processes that begin at the same time share one file', async () => {
    for (let i = 0; i < service.count; i++) await service.killHost(i);
    await Promise.all(Array.from({ length: service.count }, (_, i) => service.startHost(i)));
    assert.deepEqual(
      (await person.reload()).filter(({ stage }) => stage === 'pending'),
      [],
    );
  });
});
