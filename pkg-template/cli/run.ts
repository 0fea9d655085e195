import process, { type Output } from 'node:process';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { IamSmartError } from '../error.js';
import { code } from './code.js';
import { type Arguments, type Command, type Printed, unusable } from './command.js';
import { doctor } from './doctor.js';
import { EXIT, type ExitStatus } from './exit-status.js';
import { inspect } from './inspect.js';
import { openCallback } from './open-callback.js';
import { verify } from './verify.js';
import { VERSION } from './version.js';

const COMMANDS: Record<string, Command> = {
  doctor,
  'open-callback': openCallback,
  code,
  verify,
  inspect,
};

/** Runs a command line and returns its exit status. */
export async function run(args: string[]): Promise<ExitStatus> {
  const [name = 'help', ...rest] = args;
  if (name === '--version' || name === '-v') return finish({ text: VERSION, status: EXIT.ok });
  if (name === 'help' || name === '--help' || name === '-h') {
    const about = rest[0] === undefined ? undefined : commandOf(rest[0]);
    return finish({ text: about ? helpOf(rest[0] ?? '', about) : OVERVIEW, status: EXIT.ok });
  }
  const asJson = rest.includes('--json');
  try {
    const command = commandOf(name);
    if (!command) throw unusable(name, "it is no command; 'npx iamsmart help' lists them");
    if (rest.includes('--help')) {
      return finish({ text: helpOf(name, command), status: EXIT.ok });
    }
    const printed = await command.run(argumentsOf(command, name, rest));
    const text = asJson ? JSON.stringify(printed.json, null, 2) : printed.text;
    return finish({ text, status: printed.status });
  } catch (error) {
    if (!(error instanceof IamSmartError)) throw error;
    if (asJson) {
      const { code, message } = error;
      const text = JSON.stringify({ error: { code, message } }, null, 2);
      return finish({ text, status: EXIT.unusable });
    }
    await written(process.stderr, `iamsmart: ${error.message} (${error.code})\n`);
    return EXIT.unusable;
  }
}

function commandOf(name: string): Command | undefined {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

async function finish({ text, status }: Omit<Printed, 'json'>): Promise<ExitStatus> {
  await written(process.stdout, text.endsWith('\n') ? text : `${text}\n`);
  return status;
}

/** Waits until the text has left the process, which `process.exit` does not. */
function written(stream: Output, text: string): Promise<void> {
  return new Promise((resolve) => stream.write(text, () => resolve()));
}

/** Reads the arguments of a command. */
function argumentsOf(command: Command, name: string, args: string[]): Arguments {
  const options = Object.entries({ ...command.options, json: 'flag' }).map(([option, kind]) => [
    option,
    kind === 'flag' ? { type: 'boolean' } : { type: 'string', multiple: true },
  ]);
  const { values, positionals } = parsed(args, Object.fromEntries(options), name);
  const valuesOf = (option: string): string[] => {
    const found = values[option];
    return Array.isArray(found) ? found : [];
  };
  for (const [option, kind] of Object.entries(command.options)) {
    const found = valuesOf(option);
    if (kind === 'value' && found.length > 1) {
      throw unusable(`--${option}`, 'it is there more than once');
    }
    if (found.includes('')) throw unusable(`--${option}`, 'its value is empty');
  }
  return {
    files: positionals,
    value: (option) => valuesOf(option)[0],
    values: valuesOf,
    flag: (option) => values[option] === true,
  };
}

function parsed(
  args: string[],
  options: ParseArgsConfig['options'],
  name: string,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // "Unknown option '--foo'. To specify a positional argument …"
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\.\s/u);
    throw new IamSmartError(
      'invalid-argument',
      `${reason?.replace(/\.$/u, '')}. 'npx iamsmart help ${name}' lists the options.`,
    );
  }
}

function helpOf(name: string, { usage }: Command): string {
  return `Usage: npx iamsmart ${name} ${usage.trim()}

  --json                      print data instead of text
  --help                      print this

FILE may be '-', standard input.`;
}

const OVERVIEW = `Usage: npx iamsmart COMMAND …

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`)
  .join('\n')}
  help COMMAND   the command's options

Exit status: 0 done or passed, 1 failed, 2 unusable arguments or input, 3 undecided.`;
