import { realms } from './realms.js';

test('values of Jest', async () => {
  expect(await realms()).toEqual([]);
});
