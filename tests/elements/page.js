// The page of the tests: all elements, and what events they tell.

import * as elements from 'iamsmart/elements';
import { sentenceOf } from 'iamsmart/texts';

globalThis.elements = elements;
globalThis.sentenceOf = sentenceOf;
globalThis.told = [];
for (const name of ['iamsmart-stage', 'iamsmart-outcome', 'iamsmart-failure']) {
  document.addEventListener(name, ({ detail }) => told.push([name, detail]));
}
