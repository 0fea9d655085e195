import { IamSmartError } from '../error.js';
import type { ExitStatus } from './exit-status.js';

/** Options of a command: those with a value, once or several times, and those without. */
type OptionKind = 'value' | 'values' | 'flag';

/** Arguments of a command, read. */
export interface Arguments {
  /** Arguments that are not options. */
  files: string[];
  /** Value of an option that may occur once. */
  value(name: string): string | undefined;
  /** Values of an option that may occur several times. */
  values(name: string): string[];
  flag(name: string): boolean;
}

/** A command of `npx iamsmart`. */
export interface Command {
  /** Its line in the list of commands. */
  summary: string;
  /** Its help, from the line after 'Usage: npx iamsmart NAME'. */
  usage: string;
  options: Record<string, OptionKind>;
  /** Returns what to print, and the exit status. */
  run(given: Arguments): Promise<Printed>;
}

/** What a command prints on standard output. */
export interface Printed {
  status: ExitStatus;
  /** Text for people. */
  text: string;
  /** The same as data, for `--json`. */
  json: unknown;
}

/** Returns the error for an argument that cannot be used; `reason` is a clause. */
export function unusable(name: string, reason: string): IamSmartError {
  return new IamSmartError('invalid-argument', `'${name}' cannot be used: ${reason}.`);
}

/** Returns the only file of a command. */
export function onlyFile({ files }: Arguments): string {
  const [file, second] = files;
  if (file === undefined) throw unusable('FILE', "it is missing; '-' stands for standard input");
  if (second !== undefined) throw unusable(second, 'the command takes one FILE');
  return file;
}
