// Calls of a page that the tour frames, told to the tour: of values that a person fills in, only the sizes.

/** Length of a text above which only its start is told. */
const SHOWN = 100;

/** Members with what a person has filled in. */
const PERSONAL = ['text', 'evidence', 'result'];

/**
 * Fetches, and tells the page that frames this one, if it is of the same origin.
 *
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function watched(path, init) {
  if (parent === window) return fetch(path, init);
  const at = Date.now();
  const response = await fetch(path, init);
  tell(path, init, at, response.clone());
  return response;
}

/**
 * @param {string} path
 * @param {RequestInit | undefined} init
 * @param {number} at
 * @param {Response} response
 */
async function tell(path, init, at, response) {
  const content = await response.json().catch(() => undefined);
  const { pathname, searchParams } = new URL(path, location.href);
  const call = {
    at,
    ms: Date.now() - at,
    from: 'browser',
    to: 'e-service',
    method: init?.method ?? 'GET',
    path: pathname,
    query: [...searchParams],
    request: { headers: [], opened: await contentOf(init?.body) },
    status: response.status,
    response: { headers: [], opened: shortened(content) },
  };
  // No page of another origin gets it.
  parent.postMessage({ call }, location.origin);
}

/** @param {RequestInit['body']} body */
async function contentOf(body) {
  if (body instanceof FormData) {
    return Object.fromEntries(
      [...body].map(([name, value]) => [
        name,
        value instanceof File
          ? { file: value.name, bytes: value.size }
          : { characters: value.length },
      ]),
    );
  }
  return typeof body === 'string' ? shortened(JSON.parse(body)) : undefined;
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function shortened(value) {
  if (typeof value === 'string') {
    return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
  }
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) =>
      PERSONAL.includes(name)
        ? [name, { characters: JSON.stringify(member).length }]
        : [name, shortened(member)],
    ),
  );
}
