import { IamSmartError } from '../error.js';

/** Maximum depth: far more than data of a caller has, and far less than exhausts the stack. */
const MAX_DEPTH = 100;

/**
 * Checks that a value comes back from JSON as it was; -0, which becomes 0, passes.
 *
 * @throws IamSmartError 'invalid-argument' with the path of the first part that does not
 */
export function checkPlainJson(name: string, value: unknown): void {
  check(name, value, []);
}

function check(path: string, value: unknown, owners: object[]): void {
  const lost = loss(value);
  if (lost) refuse(path, lost);
  if (typeof value !== 'object' || value === null) return;
  if (owners.includes(value)) refuse(path, 'it is an object that it is part of');
  if (owners.length >= MAX_DEPTH) refuse(path, `it is deeper than ${MAX_DEPTH} levels`);
  const parts: [string, unknown][] = Array.isArray(value)
    ? value.map((item, i) => [`${path}[${i}]`, item])
    : Object.keys(value).map((key) => [member(path, key), (value as Record<string, unknown>)[key]]);
  for (const [place, part] of parts) check(place, part, [...owners, value]);
}

/** Says why JSON does not keep a value itself, whatever its parts. */
function loss(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : `it is ${value}, which JSON does not have`;
    case 'object':
      return value === null ? undefined : lossOfObject(value);
    case 'undefined':
      return 'it is undefined, which JSON leaves out';
    default:
      return `it is a ${typeof value}, which JSON does not have`;
  }
}

function lossOfObject(value: object): string | undefined {
  if (Object.getOwnPropertySymbols(value).length > 0)
    return 'it has a symbol, which JSON leaves out';
  if (Array.isArray(value)) {
    // A gap becomes null, and a named property is lost.
    return Object.keys(value).length === value.length
      ? undefined
      : 'it is an array with gaps or named properties, which JSON does not keep';
  }
  const prototype = Object.getPrototypeOf(value);
  // The prototype of a plain object, in this realm or another, has none of its own.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const kind = value.constructor?.name || 'class';
  return `it is a ${kind}, which JSON does not keep; store its text or numbers`;
}

function member(path: string, key: string): string {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(key)
    ? `${path}.${key}`
    : `${path}[${JSON.stringify(key)}]`;
}

function refuse(path: string, reason: string): never {
  throw new IamSmartError('invalid-argument', `'${path}' cannot be used: ${reason}.`);
}
