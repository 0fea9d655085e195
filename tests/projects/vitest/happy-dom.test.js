// @vitest-environment happy-dom

import { expect, test } from 'vitest';
import { prove } from './proof.js';

test('in happy-dom', async () => {
  expect(await prove()).toBe(process.env.EXPECTED_PROOF);
});
