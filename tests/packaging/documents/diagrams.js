// The sequence diagrams of the documents, as SVG: npm and many viewers draw no Mermaid.

/**
 * A step from top to bottom: a message from one party to another, or a note at one.
 *
 * @typedef {[from: number, to: number, text: string] | [at: number, note: string]} Step
 * @typedef {{ title: string, parties: string[], steps: Step[] }} Diagram
 */

const E_SERVICE = 1;
const IAM_SMART = 2;
const APP = 3;
const PARTIES = ['Page', 'E-service', 'iAM Smart', 'App'];

/** By the name of the file in docs/. @type {Record<string, Diagram>} */
export const DIAGRAMS = {
  'login-sequence.svg': {
    title: 'A login',
    parties: ['Browser', 'E-service', 'iAM Smart', 'App'],
    steps: [
      [0, E_SERVICE, 'GET /login'],
      [E_SERVICE, 'login.redirect: makes the secret, state'],
      [E_SERVICE, 0, '302, the secret in a cookie'],
      [0, IAM_SMART, 'GET /api/v1/auth/getQR: clientID, redirectURI, scope, state'],
      [APP, IAM_SMART, 'scans; the user authorises'],
      [IAM_SMART, 0, '302 to redirectURI: code, state'],
      [0, E_SERVICE, 'GET /login/callback, with the cookie'],
      [E_SERVICE, 'login.returned: state is this browser’s'],
      [E_SERVICE, IAM_SMART, 'getToken: code, within 30 s'],
      [IAM_SMART, E_SERVICE, 'accessToken, openID'],
      [E_SERVICE, 'state was not used before; session'],
      [E_SERVICE, 0, '302 to the page, session cookie'],
    ],
  },
  'filling-sequence.svg': {
    title: 'Filling a form',
    parties: PARTIES,
    steps: [
      [0, E_SERVICE, 'POST /api/fill'],
      [E_SERVICE, 'flows.fill: begun in the store'],
      [E_SERVICE, IAM_SMART, 'eme/initiateRequest: fields'],
      [IAM_SMART, E_SERVICE, 'ticketID, authByQR'],
      [E_SERVICE, 0, 'businessId, ticketId, authByQr'],
      [0, APP, 'on one device: appLink opens the app'],
      [APP, IAM_SMART, 'the user allows each field'],
      [IAM_SMART, E_SERVICE, 'POST callback: fields, sealed'],
      [E_SERVICE, 'flows.callback: opened, stored'],
      [E_SERVICE, IAM_SMART, '200'],
      [E_SERVICE, 0, 'event settled: filled, result'],
      [E_SERVICE, 'onSettled'],
      [0, 'autofill; the user checks'],
      [0, E_SERVICE, 'POST …/take: deleted'],
    ],
  },
  'signing-sequence.svg': {
    title: 'Signing a form',
    parties: PARTIES,
    steps: [
      [0, 'hashForm: canonical form, hashCode'],
      [0, E_SERVICE, 'POST /api/sign: form, hashCode'],
      [E_SERVICE, 'flows.sign: hashes, compares, stores'],
      [E_SERVICE, IAM_SMART, 'signing/initiateRequest: hashCode'],
      [IAM_SMART, E_SERVICE, 'ticketID, authByQR'],
      [E_SERVICE, 0, 'businessId, identificationCode'],
      [0, APP, 'the user compares the identification code'],
      [APP, IAM_SMART, 'authorises'],
      [IAM_SMART, E_SERVICE, 'POST callback: signature, cert'],
      [E_SERVICE, 'flows.callback: opened, stored'],
      [E_SERVICE, IAM_SMART, '200'],
      [E_SERVICE, 'compares; fetches CRL, OCSP; judges'],
      [E_SERVICE, 0, 'event settled: signed, report'],
      [E_SERVICE, 'onSettled: the evidence is kept'],
      [E_SERVICE, IAM_SMART, 'ackResult: SR001'],
      [0, E_SERVICE, 'POST …/take: deleted'],
    ],
  },
};

const GAP = 250;
const MARGIN = 110;
const TOP = 76;
const STEP = 40;
const BOX = { width: 120, height: 32 };
const NOTE = { width: 240, height: 26 };

/**
 * Returns a diagram as SVG.
 *
 * @param {Diagram} diagram
 */
export function drawn({ title, parties, steps }) {
  const x = (party) => MARGIN + 16 + party * GAP;
  const bottom = TOP + steps.length * STEP;
  const width = x(parties.length - 1) + MARGIN + 16;
  const height = bottom + 24;
  const told = steps.map((step) => said(step, parties)).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="13">
<title>${escaped(title)}</title>
<desc>${escaped(told)}</desc>
<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#333"/></marker></defs>
<rect width="${width}" height="${height}" fill="#fff"/>
${parties.map((party, index) => lifeline(party, x(index), bottom)).join('\n')}
${steps.map((step, index) => row(step, TOP + index * STEP, x)).join('\n')}
</svg>
`;
}

function lifeline(party, at, bottom) {
  const { width, height } = BOX;
  return `<path d="M${at} ${16 + height}V${bottom}" stroke="#999" stroke-dasharray="4 4"/>
<rect x="${at - width / 2}" y="16" width="${width}" height="${height}" rx="4" fill="#e8f1ee" stroke="#1f6b58"/>
<text x="${at}" y="37" text-anchor="middle" font-weight="600" fill="#111">${escaped(party)}</text>`;
}

/** A message is an arrow below its text; a note is a box on its party's line. */
function row(step, y, x) {
  if (step.length === 2) {
    const [at, note] = step;
    const left = x(at) - NOTE.width / 2;
    return `<rect x="${left}" y="${y}" width="${NOTE.width}" height="${NOTE.height}" fill="#fff7dc" stroke="#c9a227"/>
<text x="${x(at)}" y="${y + 17}" text-anchor="middle" fill="#111" font-size="12">${escaped(note)}</text>`;
  }
  const [from, to, text] = step;
  const middle = (x(from) + x(to)) / 2;
  const line = y + 24;
  return `<path d="M${x(from)} ${line}H${x(to)}" stroke="#333" marker-end="url(#head)"/>
<text x="${middle}" y="${line - 6}" text-anchor="middle" fill="#111" stroke="#fff" stroke-width="4" paint-order="stroke">${escaped(text)}</text>`;
}

/** A step as a sentence, for those who cannot see it. */
function said(step, parties) {
  if (step.length === 2) return `${parties[step[0]]}: ${step[1]}.`;
  return `${parties[step[0]]} to ${parties[step[1]]}: ${step[2]}.`;
}

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
