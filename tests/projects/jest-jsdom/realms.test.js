import { realms } from './realms.js';

test('values of Jest with jsdom', async () => {
  expect(await realms()).toEqual([]);
});
