// The report on paper, and attachments that are compared with a signed form. Pictures and a PDF of it
// are in target/e2e.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import decodeQR from 'qr/decode.js';
import { browser, demo } from './opened.js';
import { codes, fillIn, logIn, picture, twoDevices, verdict } from './people.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LANGUAGES = ['en', 'zh-HK', 'zh-CN'];

/** Evidence of a form that was signed in the demo, and the attachment of it. */
let evidence;
let attachment;
/** What the page with the result of the signing prints. */
let ofResult;

before(async () => {
  const devices = await twoDevices(browser, demo);
  await logIn(devices, demo);
  attachment = await fillIn(devices.page, { bytes: 1000 });
  await devices.page.click('[type="submit"]');
  await codes(devices);
  await devices.app.click('[data-action="approve"]');
  await verdict(devices.page, 'TOTAL-PASSED');
  await devices.page.waitForSelector('#paper', { state: 'attached' });
  ofResult = await devices.page.textContent('#paper');
  const [download] = await Promise.all([
    devices.page.waitForEvent('download'),
    devices.page.click('#download'),
  ]);
  evidence = await readFile(await download.path());
  await devices.close();
});

/** The verifying page with the evidence in it. */
async function verified(look = {}, file = evidence) {
  const context = await browser.newContext({ locale: 'en-HK', ...look });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(`${error}`));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${demo.origin}/verify.html`);
  await page.setInputFiles('#evidence', json(file));
  await page.waitForSelector('#paper', { state: 'attached' });
  return { page, errors, close: () => context.close() };
}

const json = (buffer) => ({ name: 'signed-form.json', mimeType: 'application/json', buffer });
const named = (name, buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

/** Reads the QR code from its modules, four pixels each. */
function decoded({ size, path }) {
  const side = size * 4;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let at = 0; at < 16; at += 1) {
      const pixel = (y * 4 + (at >> 2)) * side + x * 4 + (at & 3);
      data.fill(0, pixel * 4, pixel * 4 + 3);
    }
  }
  return decodeQR({ width: side, height: side, data });
}

test('on paper there is the whole report in two languages, with the digest of the file', async () => {
  const { page, errors, close } = await verified();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.equal(
    await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
    'light',
    'ink on white, whatever the screen is',
  );
  assert.ok(await page.isVisible('#paper'));
  assert.ok(await page.isHidden('main'), 'nothing else is printed');
  const shown = await page.innerText('#paper');
  const digest = createHash('sha256').update(evidence).digest('hex');
  for (const part of [
    'The signature is valid.',
    '簽署有效。',
    digest.match(/.{8}/g).join(' '),
    'CHAN',
    "Revocation of the signer's certificate",
    '簽署人證書的撤銷狀況',
    'the issuing authority',
    'HKT',
    '香港時間',
    'What was when',
    '時間線',
  ]) {
    assert.ok(shown.includes(part), part);
  }
  assert.doesNotMatch(shown, /\d{4}-\d\d-\d\dT|\w\[\d+\]|ocspResponses|undefined/);
  const code = await page.$eval('#paper figure svg', (svg) => ({
    size: svg.viewBox.baseVal.width,
    path: svg.querySelector('path').getAttribute('d'),
  }));
  assert.equal(decoded(code), `nih:sha-256;${digest}`);
  const file = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await mkdir(join(root, 'target/e2e/paper'), { recursive: true });
  await writeFile(join(root, 'target/e2e/paper/report.pdf'), file);
  const pages = file.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
  assert.ok(pages.length >= 2 && pages.length <= 8, `${pages.length} pages`);
  assert.deepEqual(errors, []);
  await close();
});

test('the page with the result prints the same report', () => {
  const digest = createHash('sha256').update(evidence).digest('hex');
  for (const part of ['The signature is valid.', '簽署有效。', digest.slice(0, 8), '12 months']) {
    assert.ok(ofResult.includes(part), part);
  }
});

test('a form is on paper as it was shown, beside what was signed', async () => {
  const { page, close } = await verified({ locale: 'zh-CN' });
  await page.emulateMedia({ media: 'print' });
  const rows = await page.$$eval('#paper .paper-form tbody tr', (rows) =>
    rows.map((row) => [...row.cells].map(({ innerText }) => innerText.replace(/\s+/g, ' '))),
  );
  const period = rows.find(([, , signed]) => signed === 'period = 12');
  assert.deepEqual(period?.slice(0, 2), ['Period 有效期', '12 months 12 个月']);
  const declaration = rows.find(([, , signed]) => signed === 'declaration = true');
  assert.equal(declaration?.[1], 'yes 是');
  assert.match(rows.at(-1)?.[2] ?? '', /proof = proof\.pdf.*1,000 bytes.*SHA-256/);
  await close();
});

test('the page shows a form as it was shown, and labels of the file where it knows none', async () => {
  const { page, errors, close } = await verified();
  const value = async (signed) =>
    (await page.innerText('.signed-form tr', { has: page.getByText(signed) })).length > 0;
  assert.ok(await value('signed: period = 12'));
  const cells = await page.$$eval('.signed-form td', (cells) =>
    cells.map(({ innerText }) => innerText),
  );
  assert.ok(
    cells.some((cell) => /^12 months\s+signed: period = 12$/.test(cell)),
    cells.join(),
  );
  assert.ok(
    cells.some((cell) => /^yes\s+signed: declaration = true$/.test(cell)),
    cells.join(),
  );
  const { labels } = JSON.parse(evidence);
  assert.deepEqual(JSON.parse(labels).fields.period.values[12], ['12 months', '12個月', '12 个月']);
  assert.deepEqual(errors, []);
  await close();
});

test('attachments are compared with what was signed, by name', async () => {
  const { page, errors, close } = await verified();
  const states = () =>
    page.$$eval('#attachments li', (all) =>
      all.map(({ dataset, innerText }) => [dataset.state, innerText.replace(/\s+/g, ' ')]),
    );
  assert.deepEqual(
    (await states()).map(([state]) => state),
    ['open'],
  );
  const changed = Buffer.from(attachment);
  changed[0] ^= 1;
  await page.setInputFiles('#attached', [
    named('renamed.pdf', attachment),
    named('changed.pdf', changed),
  ]);
  await page.waitForSelector('#attachments [data-state="differs"]');
  const [matches, differs] = await states();
  assert.deepEqual(matches, ['matches', '✓ proof.pdf matches: renamed.pdf is this file']);
  assert.equal(differs[0], 'differs');
  assert.match(differs[1], /changed\.pdf matches no attachment/);
  assert.ok(await page.isHidden('.unproven'));
  await page.waitForFunction(() =>
    document.querySelector('#paper').textContent.includes('renamed.pdf is this file'),
  );
  await picture(page, 'paper/attachments');
  assert.deepEqual(errors, []);
  await close();
});

test('a file that is dropped on its place is an attachment, and with the evidence, too', async () => {
  const { page, close } = await verified();
  const drop = (selector, files) =>
    page.$eval(
      selector,
      (place, files) => {
        const dataTransfer = new DataTransfer();
        for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
        place.dispatchEvent(
          new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }),
        );
      },
      files,
    );
  await drop('#attachments .drop', [['proof.pdf', attachment.toString('latin1')]]);
  await page.waitForSelector('#attachments [data-state="matches"]');
  await page.reload();
  await drop('#drop', [
    ['proof.pdf', attachment.toString('latin1')],
    ['signed-form.json', evidence.toString('utf8')],
  ]);
  await page.waitForSelector('#attachments [data-state="matches"]');
  assert.equal(await verdict(page, 'TOTAL-PASSED'), '');
  await close();
});

test('what a match is worth is said where the signature does not hold', async () => {
  const { page, close } = await verified();
  const changed = Buffer.from(evidence.toString('utf8').replace('AB 1234', 'AB 1235'));
  await page.setInputFiles('#evidence', json(changed));
  await verdict(page, 'TOTAL-FAILED');
  assert.ok(await page.isVisible('.unproven'));
  await close();
});

test('an undecided report says as of when to ask again, and a press asks', async () => {
  const fixtures = join(root, 'tests/fixtures/report');
  const context = await browser.newContext({ locale: 'en-HK', timezoneId: 'America/New_York' });
  const page = await context.newPage();
  await page.goto(`${demo.origin}/verify.html`);
  await page.click('summary[data-text="trust"]');
  await page.setInputFiles('#anchors', join(fixtures, 'root.pem'));
  await page.setInputFiles('#evidence', join(fixtures, 'expired.json'));
  await verdict(page, 'INDETERMINATE');
  const help = await page.innerText('#report .help');
  assert.match(help, /valid until 31 December 2025 08:00:00 HKT/);
  assert.equal(await page.innerText('#ask-again'), 'Ask again as of 31 December 2025 08:00:00');
  await page.click('#ask-again');
  assert.equal(await verdict(page, 'TOTAL-PASSED'), '');
  assert.match(await page.inputValue('#judged-at'), /^2025-12-31T08:00/);
  await context.close();
});

test('nothing is wider than a phone, and axe finds nothing', async () => {
  for (const look of [
    { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
    { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  ]) {
    const { page, close } = await verified(look);
    const { width } = look.viewport;
    await page.setInputFiles('#attached', named('other.pdf', Buffer.from('another')));
    await page.waitForSelector('#attachments [data-state="differs"]');
    for (const language of LANGUAGES) {
      await page.selectOption('#language', language);
      await page.waitForSelector(`#report[lang="${language}"]`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${language} is ${wide} wide at ${width}`);
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run();
        return violations.map(({ id, nodes }) => [id, nodes[0].html]);
      });
      assert.deepEqual(found, [], `${language} at ${width}`);
      await picture(page, `paper/verified-${width}-${look.colorScheme}-${language}`);
    }
    await close();
  }
});
