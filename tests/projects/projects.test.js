// Each project builds and runs from one tarball, with no setting for the package.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../e2e/browser.js';
import { pack, project, served, sha256 } from './frame.js';

let packed;
let browser;
const rows = [];

before(async () => {
  packed = await pack();
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await packed?.remove();
  const table = rows.map(({ name, beyond, bytes }) => `| ${name} | ${beyond} | ${bytes ?? ''} |`);
  console.log(
    ['| project | what it needed beyond npm install | bytes |', '|---|---|---|', ...table].join('\n'),
  );
});

/** Installs a project, uses it, and asserts that it needed nothing. */
function works(name, use, options) {
  test(name, { timeout: 600_000 }, async () => {
    const made = await project(name, packed, options);
    try {
      const bytes = await use(made);
      rows.push({ name, beyond: made.beyond.join(' '), bytes });
      assert.deepEqual(made.beyond, []);
    } finally {
      await made.remove();
    }
  });
}

works('node', async ({ npm }) => {
  proven((await npm('start')).stdout);
  proven((await npm('require')).stdout);
});

works('deno', async ({ run }) => {
  const args = ['run', '--quiet', '--no-prompt', '--no-lock', '--allow-read', 'main.js'];
  proven((await run(process.env.IAMSMART_DENO, args)).stdout);
});

works('bun', async ({ run, bytes }) => {
  proven((await run(process.env.IAMSMART_BUN, ['main.js'])).stdout);
  await run(process.env.IAMSMART_BUN, ['build', 'main.js', '--outdir', 'dist', '--minify']);
  proven((await run(process.env.IAMSMART_BUN, ['dist/main.js'])).stdout);
  return bytes('dist');
});

works('import-map', async ({ folder }) => {
  await provenPages(folder);
});

for (const name of ['esbuild', 'rollup', 'webpack']) {
  works(name, async ({ folder, npm, bytes }) => {
    await npm('build');
    await provenPages(folder);
    await npm('link');
    const link = await bytes('link');
    assert.ok(link < 5000, `a link alone takes ${link} bytes`);
    return bytes('dist');
  });
}

works('vite', async ({ folder, npm, serve, bytes }) => {
  await npm('build');
  await provenPages(join(folder, 'dist'));
  // In development, Vite bundles dependencies anew and moves them.
  const { origin, stop } = await serve('dev', (port) => ['--port', `${port}`, '--host', '127.0.0.1']);
  try {
    await provenAt(`${origin}/`);
  } finally {
    await stop();
  }
  return bytes('dist');
}, { newerNode: true });

works('parcel', async ({ folder, npm, bytes }) => {
  await npm('build');
  await provenPages(join(folder, 'dist'));
  return bytes('dist');
});

works('next', async ({ npm, serve, bytes }) => {
  await npm('build');
  const { origin, stop } = await serve('start', (port) => ['--port', `${port}`]);
  try {
    await provenAt(`${origin}/`);
    proven(await text(`${origin}/route`));
    proven(await text(`${origin}/edge`));
  } finally {
    await stop();
  }
  return bytes('.next/static');
}, { newerNode: true });

works('astro', async ({ folder, npm, bytes }) => {
  await npm('build');
  const page = await provenPages(join(folder, 'dist'));
  proven(page.server);
  return bytes('dist');
}, { newerNode: true });

for (const name of ['vitest', 'jest']) {
  works(name, async ({ folder, npm }) => {
    const EXPECTED_PROOF = await expectedProof(folder);
    await npm('test', { EXPECTED_PROOF });
  }, { newerNode: true });
}

works('wrangler', async ({ npm, serve, bytes }) => {
  await npm('build');
  const { origin, stop } = await serve('dev', (port) => ['--port', `${port}`]);
  try {
    proven(await text(origin));
  } finally {
    await stop();
  }
  return bytes('dist');
}, { newerNode: true });

works('cloudflare-vite', async ({ npm, serve, bytes }) => {
  await npm('build');
  const { origin, stop } = await serve('preview', (port) => ['--port', `${port}`, '--host', '127.0.0.1']);
  try {
    proven(await text(origin));
  } finally {
    await stop();
  }
  return bytes('dist');
}, { newerNode: true });

works('cyclonedx', async ({ npm }) => {
  assert.equal((await npm('check')).stdout.trim(), 'null');
});

/** Asserts what a project has worked out, against RFC 7636, Node's SHA-256 and OpenSSL's signature. */
function proven(json) {
  const { codeChallenge, text, hashCode, indication } = JSON.parse(json);
  assert.equal(codeChallenge, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  assert.equal(hashCode, sha256(text));
  const { fields, files } = JSON.parse(text);
  assert.deepEqual(fields, [['fullName', '陳大文']]);
  assert.equal(files[0].sha256, sha256('abc'));
  assert.equal(indication, 'TOTAL-PASSED');
}
