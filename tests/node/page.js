// Hashes generated forms and sends each to every server, which hash what they receive.

import { hashForm } from 'iamsmart';
import { ABOUT } from '../e2e/canonical/about.js';
import { generateForm } from '../e2e/canonical/generator.js';

/**
 * The first form that a server reads otherwise, and how many were compared.
 *
 * @param {number[]} seeds
 * @param {string[]} servers
 */
globalThis.firstDifference = async (seeds, servers) => {
  let compared = 0;
  for (const seed of seeds) {
    const form = seed < 0 ? largeForm() : generateForm(seed);
    if (seed % 7 === 0) form.append('a blank type', new File(['x'], 'x', { type: ' ' }));
    const page = await accepted(form);
    if (!page) continue;
    compared += 1;
    const answers = await Promise.all(servers.map((server) => sent(server, form)));
    const other = answers.findIndex((answer) => answer !== page.hashCode);
    if (other < 0) continue;
    const body = await new Response(form).text();
    return { seed, server: servers[other], page: page.text, read: answers[other], body };
  }
  return { compared };
};

async function sent(server, form) {
  const response = await fetch(`${server}/form`, { method: 'POST', body: form });
  return response.text();
}

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

/** Hashes a form of the document as its button submits it, and submits it into a frame. */
globalThis.submitted = async (enctype, server) => {
  document.body.innerHTML = `<iframe name="answer"></iframe>
    <form method="post" target="answer" enctype="${enctype}" action="${server}/form">
      <input name="fullName" value="陳大文 &amp; 'co' %22"><textarea name="address"></textarea>
      <input name="address" dirname="address.dir" value="二"><button name="send" value="now"></button>
    </form>`;
  const form = document.querySelector('form');
  const button = document.querySelector('button');
  const frame = document.querySelector('iframe');
  document.querySelector('textarea').value = '\n一\r\n \uFEFF\n';
  const { hashCode } = await hashForm(new FormData(form, button), ABOUT);
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  form.requestSubmit(button);
  await loaded;
  return { page: hashCode, server: frame.contentDocument?.body.textContent };
};
