// @vitest-environment jsdom

import { expect, test } from 'vitest';
import { realms } from './realms.js';

test('values of jsdom', async () => {
  expect(await realms()).toEqual([]);
});
