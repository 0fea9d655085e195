// Attacks that other suites try: what is attacked, and the test that holds it.

/** @type {[attack: string, file: string, test: string][]} */
export const HELD = [
  [
    '300 MB to the login',
    'tests/worker/bodies.test.js',
    'a login of 300 MB is refused before it is read',
  ],
  [
    'a form without a session',
    'tests/worker/bodies.test.js',
    'a form is read of those who are logged in, and as a form',
  ],
  [
    'millions of small parts',
    'tests/worker/bodies.test.js',
    'many small parts in a form do not end the service',
  ],
  [
    'bodies that stop or drip',
    'tests/worker/bodies.test.js',
    'a body that stops, or drips, is given up',
  ],
  [
    'a callback that stops',
    'tests/worker/bodies.test.js',
    'a callback that stops is like any other that cannot be opened',
  ],
  ['made-up session cookies', 'tests/worker/names.test.js', 'made-up cookies'],
  [
    'a session name with one bit changed',
    'tests/worker/names.test.js',
    'a name with one bit changed is nobody’s',
  ],
  [
    'made-up businessIDs',
    'tests/worker/names.test.js',
    'made-up transactions, by the session’s user and by sealed callbacks',
  ],
  [
    'a cookie twice, or of another name',
    'tests/worker/sessions.test.js',
    'a cookie of another name, or twice, is refused',
  ],
  [
    'session fixation',
    'tests/worker/sessions.test.js',
    'another login in the same browser gives another name, and ends the earlier',
  ],
  [
    'a session after a login elsewhere',
    'tests/worker/sessions.test.js',
    'another login elsewhere ends the earlier, and its streams',
  ],
  [
    'a session after logging out',
    'tests/worker/sessions.test.js',
    'logging out ends the session and its event streams at once',
  ],
  [
    'a session of a revoked token',
    'tests/worker/sessions.test.js',
    'a token that the gateway no longer knows ends the session',
  ],
  [
    'session names read from disk',
    'tests/worker/sessions.test.js',
    'nobody who reads the disk can take over a session',
  ],
  [
    'login CSRF, cross-site requests',
    'tests/worker/sessions.test.js',
    'pages of other sites, and of other ports of this host, log nobody in or out',
  ],
  [
    'framing, sniffing',
    'tests/worker/headers.test.js',
    'every answer over HTTP has them, and no Strict-Transport-Security',
  ],
  ['caches', 'tests/worker/headers.test.js', 'nothing of a session is stored by a cache'],
  [
    'floods of an address',
    'tests/worker/limits.test.js',
    'an address asks so often, and is told when to come again',
  ],
  [
    'a forged X-Forwarded-For',
    'tests/worker/limits.test.js',
    'nobody gets a new address by saying so',
  ],
  [
    'floods of a session',
    'tests/worker/limits.test.js',
    'a session asks its user so often, and has so many streams',
  ],
  [
    'SSRF before state matched',
    'tests/worker/fetching.test.js',
    'a stranger who knows the businessID makes the worker fetch nothing',
  ],
  [
    'SSRF: every row of IANA’s registries',
    'tests/fetching/addresses.test.js',
    'the rows of the registries, as literals and as what a name leads to',
  ],
  [
    'SSRF: addresses written otherwise',
    'tests/fetching/addresses.test.js',
    'however an address is written',
  ],
  [
    'SSRF: names of networks and clusters',
    'tests/fetching/addresses.test.js',
    'names of local networks and clusters',
  ],
  ['SSRF: ports', 'tests/fetching/addresses.test.js', 'ports'],
  [
    'SSRF: names that resolve inside',
    'tests/fetching/addresses.test.js',
    'a name that the platform resolves to a private address',
  ],
  [
    'SSRF: redirects',
    'tests/fetching/fetching.test.js',
    'redirects are few, and looked at like any other address',
  ],
  ['answers without end', 'tests/fetching/fetching.test.js', 'size and time have limits'],
  ['chains of issuers without end', 'tests/fetching/issuers.test.js', 'chains of issuers end'],
  ['a list without end', 'tests/fetching/large.test.js', 'what never ends stops at the limit'],
  [
    'a foreign client certificate',
    'tests/worker/client-certificate.test.js',
    'without a certificate, or with another authority’s, there is no connection',
  ],
  [
    'a certificate of the gateway’s name',
    'tests/worker/client-certificate.test.js',
    'a name that is the gateway’s is not its certificate',
  ],
  ['a callback of 10 MB and a byte', 'tests/node/callback.test.js', 'one byte more is refused'],
  ['a callback that is aborted', 'tests/node/callback.test.js', 'an aborted upload'],
  [
    'a form of 10 MB',
    'tests/node/limits.test.js',
    '10 MB are refused, announced or not, and the answer arrives',
  ],
  ['a body in chunks of one byte', 'tests/node/limits.test.js', 'a body in chunks of one byte'],
  [
    'forms that are none',
    'tests/node/limits.test.js',
    'what is no form, or not as browsers send it',
  ],
  [
    'listeners that do not read',
    'tests/node/events.test.js',
    'a client that does not read is waited for, and may go away too',
  ],
  [
    'hostile arguments: page',
    'tests/packaging/hostile.test.js',
    'every call ends, and throws nothing but an IamSmartError',
  ],
  [
    'errors by the hundred thousand',
    'tests/packaging/hostile.test.js',
    'errors by the hundred thousand leave the module as it was',
  ],
  [
    'a grant of another login',
    'tests/gateway/signing.test.js',
    'a grant whose state was not made from its verifier redeems nothing',
  ],
  ['a code twice', 'tests/gateway/signing.test.js', 'a code works once'],
  [
    'a changed callback',
    'tests/gateway/signing.test.js',
    'a callback that was changed is unreadable, whatever was changed',
  ],
  [
    'what was not asked for',
    'tests/gateway/transactions.test.js',
    'what was not asked for changes nothing',
  ],
  ['a push twice', 'tests/gateway/transactions.test.js', 'a push that comes twice counts once'],
  [
    'a server’s certificate that signs',
    'tests/gateway/purposes.test.js',
    'a person signs, a server does not',
  ],
  ['redirects of the gateway', 'tests/gateway/transport.test.js', 'a redirect is not followed'],
  [
    '2,000 mutated keys to an HSM; 100,000 with `--all`',
    'tests/gateway/key.test.js',
    'mutated keys get one answer',
  ],
  [
    'timing of padding, with an HSM',
    'tests/gateway/key.test.js',
    'no block takes longer than another until the answer',
  ],
];
