// Subjects in Node: a process for each sample, in turns.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { placeOf, root, WORKS, written } from './subjects.js';

const PROGRAM = fileURLToPath(new URL('program.js', import.meta.url));

/**
 * @typedef {{ wall: number, cpu: number }} Took
 * @typedef {{ firstResult: Took[], firstCall: Took[], lastCall: Took[] }} Times
 */

/**
 * @param {{ pkg: string, against?: string }} tools
 * @param {string} work
 * @param {{ rounds: number, calls?: number, only?: (name: string) => boolean }} options
 * @returns {Promise<Record<string, Times>>}
 */
export async function inNode({ pkg, against }, work, { rounds, calls = 1, only = () => true }) {
  const subjects = (await written(work, pkg, against)).filter(({ name }) => only(name));
  for (const subject of subjects) checked(work, subject);
  const times = Object.fromEntries(
    subjects.map(({ name }) => [name, { firstResult: [], firstCall: [], lastCall: [] }]),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const subject = subjects[(round + turn) % subjects.length];
      const { result, ...took } = run(work, subject, WORKS[work].known, calls);
      if (!WORKS[work].is(result)) throw new Error(`${work}, ${subject.name}: ${result}`);
      for (const [what, all] of Object.entries(times[subject.name])) all.push(took[what]);
    }
  }
  return times;
}

/** A spoiled input is refused: by an error, or by another result. */
function checked(work, subject) {
  const { spoiled, is } = WORKS[work];
  if (!spoiled) return;
  let result;
  try {
    ({ result } = run(work, subject, spoiled, 1));
  } catch {
    return;
  }
  if (is(result)) throw new Error(`${work}, ${subject.name}: takes what is spoiled`);
}

function run(work, subject, known, calls) {
  const printed = execFileSync(process.execPath, [PROGRAM, placeOf(work, subject), `${calls}`], {
    cwd: root,
    encoding: 'utf8',
    input: JSON.stringify(known),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return JSON.parse(printed);
}
