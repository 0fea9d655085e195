// RateLimit, ConcurrencyLimit, networkOf and readBody of iamsmart/server.

import assert from 'node:assert/strict';
import { test } from 'node:test';

const { ConcurrencyLimit, networkOf, RateLimit, readBody } = await import(
  `${process.env.IAMSMART_PKG}/server/inline.js`
);

/** A clock that the test sets. */
function clock() {
  let ms = 1_700_000_000_000;
  return {
    now: () => new Date(ms),
    pass: (more) => {
      ms += more;
    },
  };
}

test('a key goes on with its rate, after its burst', () => {
  const { now, pass } = clock();
  const limit = new RateLimit({ perSecond: 2, burst: 3, now });
  assert.deepEqual(
    Array.from({ length: 4 }, () => limit.take('a')),
    [0, 0, 0, 500],
  );
  assert.equal(limit.take('b'), 0, 'another key');
  pass(499);
  assert.equal(limit.take('a'), 1);
  pass(1);
  assert.equal(limit.take('a'), 0);
  assert.equal(limit.take('a'), 500);
  pass(3_600_000);
  assert.deepEqual(
    Array.from({ length: 4 }, () => limit.take('a')),
    [0, 0, 0, 500],
    'an hour of silence is no larger burst',
  );
});

test('in the long run, neither more nor fewer than the rate', () => {
  const { now, pass } = clock();
  const limit = new RateLimit({ perSecond: 7, burst: 10, now });
  let taken = 0;
  for (let ms = 0; ms < 600_000; ms += 13) {
    if (limit.take('a') === 0) taken += 1;
    pass(13);
  }
  assert.ok(Math.abs(taken - 10 - 600 * 7) <= 1, `${taken}`);
});

test('a clock that is set back locks nobody out', () => {
  const { now, pass } = clock();
  const limit = new RateLimit({ perSecond: 1, burst: 1, now });
  const open = new ConcurrencyLimit({ perKey: 1, leaseMs: 1000, now });
  limit.take('a');
  open.open('a');
  pass(-3_600_000);
  assert.equal(limit.take('a'), 0);
  assert.equal(limit.take('a'), 1000);
  pass(1000);
  assert.equal(limit.take('a'), 0);
  assert.ok(open.open('a'));
});

test('keys are forgotten: at once if unused, and the oldest if they are too many', () => {
  const { now, pass } = clock();
  const limit = new RateLimit({ perSecond: 1, burst: 1, maxKeys: 1000, now });
  assert.equal(limit.take('first'), 0);
  for (let i = 0; i < 1000; i += 1) limit.take(`${i}`);
  assert.ok(limit.take('999') > 0);
  assert.equal(limit.take('first'), 0, 'forgotten');
  pass(1000);
  assert.equal(limit.take('999'), 0);
});

test('a key has so many open, and all together', () => {
  const { now, pass } = clock();
  const limit = new ConcurrencyLimit({ perKey: 2, total: 3, leaseMs: 1000, now });
  const [one, two] = [limit.open('a'), limit.open('a')];
  assert.equal(limit.open('a'), undefined);
  const other = limit.open('b');
  assert.equal(limit.open('c'), undefined, 'of all');
  one.end();
  one.end();
  assert.ok(limit.open('c'), 'ended once, it counts once');
  assert.equal(limit.open('c'), undefined);
  pass(600);
  two.renew();
  pass(600);
  // What nobody renewed is gone.
  assert.ok(limit.open('a'));
  assert.equal(limit.open('a'), undefined);
  other.renew();
  other.end();
  assert.ok(limit.open('b'));
  assert.equal(limit.open('b'), undefined, 'all together');
});

test('limits that limit nothing are refused', () => {
  for (const perSecond of [0, -1, Number.NaN, undefined]) {
    assert.throws(() => new RateLimit({ perSecond }), { code: 'invalid-argument' });
  }
  assert.throws(() => new ConcurrencyLimit({ perKey: 0 }), { code: 'invalid-argument' });
});

test('a client’s network', () => {
  for (const [address, network] of [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:DB8:1:2:3:4:5:6', '2001:0db8:0001:0002::/64'],
    ['2001:db8:1:2::1', '2001:0db8:0001:0002::/64'],
    ['::1', '0000:0000:0000:0000::/64'],
    ['unknown', 'unknown'],
    ['', ''],
    ['a.hk', 'a.hk'],
    ['1.2.3.4/path', '1.2.3.4/path'],
  ]) {
    assert.equal(networkOf(address), network, address);
  }
});

const request = (body, headers) =>
  new Request('https://service.example/', { method: 'POST', body, headers, duplex: 'half' });

/** A stream of chunks, each after so many milliseconds; the last may never come. */
function dripping(chunks, ms) {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      if (at === chunks.length) return controller.close();
      controller.enqueue(new Uint8Array(chunks[at]));
      at += 1;
    },
  });
}

test('a body is read within its limits', async () => {
  const limits = { maxBytes: 10 };
  const text = async (body, headers) => {
    const { bytes, status } = await readBody(request(body, headers), limits);
    return bytes ? new TextDecoder().decode(bytes) : status;
  };
  assert.equal(await text('0123456789'), '0123456789');
  assert.equal(await text('0123456789a'), 413);
  assert.equal(await text(undefined), '');
  assert.equal(await text('a', { 'Content-Length': '11' }), 413, 'announced');
  assert.equal(await text(dripping([6, 6], 1)), 413, 'counted');
  assert.equal(await text(dripping([5, 5], 1)), '\0'.repeat(10));
});

test('a body that stops, drips or breaks is refused', async () => {
  const read = (body, limits) => readBody(request(body), { maxBytes: 1000, ...limits });
  const never = new ReadableStream({ pull: () => new Promise(() => {}) });
  assert.deepEqual(await read(never, { idleMs: 50 }), { status: 408 });
  const drip = dripping(new Array(100).fill(1), 20);
  assert.deepEqual(await read(drip, { idleMs: 1000, timeoutMs: 100 }), { status: 408 });
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
  assert.deepEqual(await read(broken), { status: 400 });
});
