// What every server answers with: the canonical form of what it has received.

import { ABOUT } from './about.js';

/** Pages of another server send forms, some of them with a header that has to be asked for. */
export const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Content-Type',
  'Access-Control-Max-Age': '600',
  'Content-Type': 'text/plain; charset=utf-8',
};

/**
 * The canonical form, or why there is none.
 *
 * @param {typeof import('iamsmart/server').hashForm} hashForm
 * @param {() => Promise<FormData>} read
 */
export async function textOf(hashForm, read) {
  try {
    return (await hashForm(await read(), ABOUT)).text;
  } catch (error) {
    return `${error.code ?? error.name}: ${error.message}`;
  }
}
