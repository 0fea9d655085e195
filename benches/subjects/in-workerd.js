// Subjects in workerd: a process for each sample, in turns, from its start to the first answer. Its
// clock stands still while a script runs (Cloudflare Workers, "Performance and timers"), so that it is
// looked at from outside, beside a worker that does nothing.

import { spawn } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import workerd from 'workerd';
import { processorTime } from './processor-time.js';
import { folder, placeOf, root, WORKS, written } from './subjects.js';

const NOTHING = 'nothing';

/**
 * Milliseconds of processor time over those of a worker that does nothing.
 *
 * @param {{ pkg: string }} tools
 * @param {string} work
 * @param {{ rounds: number, only?: (name: string) => boolean }} options
 * @returns {Promise<Record<string, number[]>>}
 */
export async function inWorkerd({ pkg }, work, { rounds, only = () => true }) {
  const subjects = (await written(work, pkg)).filter(({ name }) => only(name));
  const { known, is } = WORKS[work];
  const configs = new Map([[NOTHING, await bundled(NOTHING, undefined, known)]]);
  for (const subject of subjects) {
    configs.set(
      subject.name,
      await bundled(`${work}-${subject.name}`, placeOf(work, subject), known),
    );
  }
  const names = [...configs.keys()];
  const took = Object.fromEntries(subjects.map(({ name }) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round < rounds; round += 1) {
    /** @type {Record<string, number>} */
    const times = {};
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length];
      const { result, time } = await started(configs.get(name));
      times[name] = time;
      if (name !== NOTHING && !is(result)) throw new Error(`${work}, ${name}: ${result}`);
    }
    for (const { name } of subjects) took[name].push(Math.max(0, times[name] - times[NOTHING]));
  }
  return took;
}

/** Starts a worker and asks it; returns its answer, and the processor time until then. */
async function started(config) {
  const child = spawn(workerd.default, ['serve', '--control-fd=1', config], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  try {
    const port = await new Promise((resolve, reject) => {
      let said = '';
      child.stderr.on('data', (data) => {
        said += data;
      });
      createInterface(child.stdout).on('line', (line) => {
        const port = line.match(/"event":"listen","socket":"http","port":(\d+)/)?.[1];
        if (port) resolve(port);
      });
      child.on('exit', () => reject(new Error(`workerd ended: ${said}`)));
    });
    const response = await fetch(`http://127.0.0.1:${port}/`);
    const result = await response.json();
    return { result, time: processorTime(child.pid) };
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/**
 * Bundles a subject as a worker; returns its configuration's path.
 *
 * @param {string} name
 * @param {string | undefined} module
 * @param {object} known
 */
async function bundled(name, module, known) {
  const outdir = join(folder, 'workerd', name.replaceAll(/[^\w.-]/g, '-'));
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const first = module
    ? `import { first } from ${JSON.stringify(module)};`
    : 'const first = () => 0;';
  await build({
    absWorkingDir: root,
    bundle: true,
    conditions: ['workerd'],
    format: 'esm',
    loader: { '.wasm': 'copy' },
    logLevel: 'error',
    nodePaths: [join(folder, 'subjects/node_modules')],
    outfile: join(outdir, 'worker.js'),
    platform: 'browser',
    stdin: {
      contents: `${first}
const known = ${JSON.stringify(known)};
export default { fetch: async () => Response.json(await first(known)) };`,
      resolveDir: join(folder, 'subjects'),
    },
    target: 'es2022',
  });
  const modules = (await readdir(outdir)).sort((a) => (a === 'worker.js' ? -1 : 1));
  const embedded = modules.map(
    (name) =>
      `(name = "${name}", ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed "${name}")`,
  );
  const config = join(outdir, 'config.capnp');
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    compatibilityDate = "2026-01-01",
    modules = [${embedded.join(', ')}],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`,
  );
  return config;
}
