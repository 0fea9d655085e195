// Each project builds and runs from one tarball, with no setting for the package.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ENGINES } from '../e2e/engines.js';
import { pack, project, served } from './frame.js';

let packed;
const pages = {};
const rows = [];

before(async () => {
  packed = await pack();
  for (const [name, page] of Object.entries(ENGINES)) pages[name] = await page();
});

after(async () => {
  for (const page of Object.values(pages)) await page.close();
  await packed?.remove();
  const table = rows.map(({ name, beyond, bytes }) => `| ${name} | ${beyond} | ${bytes ?? ''} |`);
  console.log(
    ['| project | what it needed beyond npm install | bytes |', '|---|---|---|', ...table].join(
      '\n',
    ),
  );
});

/**
 * Installs a project, uses it, and asserts that it needed nothing. `use` returns the size of what was
 * built.
 */
function works(name, use, options) {
  test(name, { timeout: 900_000 }, async () => {
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

works(
  'vite',
  async ({ folder, npm, serve, bytes }) => {
    await npm('build');
    const { origin: built, stop: stopBuilt } = await served(join(folder, 'dist'));
    try {
      await provenAt(`${built}/`);
      for (const page of Object.values(pages)) proven(await page.evaluate(saidByWorker));
    } finally {
      await stopBuilt();
    }
    // In development, Vite bundles dependencies anew and moves them.
    const { origin, stop } = await serve('dev', (port) => [
      '--port',
      `${port}`,
      '--host',
      '127.0.0.1',
    ]);
    try {
      await provenAt(`${origin}/`);
    } finally {
      await stop();
    }
    return bytes('dist');
  },
  { newerNode: true },
);

works('parcel', async ({ folder, npm, bytes }) => {
  await npm('build');
  await provenPages(join(folder, 'dist'));
  return bytes('dist');
});

works(
  'next',
  async ({ npm, serve, bytes }) => {
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
  },
  { newerNode: true },
);

works(
  'astro',
  async ({ folder, npm, read, bytes }) => {
    await npm('build');
    await provenPages(join(folder, 'dist'));
    const [, onServer] =
      /<pre id="server"[^>]*>(.*?)<\/pre>/s.exec(await read('dist/index.html')) ?? [];
    proven(onServer?.replaceAll('&quot;', '"').replaceAll('&#34;', '"'));
    return bytes('dist');
  },
  { newerNode: true },
);

for (const name of ['vitest', 'jest', 'jest-jsdom']) {
  works(
    name,
    async ({ npm, run }) => {
      const { stdout } = await run(process.execPath, ['-e', PRINTED]);
      proven(stdout);
      await npm('test', { EXPECTED_PROOF: stdout });
    },
    { newerNode: true },
  );
}

works(
  'wrangler',
  async ({ npm, serve, bytes }) => {
    await npm('build');
    const { origin, stop } = await serve('dev', (port) => ['--port', `${port}`]);
    try {
      proven(await text(origin));
    } finally {
      await stop();
    }
    return bytes('dist');
  },
  { newerNode: true },
);

works(
  'cloudflare-vite',
  async ({ npm, serve, bytes }) => {
    await npm('build');
    const { origin, stop } = await serve('preview', (port) => [
      '--port',
      `${port}`,
      '--host',
      '127.0.0.1',
    ]);
    try {
      proven(await text(origin));
    } finally {
      await stop();
    }
    return bytes('dist');
  },
  { newerNode: true },
);

test('a policy of the page allows the module, or the first call says what is missing', async () => {
  const made = await project('esbuild', packed);
  try {
    await made.npm('build');
    await made.npm('link');
    for (const [policy, path, expected] of [
      ["script-src 'self' 'wasm-unsafe-eval'", 'dist/page.js', /TOTAL-PASSED/],
      ["script-src 'self'", 'dist/page.js', /Policy forbids WebAssembly.*module-unusable$/s],
      ["script-src 'self'", 'link/link.js', /hk\.gov\.iamsmart:\/\/hash-sign/],
    ]) {
      const html = `<!doctype html><title>A page</title><body><script type="module" src="${path}"></script>`;
      await made.write('index.html', html);
      const { origin, stop } = await served(made.folder, { 'Content-Security-Policy': policy });
      try {
        for (const page of Object.values(pages)) {
          await page.goto(`${origin}/`);
          assert.match(await page.evaluate(shown), expected);
        }
      } finally {
        await stop();
      }
    }
  } finally {
    await made.remove();
  }
});

works('cyclonedx', async ({ npm }) => {
  assert.equal((await npm('check')).stdout.trim(), 'null');
});

/** Asserts what a project has worked out, against RFC 7636, Node's SHA-256 and OpenSSL's signature. */
function proven(json) {
  assert.match(json, /^\{/);
  const { codeChallenge, text, hashCode, indication, summary } = JSON.parse(json);
  assert.equal(codeChallenge, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  assert.equal(hashCode, sha256(text));
  const { fields, files } = JSON.parse(text);
  assert.deepEqual(fields, [['fullName', '陳大文']]);
  assert.equal(files[0].sha256, sha256('abc'));
  assert.equal(indication, 'TOTAL-PASSED');
  // A bundler may leave out what hands the sentences over.
  assert.equal(summary, '簽署有效。沒有要求檢查撤銷狀況（「off」）。');
}

/** Prints the proof to the byte. */
const PRINTED =
  "import('./proof.js').then(({ prove }) => prove()).then((proof) => process.stdout.write(proof))";

/** Runs in a page: returns its proof, or its title once that is a link. */
async function shown() {
  for (let i = 0; i < 600; i += 1) {
    const proof = document.querySelector('#proof')?.textContent;
    if (proof) return proof;
    if (document.title.includes('://')) return document.title;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return 'Nothing is shown.';
}

/** Runs in a page: returns the proof of its worker. */
async function saidByWorker() {
  for (let i = 0; i < 600 && !document.body.dataset.worker; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return document.body.dataset.worker ?? 'The worker says nothing.';
}

async function provenPages(folder) {
  const { origin, stop } = await served(folder);
  try {
    await provenAt(`${origin}/`);
  } finally {
    await stop();
  }
}

async function provenAt(url) {
  for (const page of Object.values(pages)) {
    await page.goto(url);
    proven(await page.evaluate(shown));
  }
}

async function text(url) {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.text();
}

function sha256(content) {
  return createHash('sha256').update(content).digest('base64');
}
