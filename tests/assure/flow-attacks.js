// Attacks on the flows. Whoever attacks has the certificate of the key encryption key, which is
// public, businessIDs, and a session of his own.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { logIn } from '../gateway/sandbox.js';
import { sealer } from '../worker/sealed.js';
import { answer, fill, form, inside, known, push, settled, sign, user } from './inside.js';

const OWNER = { owner: 'a person' };
const THIEF = { owner: 'a thief' };

/**
 * @typedef {(isHeld: boolean, what: string) => void} Check
 * @type {Record<string, (sandbox: any, check: Check) => Promise<number>>} Each returns the number of
 *   tries.
 */
export const ATTACKS = {
  'callbacks sealed with the public key, businessID known, state missing or guessed': async (
    sandbox,
    check,
  ) => {
    const service = inside(sandbox);
    const token = await user(service);
    const open = await sign(service, token);
    const forge = forger(service);
    const states = [undefined, null, '', 'x', open.businessId, 0, {}, []];
    const contents = states.flatMap((state) => [
      [signature(open, { state }), 'D00000'],
      [{ businessID: open.businessId, state }, 'D70001'],
      [{ businessID: open.businessId, state, idNo: 'A1234563' }, 'D00000'],
    ]);
    for (const [content, code] of contents) await forge(content, code);
    check((await service.flows.outcome(open.businessId, OWNER)).stage === 'pending', 'it counted');
    await answer(service, open.ticketId);
    await push(service);
    const end = await settled(service, open.businessId);
    check(end.settled?.outcome === 'signed', `the genuine one came out as ${end.settled?.outcome}`);
    check(service.told.length === 1, 'it was told otherwise');
    return contents.length;
  },

  'a refusal forged with the right state, then signed': async (sandbox, check) => {
    const service = inside(sandbox);
    const token = await user(service);
    const open = await sign(service, token);
    const state = await stateOf(service, open.businessId);
    await forger(service)({ businessID: open.businessId, state }, 'D70001');
    // The gateway does not take SR003 of a request that nobody has answered.
    check(await until(() => service.problems.length > 0), 'the gateway was told of a refusal');
    await answer(service, open.ticketId);
    await push(service);
    await until(() => service.told.some(({ outcome }) => outcome === 'signed'));
    const end = await service.flows.outcome(open.businessId, OWNER);
    check(end.settled?.outcome === 'signed', `it came out as ${end.settled?.outcome}`);
    check(await isTold(service, open.ticketId, 'SR001'), 'the gateway was told otherwise');
    return 1;
  },

  'a refusal forged with the right state while the signature is on its way': async (
    sandbox,
    check,
  ) => {
    const service = inside(sandbox);
    const token = await user(service);
    const open = await sign(service, token);
    const state = await stateOf(service, open.businessId);
    await answer(service, open.ticketId);
    const genuine = await sandbox.callbacks.nextRequest();
    await forger(service)({ businessID: open.businessId, state }, 'D70001');
    // It has SR003 now and takes no other word, but the signature counts all the same.
    check(await isTold(service, open.ticketId, 'SR003'), 'the gateway was not told');
    await service.flows.callback(genuine);
    await until(() => service.told.some(({ outcome }) => outcome === 'signed'));
    const end = await service.flows.outcome(open.businessId, OWNER);
    check(end.settled?.outcome === 'signed', `it came out as ${end.settled?.outcome}`);
    check(await until(() => service.problems.length > 0), 'nobody learns what the gateway has');
    return 1;
  },

  'a signature forged with the right state': async (sandbox, check) => {
    const service = inside(sandbox);
    const token = await user(service);
    const forgeries = [
      {},
      { hashCode: Buffer.alloc(32).toString('base64') },
      { cert: Buffer.from('no certificate').toString('base64') },
      { cert: sandbox.registration.trustAnchors[0] },
      { timestamp: Date.now() - 3_600_000 },
    ];
    for (const changes of forgeries) {
      const open = await sign(service, token);
      const state = await stateOf(service, open.businessId);
      await forger(service)(signature(open, { state, ...changes }));
      await service.flows.settle(open.businessId);
      await pause(300);
      const end = await service.flows.outcome(open.businessId, OWNER);
      check(end.settled?.outcome !== 'signed', JSON.stringify(changes));
      await service.flows.take(open.businessId, OWNER);
    }
    return forgeries.length;
  },

  'a result of another kind': async (sandbox, check) => {
    const service = inside(sandbox);
    const token = await user(service);
    const open = await fill(service, token);
    const state = await stateOf(service, open.businessId);
    await forger(service)(signature({ ...open, hashCode: 'AAAA' }, { state }));
    check((await service.flows.outcome(open.businessId, OWNER)).stage === 'pending', 'it counted');
    await service.flows.withdraw(open.businessId, OWNER);
    return 1;
  },

  'replays: at once, later, after it was taken, by another process': async (sandbox, check) => {
    const service = inside(sandbox);
    const second = inside(sandbox, { store: service.store });
    const token = await user(service);
    const open = await sign(service, token);
    await answer(service, open.ticketId);
    const body = await sandbox.callbacks.next();
    const copies = () =>
      Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 ? service : second).flows.callback({ body })),
      );
    const answers = await copies();
    check(
      answers.every(({ status }) => status === 200),
      'one was not answered',
    );
    await settled(service, open.businessId);
    await copies();
    await until(() => service.told.length + second.told.length > 0);
    await service.flows.take(open.businessId, OWNER);
    await copies();
    await pause(300);
    const end = await service.flows.outcome(open.businessId, OWNER);
    check(end.stage === 'taken' && !JSON.stringify(end).includes('signature'), 'it came back');
    const times = service.told.length + second.told.length;
    check(times === 1, `it was told ${times} times`);
    return 30;
  },

  'another owner: outcome, wait, events, withdraw, take, evidence, reclaim': async (
    sandbox,
    check,
  ) => {
    const service = inside(sandbox);
    const { flows } = service;
    const token = await user(service);
    const open = await sign(service, token);
    const id = open.businessId;
    const everything = async () => {
      const said = [
        await flows.outcome(id, THIEF),
        await flows.wait(id, { ...THIEF, timeoutMs: 100 }),
        await flows.events(id, THIEF).text(),
        await flows.withdraw(id, THIEF),
        await flows.take(id, THIEF),
      ];
      const served = ['', '/events', '/evidence'].map((step) => ['GET', step]);
      for (const [method, step] of [...served, ['POST', '/take'], ['POST', '/withdraw']]) {
        const request = new Request(`https://service.example/api/requests/${id}${step}`, {
          method,
        });
        said.push(await (await flows.serve(request, THIEF)).text());
      }
      const text = said.map((answer) => JSON.stringify(answer)).join();
      for (const secret of [open.ticketId, open.identificationCode, open.hashCode, 'signature']) {
        check(!text.includes(secret), `it tells ${secret}`);
      }
      check((await flows.reclaim('a thief')).length === 0, 'reclaim tells it');
    };
    await everything();
    check((await flows.outcome(id, OWNER)).stage === 'pending', 'it was changed');
    await answer(service, open.ticketId);
    await push(service);
    await settled(service, id);
    await everything();
    check((await flows.outcome(id, OWNER)).settled?.outcome === 'signed', 'it was changed');
    return 20;
  },

  'names of other entries: lists of owners, logins, in addresses and callbacks': async (
    sandbox,
    check,
  ) => {
    const entries = new Map();
    const service = inside(sandbox, { store: watched(entries) });
    const { flows } = service;
    const token = await user(service);
    const open = await sign(service, token);
    const others = [...entries.keys()].filter((id) => id !== open.businessId);
    check(
      others.some((id) => id.startsWith('owner-')),
      'there is no list',
    );
    check(
      others.some((id) => id.startsWith('login-')),
      'there is no login',
    );
    const before = JSON.stringify([...entries]);
    const answers = new Set();
    // As for a name of which there is nothing.
    const unknown = 'owner-'.padEnd(70, '0');
    for (const id of [unknown, ...others]) {
      const of = [
        () => flows.outcome(id, THIEF),
        () => flows.withdraw(id, THIEF),
        () => flows.take(id, THIEF),
        () => flows.events(id, THIEF).text(),
        () => flows.settle(id),
      ];
      const said = [];
      for (const call of of) said.push(await call().catch((error) => error.code));
      const forged = await forger(service)(signature({ businessId: id, hashCode: 'AAAA' }, {}));
      answers.add(JSON.stringify([said, forged.status]));
    }
    check(answers.size === 1, `which entries there are is told: ${[...answers].join(' ')}`);
    check(JSON.stringify([...entries]) === before, 'an entry was changed');
    await flows.withdraw(open.businessId, OWNER);
    return others.length * 6;
  },

  'SSRF by a forged certificate before state matched': async (sandbox, check) => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {any} */ (server.address());
    const service = inside(sandbox);
    const token = await user(service);
    const open = await sign(service, token);
    const cert = withAddress(`http://127.0.0.1:${port}/`).toString('base64');
    for (const state of [undefined, '', 'made-up', open.businessId]) {
      await forger(service)(signature(open, { state, cert }));
    }
    await pause(300);
    check(asked === 0, `${asked} requests`);
    await service.flows.withdraw(open.businessId, OWNER);
    server.close();
    return 4;
  },

  'SSRF by a forged certificate with the right state, and addresses as by default': async (
    sandbox,
    check,
  ) => {
    /** @type {string[]} */
    const asked = [];
    const fetchRevocation = {
      fetch: async (url) => {
        asked.push(new URL(url.url ?? url).hostname);
        throw new Error('nobody is there');
      },
    };
    const service = inside(sandbox, { trust: { fetchRevocation } });
    const token = await user(service);
    const addresses = ['http://127.0.0.1/', 'http://[::1]/', 'http://10.0.0.1/', 'http://a.local/'];
    for (const address of addresses) {
      const open = await sign(service, token);
      const state = await stateOf(service, open.businessId);
      const cert = withAddress(address).toString('base64');
      await forger(service)(signature(open, { state, cert }));
      await service.flows.settle(open.businessId);
      const end = await service.flows.outcome(open.businessId, OWNER);
      check(end.settled?.outcome !== 'signed', 'it is signed');
      await service.flows.take(open.businessId, OWNER);
    }
    const local = asked.filter((host) => addresses.some((one) => new URL(one).hostname === host));
    check(local.length === 0, `${local}`);
    return addresses.length;
  },

  'a form that was changed on its way': async (sandbox, check) => {
    const service = inside(sandbox);
    const token = await user(service);
    const before = await waitingFor(sandbox);
    const changed = [form(['agree', 'off']), form(['extra', '']), new FormData()];
    for (const other of changed) {
      const code = await sign(service, token, { form: other }).then(
        () => 'asked',
        (error) => error.code,
      );
      check(code === 'form-differs', code);
    }
    check((await waitingFor(sandbox)) === before, 'the user was asked');
    return changed.length;
  },

  'withdrawn, then signed': async (sandbox, check) => {
    const service = inside(sandbox);
    const token = await user(service);
    const open = await sign(service, token);
    await service.flows.withdraw(open.businessId, OWNER);
    await answer(service, open.ticketId);
    await push(service);
    check(await isTold(service, open.ticketId, 'SR002'), 'the gateway was told otherwise');
    const end = await service.flows.outcome(open.businessId, OWNER);
    check(end.settled?.outcome === 'withdrawn', `it came out as ${end.settled?.outcome}`);
    check(
      service.told.every(({ outcome }) => outcome === 'withdrawn'),
      'it was told as signed',
    );
    return 1;
  },

  'twenty requests of one user at once': async (sandbox, check) => {
    const service = inside(sandbox);
    const second = inside(sandbox, { store: service.store });
    const token = await user(service);
    const before = await waitingFor(sandbox);
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => sign(index % 2 ? service : second, token)),
    );
    const open = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    check(open.length <= 1, `${open.length} are open`);
    check((await waitingFor(sandbox)) - before === open.length, 'the user was asked more often');
    const codes = new Set(
      asked.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : [])),
    );
    check([...codes].join() === 'request-open', [...codes].join());
    for (const { businessId } of open) await service.flows.withdraw(businessId, OWNER);
    return 20;
  },

  'twenty takers of one outcome': async (sandbox, check) => {
    const service = inside(sandbox);
    const second = inside(sandbox, { store: service.store });
    const token = await user(service);
    const open = await fill(service, token);
    await answer(service, open.ticketId);
    await push(service);
    await settled(service, open.businessId);
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? service : second).flows.take(open.businessId, OWNER),
      ),
    );
    check(taken.filter(({ stage }) => stage === 'settled').length === 1, 'not one of them has it');
    return 20;
  },

  'logins: without what was kept, of another browser, twice, refused': async (sandbox, check) => {
    const service = inside(sandbox);
    const { flows } = service;
    const { callbacks } = sandbox;
    const begin = () =>
      flows.login.begin({
        redirectUri: callbacks.loginUri,
        scope: ['eidapi_auth'],
        source: 'PC_Browser',
      });
    const [mine, other] = [begin(), begin()];
    const state = new URL(mine.url).searchParams.get('state');
    const back = `${callbacks.loginUri}?code=${'c'.repeat(32)}&state=${state}`;
    const tries = [
      [back, undefined],
      [back, ''],
      [back, '{}'],
      [back, other.kept],
      [`${callbacks.loginUri}?code=c`, mine.kept],
      [`${callbacks.loginUri}?state=${state}&error_code=D40000`, mine.kept],
      [`${back}&state=${state}`, mine.kept],
      [back, mine.kept],
    ];
    for (const [address, kept] of tries) {
      const done = await flows.login.complete(address, kept).then(
        () => 'logged in',
        (error) => error.code,
      );
      check(typeof done === 'string' && done !== 'logged in', `${address}: ${done}`);
    }
    const grant = await logIn(sandbox);
    await flows.login.redeem(grant);
    const again = await flows.login.redeem(grant).then(
      () => 'logged in',
      (error) => error.code,
    );
    check(again !== 'logged in', 'a grant worked twice');
    return tries.length + 1;
  },
};

