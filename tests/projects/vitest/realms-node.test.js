// @vitest-environment node

import { expect, test } from 'vitest';
import { realms } from './realms.js';

test('values of node', async () => {
  expect(await realms()).toEqual([]);
});
