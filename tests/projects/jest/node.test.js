import { prove } from './proof.js';

test('in node', async () => {
  expect(await prove()).toBe(process.env.EXPECTED_PROOF);
});
