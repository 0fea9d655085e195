// Hashes generated forms and has the worker hash what it receives.

import { hashForm } from 'iamsmart';
import { ABOUT } from './about.js';
import { generateForm } from './generator.js';

/** The first form for which page and worker disagree, in full. */
globalThis.firstDifference = async (seeds) => {
  for (const seed of seeds) {
    const form = generateForm(seed);
    const page = await accepted(form);
    if (!page) continue;
    const response = await fetch('/form', { method: 'POST', body: form });
    const answer = await response.text();
    const same = JSON.stringify({ text: page.text, hashCode: page.hashCode });
    if (answer === same) continue;
    const entries = [...form].map(([field, value]) =>
      typeof value === 'string'
        ? { field, value }
        : { field, name: value.name, type: value.type, size: value.size },
    );
    const worker = response.ok ? JSON.parse(answer).text : answer;
    const sent = await new Response(form).text();
    return { seed, entries, sent, page: page.text, worker };
  }
  return null;
};

/** The form's content; undefined if a name is rejected, because a page may not send it. */
async function accepted(form) {
  try {
    return await hashForm(form, ABOUT);
  } catch (error) {
    if (error.code === 'form-name-ambiguous') return undefined;
    throw error;
  }
}

/** Counts the kinds of forms generated, so that a generator that misses a kind fails the test. */
globalThis.coverage = async (seeds) => {
  const all = seeds.map((seed) => generateForm(seed));
  const contents = await Promise.all(all.map(accepted));
  const forms = all.filter((_, index) => contents[index]).map((form) => [...form]);
  const entries = forms.flat();
  const files = entries.flatMap(([, value]) => (typeof value === 'string' ? [] : [value]));
  const names = [...entries.map(([field]) => field), ...files.map(({ name }) => name)];
  const withName = (part) => names.filter((name) => name.includes(part)).length;
  return {
    quotes: withName('"'),
    escapes: withName('%22') + withName('%0A') + withName('%0D'),
    breaks: withName('\r') + withName('\n'),
    refused: all.length - forms.length,
    emoji: withName('😀'),
    repeated: forms.filter((form) => new Set(form.map(([field]) => field)).size < form.length)
      .length,
    emptyInputs: files.filter(({ name, size }) => name === '' && size === 0).length,
    emptyFiles: files.filter(({ name, size }) => name !== '' && size === 0).length,
    untyped: files.filter(({ name, type }) => name !== '' && type === '').length,
  };
};