/** Sends a callback that anybody can seal. */
function forger({ flows, sandbox }) {
  const seal = sealer(sandbox.registration);
  return (content, code) => flows.callback({ body: seal(content, code) });
}

/** A signature as the gateway would tell of it. */
function signature({ businessId, hashCode }, changes) {
  return {
    businessID: businessId,
    hashCode,
    timestamp: Date.now(),
    signature: Buffer.alloc(256, 1).toString('base64'),
    cert: withAddress('http://crl.example.hk/').toString('base64'),
    ...changes,
  };
}

/** What nobody but gateway and e-service knows; here to show what holds without it. */
async function stateOf({ store }, businessId) {
  const { bytes } = await store.read(businessId);
  return JSON.parse(new TextDecoder().decode(bytes)).state;
}

async function isTold(service, ticketId, word) {
  return until(async () => {
    await service.flows.settleDue();
    return (await known(service, ticketId)).delivery === word;
  });
}

async function until(holds, ms = 20_000) {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await pause(20);
  }
  return true;
}

async function waitingFor({ registration: { gateway } }, persona = 'chan') {
  const { requests } = await (await fetch(`${gateway}/app/api/requests?persona=${persona}`)).json();
  return requests.length;
}

/** A store whose entries can be seen. */
function watched(entries) {
  let versions = 0;
  return {
    read: async (id) => entries.get(id),
    write: async (id, bytes, { version }) => {
      if (entries.get(id)?.version !== version) return false;
      versions += 1;
      entries.set(id, { bytes, version: `${versions}` });
      return true;
    },
    changed: async () => pause(50),
  };
}

/** A certificate with this address for its CRL: another’s, with the bytes of the address changed. */
function withAddress(address) {
  const path = new URL('../fixtures/revocation/objects.json', import.meta.url);
  const { certificates } = JSON.parse(readFileSync(path, 'utf8'));
  const der = Buffer.from(certificates['person-with-pointers'], 'base64');
  const old = 'http://crl.example.hk/a.crl';
  der.write(address.padEnd(old.length, 'x').slice(0, old.length), der.indexOf(old));
  return der;
}
