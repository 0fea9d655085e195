// What every example must do, one user at a time.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { EXAMPLES } from './examples.js';
import { Person } from './person.js';

/** Declares the tests of an example. @param {keyof typeof EXAMPLES} name */
export function tested(name) {
  describe(name, () => {
    /** @type {Awaited<ReturnType<(typeof EXAMPLES)[keyof typeof EXAMPLES]>>} */
    let service;
    /** @type {Person} */
    let person;
    before(async () => {
      service = await EXAMPLES[name]();
      person = new Person(service.place);
      await person.logIn();
    });
    after(() => service?.stop());

    /** What `onSettled` was told of a request: one outcome, which the page may see a moment before. */
    const archived = async (businessId) => {
      const until = Date.now() + 30_000;
      for (;;) {
        const all = (await service.archived()).get(businessId) ?? [];
        if (all.length === 0 && Date.now() < until) {
          await pause(50);
          continue;
        }
        assert.equal(all.length, 1, JSON.stringify(all));
        return all[0];
      }
    };
    /** Waits until iAM Smart was told. */
    const acknowledged = async (ticketId, word) => {
      const until = Date.now() + 30_000;
      for (;;) {
        const { delivery } = await person.known(ticketId);
        if (delivery === word || Date.now() > until) return assert.equal(delivery, word);
        await pause(50);
      }
    };

    /** The page has shown an outcome: it is handed over once. */
    const taken = async (businessId) => {
      assert.equal((await person.step(businessId, 'take')).stage, 'settled');
      assert.equal((await person.step(businessId, 'take')).stage, 'taken');
    };

    test('the page and its script are served', async () => {
      const html = await person.fetch('/');
      assert.match(html.headers.get('Content-Type') ?? '', /^text\/html/);
      assert.match(await html.text(), /<form id="form"/);
      const script = await person.fetch('/page.js');
      assert.match(script.headers.get('Content-Type') ?? '', /javascript/);
      assert.match(await script.text(), /hashCode/);
    });

    test('without a session nothing is answered', async () => {
      const stranger = new Person(service.place);
      for (const path of ['/api/requests', `/api/requests/${crypto.randomUUID()}/events`]) {
        await assert.rejects(stranger.json(path), { status: 401, code: 'not-logged-in' });
      }
      await assert.rejects(stranger.fill(), { status: 401 });
      await assert.rejects(stranger.sign('AB 1'), { status: 401 });
    });

    test('a login that fails comes back to the page, which says why', async () => {
      const stranger = new Person(service.place);
      for (const [button, code] of [
        ['refuse', 'login-rejected'],
        ['cancel', 'login-cancelled'],
      ]) {
        assert.equal(await stranger.returnedHome(button), `/?problem=${code}`);
        await assert.rejects(stranger.reload(), { status: 401, code: 'not-logged-in' });
      }
      // From the history, or of somebody else.
      const another = new Person(service.place);
      const init = { redirect: /** @type {const} */ ('manual') };
      const back = await another.fetch('/login/callback?code=c&state=s', init);
      assert.deepEqual(
        [back.status, back.headers.get('Location')],
        [303, '/?problem=state-unknown'],
      );
    });

    test('fields are filled in', async () => {
      const { businessId, ticketId } = await person.fill();
      const settling = person.settled(businessId);
      await person.inApp(ticketId, 'approve');
      const { settled } = await settling;
      assert.equal(settled.outcome, 'filled');
      assert.match(JSON.stringify(settled.result), /CHAN/);
      assert.equal((await archived(businessId)).outcome, 'filled');
      await taken(businessId);
      assert.deepEqual((await person.reload()).filter(isOpen), []);
    });

    test('a form is signed: code, report, evidence', async () => {
      const asked = await person.sign('AB 1234');
      const { businessId, ticketId } = asked;
      const shown = await person.known(ticketId);
      assert.equal(asked.identificationCode, shown.identificationCode);
      assert.equal(asked.hashCode, asked.hashOfPage);
      const settling = person.settled(businessId);
      await person.inApp(ticketId, 'approve');
      const { settled } = await settling;
      assert.equal(settled.outcome, 'signed', JSON.stringify(settled));
      assert.equal(settled.report.indication, 'TOTAL-PASSED');
      assert.equal(await person.evidence(businessId), settled.evidence);
      assert.equal((await archived(businessId)).outcome, 'signed');
      await acknowledged(ticketId, 'SR001');
      await taken(businessId);
    });

    test('evidence of megabytes is kept whole', async () => {
      const remarks = '陳大文 '.repeat(300_000);
      const { businessId, ticketId } = await person.sign('AB 9', { remarks });
      await person.inApp(ticketId, 'approve');
      const { settled } = await person.settled(businessId);
      assert.equal(settled.outcome, 'signed');
      const kept = await archived(businessId);
      assert.equal(kept.evidence, settled.evidence);
      assert.ok(Buffer.byteLength(kept.evidence) > 2 * 1024 * 1024);
      assert.ok(kept.evidence.includes(remarks));
      await taken(businessId);
    });

    test('a user refuses', async () => {
      const { businessId, ticketId } = await person.sign('AB 2');
      await person.inApp(ticketId, 'refuse');
      const { settled } = await person.settled(businessId);
      assert.equal(settled.outcome, 'refused');
      assert.equal(settled.resultCode, 'D70001');
      assert.equal((await archived(businessId)).outcome, 'refused');
      await acknowledged(ticketId, 'SR003');
      await taken(businessId);
    });

    test('what the gateway did not take is told at once, and is not open after a reload', async () => {
      const at = '/account/eme/initiateRequest';
      await service.fault({ at, fault: 'result-code', code: 'D20007' });
      await assert.rejects(person.fill(), /D20007/);
      assert.deepEqual(await person.reload(), []);
    });

    test('after a reload it goes on, and a second request waits for it', async () => {
      const { businessId, ticketId } = await person.sign('AB 3');
      const [open] = await person.reload();
      assert.equal(open.stage, 'pending');
      assert.equal(open.businessId, businessId);
      await assert.rejects(person.fill(), (/** @type {any} */ error) => {
        assert.deepEqual([error.status, error.code], [409, 'request-open']);
        assert.equal(error.open.businessId, businessId);
        return true;
      });
      await person.inApp(ticketId, 'approve');
      assert.equal((await person.settled(businessId)).settled.outcome, 'signed');
      const [ended] = await person.reload();
      assert.equal(ended.stage, 'settled');
      assert.equal(ended.settled.outcome, 'signed');
      await taken(businessId);
    });

    test('a user gives up; what is signed later is rejected', async () => {
      const { businessId, ticketId } = await person.sign('AB 4');
      const given = await person.step(businessId, 'withdraw');
      assert.equal(given.settled.outcome, 'withdrawn');
      await person.inApp(ticketId, 'approve');
      await acknowledged(ticketId, 'SR002');
      assert.equal((await archived(businessId)).outcome, 'withdrawn');
      await taken(businessId);
    });

    test('a form that is not what the page hashed is not signed', async () => {
      const hashCode = Buffer.alloc(32).toString('base64');
      await assert.rejects(person.sign('AB 5', { hashCode }), {
        status: 409,
        code: 'form-differs',
      });
      assert.deepEqual((await person.reload()).filter(isOpen), []);
    });

    test('a request is its owner’s alone', async () => {
      const other = new Person(service.place, 'wong');
      await other.logIn();
      const { businessId, ticketId } = await person.sign('AB 6');
      assert.deepEqual(await other.json(`/api/requests/${businessId}`), { stage: 'unknown' });
      assert.deepEqual(await other.reload(), []);
      assert.equal((await other.step(businessId, 'withdraw')).stage, 'unknown');
      assert.equal((await other.fetch(`/api/requests/${businessId}/evidence`)).status, 404);
      await person.inApp(ticketId, 'approve');
      assert.equal((await person.settled(businessId)).settled.outcome, 'signed');
      assert.equal((await other.step(businessId, 'take')).stage, 'unknown');
      await taken(businessId);
    });

    test('killed between the callback and onSettled: told once it is back', async () => {
      const { businessId, ticketId } = await person.sign('AB 7');
      // What it asks the certification authority is held back, so it cannot come to a verdict.
      let release = () => {};
      const held = new Promise((resolve) => {
        release = () => resolve(undefined);
      });
      let asked = 0;
      service.gateway.hold = (path) => {
        if (!path.startsWith('/ca/')) return undefined;
        asked += 1;
        return held;
      };
      const answered = new Promise((resolve) => {
        service.service.answered = (path, status) => {
          if (path === '/iamsmart/callback') resolve(status);
        };
      });
      await person.inApp(ticketId, 'approve');
      assert.equal(await answered, 200);
      while (asked === 0) await pause(10);
      assert.equal((await service.archived()).get(businessId), undefined);
      for (let i = 0; i < service.count; i++) await service.killHost(i);
      service.gateway.hold = () => undefined;
      release();
      for (let i = 0; i < service.count; i++) await service.startHost(i);
      const { settled } = await person.settled(businessId);
      assert.equal(settled.outcome, 'signed');
      assert.equal((await archived(businessId)).outcome, 'signed');
      await acknowledged(ticketId, 'SR001');
      await taken(businessId);
    });
  });
}

const isOpen = ({ stage }) => stage !== 'taken';
