// Forms of frameworks, which keep values of their own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, person } from './opened.js';

test('React: a mask in a controlled input, and blur', async () => {
  const fields = { mobileNumber: person.mobileNumber };
  const result = await page.evaluate((fields) => globalThis.fillReactMask(fields), fields);
  assert.equal(result.shown, '9123 4567');
  assert.deepEqual([result.filled, result.changed[0].value], [[], '9123 4567']);
  assert.deepEqual(result.settled.changed, result.changed);
  assert.ok(result.blurred.includes('mobileNumber'));
});

test('Vue: what is rendered later is told later', async () => {
  const fields = { enName: person.enName, chName: person.chName };
  const result = await page.evaluate((fields) => globalThis.fillVueMask(fields), fields);
  assert.equal(result.shown, 'CHAN, ');
  assert.deepEqual(result.filled, ['enName', 'chName']);
  assert.deepEqual(result.settled.filled, ['chName']);
  assert.deepEqual(
    result.settled.changed.map(({ offered, value }) => [offered, value]),
    [['CHAN, Tai Man', 'CHAN, ']],
  );
  assert.equal(result.state.chName, '陳大文');
});

test('Angular sees the change, on blur too', async () => {
  const fields = { ...person, carOwner: 'Y' };
  const result = await page.evaluate((fields) => globalThis.fillAngular(fields), fields);
  assert.deepEqual(result.state, {
    enName: 'CHAN, Tai Man',
    gender: 'M',
    prefix: 'Mr',
    carOwner: true,
    emailAddress: 'taiman.chan@example.hk',
    mobileNumber: '91234567',
  });
  assert.deepEqual([result.touched, result.valid], [true, true]);
  assert.deepEqual(result.settled.filled.toSorted(), Object.keys(result.state).toSorted());
});

for (const framework of ['React', 'Vue']) {
  test(`${framework} sees the change, and keeps it`, async () => {
    const fields = { ...person, carOwner: 'Y' };
    const { state, shown } = await page.evaluate(
      ([name, fields]) => globalThis[name](fields),
      [`fill${framework}`, fields],
    );
    assert.deepEqual(state, { enName: 'CHAN, Tai Man', gender: 'M', prefix: 'Mr', agree: true });
    assert.equal(shown, 'CHAN, Tai Man');
  });
}
