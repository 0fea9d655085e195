import assert from 'node:assert/strict';
import { test } from 'node:test';

const { appLink, appLoginLink, corpIdLoginLink } = await import(
  `${process.env.IAMSMART_PKG}/page/plain.js`
);

test('a request is opened by its ticket', () => {
  const ticketId = 'a+b/c=';
  for (const [options, link] of [
    [{ kind: 'profile' }, 'hk.gov.iamsmart://profile?ticketID=a%2Bb%2Fc%3D'],
    [{ kind: 'form-filling' }, 'hk.gov.iamsmart://eme?ticketID=a%2Bb%2Fc%3D'],
    [{ kind: 'signing' }, 'hk.gov.iamsmart://hash-sign?ticketID=a%2Bb%2Fc%3D'],
    [{ kind: 'step-up' }, 'hk.gov.iamsmart://re-auth?ticketID=a%2Bb%2Fc%3D'],
    [
      { kind: 'signing', environment: 'test' },
      'hk.gov.iamsmart.testapp://hash-sign?ticketID=a%2Bb%2Fc%3D',
    ],
    [
      { kind: 'pdf-signing', action: 'pdf-sign' },
      'hk.gov.iamsmart://pdf-sign?ticketID=a%2Bb%2Fc%3D',
    ],
    [
      { kind: 'signing', scheme: 'https://hk.gov.iamsmart.testapp' },
      'https://hk.gov.iamsmart.testapp://hash-sign?ticketID=a%2Bb%2Fc%3D',
    ],
    [
      { kind: 'signing', base: 'http://127.0.0.1:8788/app/' },
      'http://127.0.0.1:8788/app/hash-sign?ticketID=a%2Bb%2Fc%3D',
    ],
  ]) {
    assert.equal(appLink({ ticketId, ...options }), link);
  }
  for (const wrong of [
    { kind: 'pdf-signing', ticketId },
    { kind: 'signing' },
    { kind: 'signing', ticketId: '' },
    { kind: 'signing', ticketId, environment: 'other' },
    { kind: 'signing', ticketId, base: '//host/' },
  ]) {
    assert.throws(() => appLink(wrong), { code: 'invalid-argument' });
  }
});

test('an app logs a user in', () => {
  const login = {
    clientId: 'c1',
    redirectUri: 'https://service.example/app',
    scope: ['eidapi_auth', 'eidapi_sign'],
    state: 's-1',
  };
  const query =
    'clientID=c1&responseType=code&source=App_Link&redirectURI=https%3A%2F%2Fservice.example%2Fapp&scope=eidapi_auth%20eidapi_sign&state=s-1';
  assert.equal(appLoginLink(login), `hk.gov.iamsmart://auth?${query}`);
  assert.equal(
    appLoginLink({ ...login, state: undefined, source: 'App_Scheme', action: 'v2_auth' }),
    `hk.gov.iamsmart://v2_auth?${query.replace('App_Link', 'App_Scheme').replace('&state=s-1', '')}`,
  );
  const corpId = { ...login, corpIdScope: ['corpidapi_auth'], environment: 'test' };
  assert.equal(
    corpIdLoginLink({ ...corpId, app: { redirectUri: 'https://service.example/app' } }),
    'hk.gov.iamsmart.testapp://v2_cauth?clientID=c1&responseType=code&source=App_Link&clientRedirectURI=https%3A%2F%2Fservice.example%2Fapp&scope=eidapi_auth%20eidapi_sign&cScope=corpidapi_auth&state=s-1',
  );
  assert.equal(
    corpIdLoginLink({ ...corpId, app: { packageName: 'hk.example', activityClass: '.Main' } }),
    'hk.gov.iamsmart.testapp://v2_cauth?clientID=c1&responseType=code&source=App_Package&packageName=hk.example&activityClass=.Main&scope=eidapi_auth%20eidapi_sign&cScope=corpidapi_auth&state=s-1',
  );
});
