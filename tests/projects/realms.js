// Values of a test environment: its Blob, File, FormData, bytes and dates are often of another realm,
// or of another implementation, than those that the package sees.

import {
  autofill,
  beginLogin,
  completeLogin,
  hashContent,
  hashForm,
  IamSmartError,
} from 'iamsmart';

/** SHA-256 of 'hello' (FIPS 180-4), in Base64. */
const HELLO = 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=';

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** Returns what went wrong: nothing. */
export async function realms() {
  const wrong = [];
  const check = (what, actual, expected) => {
    if (actual !== expected) wrong.push(`${what}: ${actual}`);
  };
  const bytes = Uint8Array.of(0x68, 0x65, 0x6c, 0x6c, 0x6f);
  const contents = {
    text: 'hello',
    bytes,
    buffer: bytes.buffer,
    DataView: new DataView(bytes.buffer),
    Blob: new Blob(['hel', 'lo']),
    'Blob of bytes': new Blob([bytes]),
    File: new File(['hello'], 'hello.txt', { type: 'text/plain' }),
    'slice of a File': new File(['othello'], 'othello.txt').slice(2),
    ...(globalThis.TextEncoder && { encoded: new TextEncoder().encode('hello') }),
    ...(globalThis.Buffer && { Buffer: Buffer.from('hello') }),
    ...(globalThis.Response && { stream: new Response('hello').body }),
  };
  for (const [what, content] of Object.entries(contents)) {
    try {
      check(what, base64(await hashContent(content)), HELLO);
    } catch (error) {
      check(what, `${error}`, HELLO);
    }
  }

  // Its bytes are its own, and not taken by whoever hashes them.
  const file = new File([new Uint8Array(5000)], 'zeros.bin');
  const first = base64(await hashContent(file));
  check('a File once more', base64(await hashContent(file)), first);
  check('size of a File', file.size, 5000);

  const form = new FormData();
  form.append('name', '陳大文');
  form.append('proof', new File(['hello'], 'proof.txt', { type: 'text/plain' }));
  for (const [what, given] of Object.entries({ FormData: form, ...submitted() })) {
    try {
      const { text } = await hashForm(given, { formName: 'Permit' });
      const { fields, files } = JSON.parse(text);
      check(what, fields[0].join(), 'name,陳大文');
      check(`${what}'s file`, files?.[0]?.sha256 ?? HELLO, HELLO);
    } catch (error) {
      check(what, `${error}`, 'a form');
    }
  }

  const { url, pending } = beginLogin({
    server: { kind: 'iamsmart', gateway: 'https://gateway.example' },
    clientId: 'c',
    redirectUri: 'https://e-service.example/back',
    scope: ['eidapi_auth'],
    userAgent: 'Mozilla/5.0',
    now: new Date(),
  });
  check('login', new URL(url).origin, 'https://gateway.example');
  const callback = new URL(`https://e-service.example/back?code=a&state=${pending.state}`);
  check('callback', completeLogin(callback, pending, new Date()).code, 'a');
  try {
    completeLogin('x', pending);
    wrong.push('no error');
  } catch (error) {
    check('class of an error', error instanceof IamSmartError && error instanceof Error, true);
  }
  if (globalThis.document) await filled(check);
  return wrong;
}

/** The submission of a form element, where there is one. */
function submitted() {
  if (!globalThis.document) return {};
  const form = document.createElement('form');
  form.innerHTML = '<input name="name" value="陳大文">';
  return { 'form element': new FormData(form) };
}

async function filled(check) {
  const form = document.createElement('form');
  form.innerHTML = '<input name="chName"><select name="gender"><option>F<option>M</select>';
  document.body.append(form);
  const heard = [];
  for (const type of ['input', 'change', 'focusout']) {
    form.addEventListener(type, ({ target }) => heard.push(`${type} ${target.name}`));
  }
  const result = autofill(form, { chName: { chineseName: '陳大文' }, gender: 'M' });
  check('autofill', result.filled.join(), 'chName,gender');
  check('autofill, later', (await result.settled).filled.join(), 'chName,gender');
  check('value', form.querySelector('input').value, '陳大文');
  check('events', heard.filter((one) => one.endsWith('chName')).length, 3);
}
