// A form from a page's submission to a verified signature, over `Flows`, on each server.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerInApp, logIn, startSandbox } from '../gateway/sandbox.js';
import { exchange } from './client.js';
import { flows as flowsEntry, node, server } from './package.js';
import { SERVERS } from './servers.js';

const about = { formName: 'Parking permit', formNumber: 'TD-318' };

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

for (const [name, start] of Object.entries(SERVERS)) {
  test(`${name}: submission, callback, events`, async () => {
    const { registration, callbacks } = sandbox;
    const flows = new flowsEntry.Flows({
      eService: server.EService.fromRegistration(registration),
      store: new server.MemoryStore({ singleProcess: true }),
      callbackUri: callbacks.uri,
      trust: {
        trustAnchors: registration.trustAnchors,
        intermediates: registration.intermediates,
        fetchRevocation: { allowPrivateAddresses: true },
      },
    });
    const user = await flows.login.redeem(await logIn(sandbox));
    const sign = async (request, response) => {
      const { hashcode } = (request.raw ?? request).headers;
      const open = await flows.sign({
        ...{ owner: 'a person', user, source: 'PC_Browser', about, hashCode: hashcode },
        ...{ department: '運輸署', serviceName: 'Permits', documentName: 'TD-318' },
        form: await node.formDataOf(request),
      });
      await node.respond(response, Response.json(open));
    };
    const host = await start([
      { method: 'POST', path: '/sign', handler: sign },
      { method: 'POST', path: '/callback', handler: node.callbackHandler(flows) },
      {
        method: 'GET',
        path: '/requests/:id/events',
        handler: node.eventsHandler(flows, {
          ownerOf: () => 'a person',
          businessIdOf: (request) => (request.raw ?? request).url.split('/')[2],
        }),
      },
    ]);
    try {
      const form = new FormData();
      form.append('fullName', '陳大文');
      form.append('proof', new File(['%PDF-1.7'], '"a" %0a.pdf', { type: 'application/pdf' }));
      const { hashCode } = await server.hashForm(form, about);
      const request = new Request('http://localhost/', { method: 'POST', body: form });
      const submitted = exchange(host, {
        path: '/sign',
        headers: { 'content-type': request.headers.get('Content-Type') ?? '', hashcode: hashCode },
      });
      submitted.write(new Uint8Array(await request.arrayBuffer()));
      submitted.end();
      const { businessId, ticketId } = JSON.parse((await submitted.answer).text);

      const events = exchange(host, { method: 'GET', path: `/requests/${businessId}/events` });
      events.end();
      await answerInApp(registration.gateway, ticketId, 'approve');
      const push = await callbacks.nextRequest();
      const pushed = exchange(host, {
        path: '/callback',
        headers: { 'content-type': push.headers.get('Content-Type') },
      });
      pushed.write(new Uint8Array(await push.arrayBuffer()));
      pushed.end();
      const { status, text } = await pushed.answer;
      assert.deepEqual([status, text], [200, '{"code":"M00000"}']);

      const stream = (await events.answer).text;
      assert.deepEqual(
        [...stream.matchAll(/^event: (.*)$/gm)]
          .map(([, stage]) => stage)
          .filter((s) => s !== 'arrived'),
        ['pending', 'settled'],
      );
      const [, data] = stream.match(/^event: settled\ndata: (.*)$/m);
      assert.equal(JSON.parse(data).settled.outcome, 'signed');
      assert.equal(JSON.parse(data).settled.report.indication, 'TOTAL-PASSED');
    } finally {
      await host.close();
    }
  });
}

describe('what is no callback', async () => {
  test('is answered with 400', async () => {
    const { registration, callbacks } = sandbox;
    const flows = new flowsEntry.Flows({
      eService: server.EService.fromRegistration(registration),
      store: new server.MemoryStore({ singleProcess: true }),
      callbackUri: callbacks.uri,
      trust: { trustAnchors: registration.trustAnchors },
      onProblem: () => {},
    });
    const host = await SERVERS.http([
      { method: 'POST', path: '/callback', handler: node.callbackHandler(flows) },
    ]);
    for (const [status, body] of [
      [400, '{}'],
      [413, ' '.repeat(10 * 1024 * 1024 + 1)],
    ]) {
      const sent = exchange(host, { path: '/callback' });
      sent.write(body);
      sent.end();
      assert.equal((await sent.answer).status, status);
    }
    await host.close();
  });
});
