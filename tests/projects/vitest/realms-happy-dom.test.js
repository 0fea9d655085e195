// @vitest-environment happy-dom

import { expect, test } from 'vitest';
import { realms } from './realms.js';

test('values of happy-dom', async () => {
  expect(await realms()).toEqual([]);
});
