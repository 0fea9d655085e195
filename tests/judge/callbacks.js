// Generates callback URLs, valid and invalid. The same seed gives the same URL.

/** The pending login. */
export const EXPECTED = {
  state: 'af0ifjsldkj_AF0IFJSLDKJ-123456',
  issuer: 'https://server.example/login',
};

const VALUES = {
  code: ['SplxlOBeZQQYbYS6WxSbIA', 'a+b/c==', 'a%2Bb%2Fc%3D%3D', 'a%20b', '%E9%99%B3', '%'],
  state: [EXPECTED.state, EXPECTED.state.slice(1), `${EXPECTED.state}%00`, 'af0ifjsldkj%5fAF', '+'],
  iss: [
    encodeURIComponent(EXPECTED.issuer),
    EXPECTED.issuer,
    encodeURIComponent(`${EXPECTED.issuer}/`),
    encodeURIComponent(EXPECTED.issuer.toUpperCase()),
    'https%3A%2F%2Fattacker.example',
  ],
  error: ['access_denied', 'login_required', 'a%22b', '%ff'],
  error_description: ['no', 'no+no', '%ff'],
  error_code: ['D40000', 'D40001', 'D99999'],
  response: ['eyJhbGciOiJub25lIn0.e30.'],
  id_token: ['eyJhbGciOiJub25lIn0.e30.'],
  token: ['t'],
  businessID: ['b-1'],
  session_state: ['s', '%c3%28'],
};
const NAMES = Object.keys(VALUES);
const ENCODED_NAMES = { code: 'c%6Fde', state: '%73tate', iss: 'i%73s', error: 'erro%72' };

/** @param {number} seed */
export function callbackUrl(seed) {
  const random = generator(seed);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const parameters = ['code', 'state', 'iss'].map((name) => [name, VALUES[name][0]]);
  const position = () => below(parameters.length + 1);
  const any = () => pick(parameters) ?? ['x', 'y'];
  const add = (name) => parameters.splice(position(), 0, [name, pick(VALUES[name])]);

  const changes = [
    () => parameters.splice(below(parameters.length), 1),
    () => parameters.splice(position(), 0, [...any()]),
    () => parameters.splice(position(), 0, [any()[0], '']),
    () => add(pick(NAMES)),
    () => add(pick(['error', 'error_code', 'response', 'id_token', 'token'])),
    () => {
      const one = any();
      one[1] = pick(VALUES[one[0]] ?? ['']);
    },
    () => {
      any()[1] = '';
    },
    () => {
      const one = any();
      one[0] = ENCODED_NAMES[one[0]] ?? one[0];
    },
    () => parameters.reverse(),
    () => parameters.splice(position(), 0, ['', '']),
    () => {
      const one = any();
      one[1] += pick(['\n', '\t', '#code=other', '&', '=', '?', ';state=x']);
    },
    () => {
      for (let i = 0; i < 70; i += 1) parameters.push([`p${i}`, `${i}`]);
    },
  ];
  // The last change, 70 parameters, is enough once and rarer.
  const change = () => changes[below(40) === 0 ? changes.length - 1 : below(changes.length - 1)];
  for (let count = below(4); count > 0; count -= 1) change()();
  const query = parameters.map(([name, value]) => (name || value ? `${name}=${value}` : ''));
  return `https://service.example/callback?${query.join('&')}`;
}

/** Mulberry32. */
function generator(seed) {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
