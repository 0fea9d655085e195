// Whether a command that a document shows exists.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pkg, root } from '../project.js';

const SANDBOX = 'iamsmart-sandbox';
const read = (path) => readFile(join(root, path), 'utf8');

/**
 * Returns what is wrong with a command; undefined if nothing is.
 *
 * @param {string} command
 * @returns {Promise<string | undefined>}
 */
export async function problemOf(command) {
  // What comes first may be assignments (POSIX, XCU 2.9.1).
  const assigned = /^(?:\w+=\S* +)*/;
  const [program, ...words] = command.trim().replace(assigned, '').split(/\s+/);
  if (!program) return undefined;
  if (program === 'cargo') return ofCargo(words);
  if (program === 'npx') return ofNpx(words);
  if (program === 'docker') return ofDocker(words);
  const isThere = await promisify(execFile)('sh', ['-c', 'command -v "$0"', program]).then(
    () => true,
    () => false,
  );
  return isThere ? undefined : `${program}: no such program`;
}

async function ofCargo(words) {
  const [subcommand, name] = words;
  if (subcommand === 'xtask') {
    const help = await read('xtask/src/main.rs');
    const isListed = name === 'help' || new RegExp(`^cargo xtask ${name}\\b`, 'm').test(help);
    return isListed ? undefined : `cargo xtask ${name}: no such command`;
  }
  const chosen = words.findIndex((word) => word === '-p' || word === '--package');
  if (chosen < 0) return undefined;
  const folder = await folderOf(words[chosen + 1] ?? '');
  if (folder === undefined) return `${words[chosen + 1]}: no such package`;
  const end = words.indexOf('--');
  if (end < 0) return undefined;
  return ofProgram(folder, words.slice(end + 1));
}

/** What a program of the workspace is told. */
async function ofProgram(folder, words) {
  const source = await read(join(folder, 'src/options.rs')).catch(() => '');
  const unknown = words.filter((word) => word.startsWith('--') && !source.includes(`"${word}" =>`));
  return unknown.length > 0 ? `${unknown}: no such option` : undefined;
}

/** The sandbox's container, which no test runs: its file, and what the sandbox is told. */
async function ofDocker([command, ...words]) {
  if (command === 'build') {
    const file = words[words.indexOf('--file') + 1] ?? '';
    return read(file).then(
      () => undefined,
      () => `${file}: no such file`,
    );
  }
  const image = words.indexOf(SANDBOX);
  return image < 0
    ? `docker ${command}: not the sandbox`
    : ofProgram('sandbox', words.slice(image + 1));
}

/** A command of the package, whose help lists its options. */
async function ofCommand(command, words) {
  const main = join(pkg, 'cli/main.js');
  const help = ['help', ...(command === 'help' ? [] : [command])];
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...help]);
  if (command !== 'help' && !stdout.startsWith(`Usage: npx iamsmart ${command} `)) {
    return `npx iamsmart ${command}: no such command`;
  }
  const unknown = words.filter(
    (word) => word.startsWith('--') && !new RegExp(`${word}\\b`).test(stdout),
  );
  return unknown.length > 0 ? `${unknown}: no such option` : undefined;
}

/** Folder of a package of the workspace. */
async function folderOf(name) {
  const [, members = ''] = /^members = \[(.*?)\]/ms.exec(await read('Cargo.toml')) ?? [];
  for (const [, member = ''] of members.matchAll(/"([^"]+)"/g)) {
    const manifest = await read(join(member, 'Cargo.toml'));
    if (manifest.includes(`name = "${name}"`)) return member;
  }
  return undefined;
}

async function ofNpx([name, command, ...words]) {
  if (name === 'iamsmart') return ofCommand(command, words);
  if (name === SANDBOX) return ofProgram('sandbox', [command ?? '', ...words]);
  const { devDependencies } = JSON.parse(await read('package.json'));
  return name && name in devDependencies ? undefined : `npx ${name}: not one of the tools`;
}
