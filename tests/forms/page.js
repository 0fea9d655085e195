// Hashes generated forms and sends each to every server, which hash what they receive.

import { hashForm } from 'iamsmart';
import { ABOUT } from './about.js';
import { boundaryOf, generateForm } from './generator.js';

/**
 * @typedef {{ same: number, refused: number, other: number, first?: object }} Read
 *   How many forms a server read as the page wrote them, refused, or read otherwise, with the first of
 *   those that it did not read.
 */

/**
 * Sends forms to each address, and says how each was read.
 *
 * @param {number[]} seeds
 * @param {string[]} addresses
 */
globalThis.compare = async (seeds, addresses) => {
  const read = Object.fromEntries(addresses.map((to) => [to, { same: 0, refused: 0, other: 0 }]));
  let compared = 0;
  for (const seed of seeds) {
    const form = seed < 0 ? largeForm() : generateForm(seed);
    const page = await accepted(form);
    if (!page) continue;
    compared += 1;
    const init = await bodyOf(form, seed < 0 ? undefined : boundaryOf(seed));
    await Promise.all(
      addresses.map(async (to) => {
        const answer = await sent(to, init);
        const kind = answer === page.text ? 'same' : answer.startsWith('{') ? 'other' : 'refused';
        read[to][kind] += 1;
        if (kind === 'same' || read[to].first) return;
        const entries = [...form].map(([name, value]) => [name, value.name ?? value]);
        read[to].first = { seed, entries, page: page.text, read: answer, ...init.headers };
      }),
    );
  }
  return { compared, read };
};

/** Counts the kinds of forms generated, so that a generator that misses a kind fails the test. */
globalThis.coverage = async (seeds) => {
  const all = seeds.map((seed) => generateForm(seed));
  const contents = await Promise.all(all.map(accepted));
  const forms = all.filter((_, index) => contents[index]).map((form) => [...form]);
  const entries = forms.flat();
  const values = entries.flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
  const files = entries.flatMap(([, value]) => (typeof value === 'string' ? [] : [value]));
  const names = [...entries.map(([field]) => field), ...files.map(({ name }) => name)];
  const having = (texts, part) => texts.filter((text) => part.test(text)).length;
  return {
    quotes: having(names, /"/),
    escapes: having(names, /%22|%0A|%0D/),
    smallEscapes: having(names, /%0a|%0d/),
    breaks: having(names, /[\r\n]/),
    emoji: having(names, /😀/u),
    marks: having(names, /^\ufeff/),
    markedValues: having(values, /^\ufeff/),
    brokenValues: having(values, /[\r\n]/),
    surrogates: having(values, /\ufffd/),
    directories: having(
      files.map(({ name }) => name),
      /\//,
    ),
    refused: all.length - forms.length,
    repeated: forms.filter((form) => new Set(form.map(([field]) => field)).size < form.length)
      .length,
    emptyInputs: files.filter(({ name, size }) => name === '' && size === 0).length,
    emptyFiles: files.filter(({ name, size }) => name !== '' && size === 0).length,
    untyped: files.filter(({ name, type }) => name !== '' && type === '').length,
  };
};

/** Hashes a file input that a test has filled, and sends it to each address. */
globalThis.compareInput = async (addresses) => {
  const input = document.querySelector('input');
  const form = new FormData();
  for (const file of input.files) form.append('plans', file);
  form.append('renamed', input.files[0], 'other.pdf');
  const page = await hashForm(form, ABOUT);
  const answers = await Promise.all(addresses.map((to) => sent(to, { body: form })));
  const paths = [...input.files].map(({ webkitRelativePath }) => webkitRelativePath);
  return { paths, page: page.text, answers };
};

/**
 * Hashes a form of the document as its button submits it, and submits it into a frame.
 *
 * @param {string} to
 * @param {string} attributes Of the form.
 */
globalThis.submitted = async (to, attributes) => {
  document.body.innerHTML = `<iframe name="answer"></iframe>
    <form method="post" target="answer" action="${to}" ${attributes}>
      <input name="fullName" value="&#38515;&#22823;&#25991; &amp; 'co' %22&#128512;">
      <textarea name="address"></textarea>
      <input name="&#22320;&#22336;" dirname="address.dir" value="&#20108;" dir="rtl">
      <input type="hidden" name="_charset_"><input type="checkbox" name="not" value="checked">
      <input name="e&#769;" value="e&#769;">
      <select name="several" multiple><option selected>1<option>2<option selected>3</select>
      <button name="other" value="button"></button><button name="send" value="now"></button>
    </form>`;
  const form = document.querySelector('form');
  const button = document.querySelector('button[name=send]');
  const frame = document.querySelector('iframe');
  document.querySelector('textarea').value = '\n\u4e00\r\n \uFEFF\n';
  let page;
  form.addEventListener('submit', (event) => {
    page = hashForm(new FormData(form, event.submitter), ABOUT);
  });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  button.click();
  await loaded;
  return { page: (await page).text, server: frame.contentDocument?.body.textContent };
};

/** Two files of 5 MB, one of them full of what separates parts. */
function largeForm() {
  const form = new FormData();
  const random = new Uint8Array(5_000_000);
  for (let i = 0; i < random.length; i += 65_536) {
    crypto.getRandomValues(random.subarray(i, i + 65_536));
  }
  form.append('a"b\nc', new File([random], '"\r\n😀%22%0a.pdf', { type: 'application/pdf' }));
  const separators = '\r\n------WebKitFormBoundary\r\n--\r'.repeat(150_000);
  form.append('a"b\nc', new File([separators], 'b', { type: 'text/plain' }));
  form.append('after', 'the files');
  return form;
}

/** The form's content; undefined if a name is rejected, because a page may not send it. */
async function accepted(form) {
  try {
    return await hashForm(form, ABOUT);
  } catch (error) {
    if (error.code === 'form-name-ambiguous') return undefined;
    throw error;
  }
}

/**
 * The form, or with another boundary its body as the browser has sent it, which a server hands back:
 * WebKit does not read a form's files from a Response.
 */
async function bodyOf(form, boundary) {
  if (!boundary) return { body: form, headers: {} };
  const response = await fetch('/echo', { method: 'POST', body: form });
  const type = response.headers.get('Content-Type');
  const bytes = new Uint8Array(await response.arrayBuffer());
  const [, own] = /boundary=(.*)$/.exec(type);
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const replaced = text.replaceAll(`--${own}`, `--${boundary}`);
  const quoted = /[^\w'+.-]/.test(boundary) ? `"${boundary}"` : boundary;
  return {
    body: Uint8Array.from(replaced, (char) => char.charCodeAt(0)),
    headers: { 'Content-Type': `multipart/form-data; boundary=${quoted}` },
  };
}

async function sent(to, init) {
  try {
    return await (await fetch(to, { method: 'POST', ...init })).text();
  } catch (error) {
    return String(error);
  }
}
