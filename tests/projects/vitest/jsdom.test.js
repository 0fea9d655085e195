// @vitest-environment jsdom

import { expect, test } from 'vitest';
import { prove } from './proof.js';

test('in jsdom', async () => {
  expect(await prove()).toBe(process.env.EXPECTED_PROOF);
});
