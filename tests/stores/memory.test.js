import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pkg } from './places.js';
import { tested } from './tested.js';

await tested('memory');

test('the store in memory says once that it serves one process', async () => {
  const { MemoryStore, Transactions } = await import(pathToFileURL(`${pkg}/server/inline.js`));
  const warn = mock.method(console, 'warn', () => {});
  new MemoryStore({ singleProcess: true });
  assert.equal(warn.mock.callCount(), 0);
  new Transactions();
  new MemoryStore();
  assert.equal(warn.mock.callCount(), 1);
  assert.match(warn.mock.calls[0].arguments[0], /this process alone/);
});
