// Logins from the page: redirect URIs that could never come back, callbacks with others' parameters,
// and what a refusal carries.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { IamSmartError, beginLogin, completeLogin, isLoginRefusal } = await import(
  pathToFileURL(join(pkg, 'page/inline.js')).href
);

const begin = (redirectUri = 'https://e-service.example/back') =>
  beginLogin({
    server: { kind: 'iamsmart', gateway: 'https://gateway.example' },
    clientId: 'c',
    redirectUri,
    scope: ['eidapi_auth'],
    source: 'PC_Browser',
  });

test('a redirect URI to which no browser comes back', () => {
  for (const redirectUri of [
    '',
    '/back',
    'back',
    '//e-service.example/back',
    'e-service.example/back',
    'https:',
    'https:/e-service.example',
    'https:e-service.example',
    'https://',
    'https:///back',
    'https://e-service.example:99999/',
    'https://e-service.example:port/',
    'https://[::1/',
    'https://exa mple/',
    'https://e-service.example\\back',
    'https://e-service.example/back#top',
    'https://e-service.example/back#',
    'https://e-service.example/a\tb',
    // Each callback would have them twice.
    'https://e-service.example/back?state=1',
    'https://e-service.example/back?form=1&code',
    'https://e-service.example/back?st%61te=',
    'https://e-service.example/back?error_code=D40000',
    'https://e-service.example/back?businessID=1',
    // No server can redirect a browser there.
    'about:blank',
    'blob:https://e-service.example/1',
    'data:text/html,x',
    'file:///index.html',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
  ]) {
    assert.throws(
      () => begin(redirectUri),
      ({ name, code, message }) =>
        name === 'IamSmartError' && code === 'invalid-argument' && message.includes('redirectUri'),
      redirectUri,
    );
  }
});

test('any other redirect URI', () => {
  for (const redirectUri of [
    'https://e-service.example',
    'https://e-service.example:8443/back?form=1&lang=zh-HK&stateful=1',
    'http://localhost:5173/',
    'http://192.168.1.5/back',
    'http://[::1]:8787/back',
    'https://xn--fiq228c.example/back',
    'hk.example.app:/oauth2redirect',
    'hkexample://callback',
  ]) {
    const { url, pending } = begin(redirectUri);
    assert.equal(new URL(url).searchParams.get('redirectURI'), redirectUri);
    const [before] = redirectUri.split('?');
    const callback = `${before}?code=a&state=${pending.state}`;
    assert.equal(completeLogin(callback, pending).code, 'a');
  }
});

test("others' parameters", () => {
  const { pending } = begin();
  const ours = `code=a&state=${pending.state}`;
  for (const others of [
    'utm_source=a&utm_source=b',
    'q=%E9&q=%a4%a4',
    'fbclid=x&gclid=y&_ga=2.1&ref[]=1&ref[]=2',
    'session_state=x&scope=a&scope=b&prompt=none&authuser=0',
    'x=1'.concat('&x=1'.repeat(5000)),
  ]) {
    for (const query of [`${others}&${ours}`, `${ours}&${others}`]) {
      const callback = new URL(`https://e-service.example/back?${query}#x`);
      assert.equal(completeLogin(callback, pending).code, 'a', query.slice(0, 80));
    }
  }
  for (const twice of [`${ours}&code=b`, `${ours}&state=`, `${ours}&error&error`]) {
    assert.throws(() => completeLogin(`https://e-service.example/?${twice}`, pending), {
      code: 'callback-parameter-repeated',
    });
  }
});

test('a refusal carries what the server said', () => {
  const { pending } = begin();
  const refusal = (query) => {
    try {
      completeLogin(`https://e-service.example/back?state=${pending.state}&${query}`, pending);
    } catch (error) {
      assert.ok(error instanceof IamSmartError && isLoginRefusal(error));
      const { code, error: name, errorDescription, errorCode } = error;
      return { code, error: name, errorDescription, errorCode };
    }
    return assert.fail('no refusal');
  };
  assert.deepEqual(refusal('error=access_denied&error_description=The+user%20said+no.'), {
    code: 'authorization-refused',
    error: 'access_denied',
    errorDescription: 'The user said no.',
    errorCode: undefined,
  });
  assert.deepEqual(refusal('error=server_error&error_code=D20000&x=%e9'), {
    code: 'authorization-refused',
    error: 'server_error',
    errorDescription: undefined,
    errorCode: 'D20000',
  });
  for (const [errorCode, code] of [
    ['D40000', 'login-cancelled'],
    ['D40001', 'login-rejected'],
    ['D40002', 'login-failed'],
    ['D40003', 'login-timeout'],
    ['D99999', 'login-failed'],
  ]) {
    assert.deepEqual(refusal(`error_code=${errorCode}`), {
      code,
      error: undefined,
      errorDescription: undefined,
      errorCode,
    });
  }
  for (const error of [new Error('x'), undefined, { code: 'login-failed' }]) {
    assert.equal(isLoginRefusal(error), false);
  }
});
