// Known disagreements of `completeLogin` and oauth4webapi's `validateAuthResponse` on a callback
// URL. The first match explains a disagreement.

/**
 * @typedef {object} Difference
 * @property {RegExp} ours Result of `completeLogin`.
 * @property {RegExp} theirs Result of oauth4webapi.
 * @property {(url: string) => boolean} [cause] True if the URL has the cause.
 * @property {string} why
 */

/** @type {Difference[]} */
export const DIFFERENCES = [
  {
    ours: /./,
    theirs: /^callback-parameter-repeated$/,
    cause: (url) => /(?:[?&](?:response|id_token|token)=.*){2}/.test(url),
    why:
      'What is not known is ignored (RFC 6749 §4.1.2), however often it stands there; oauth4webapi ' +
      'looks for tokens and signed responses, and refuses two of them.',
  },
  {
    ours: /^callback-parameter-repeated$/,
    theirs: /./,
    why:
      'No parameter that is read may occur twice (RFC 6749 §3.1), which is looked at before anything ' +
      'else; oauth4webapi looks at those that it reads, each as it comes to it, and so not at `code`.',
  },
  {
    ours: /^(state|issuer)-mismatch$/,
    theirs: /./,
    cause: (url) => /[\t\n]/.test(url),
    why:
      "A tab or line break in a value is part of it; the URL parser drops it. A browser's own " +
      'address has none.',
  },
  {
    ours: /^accepted$/,
    theirs: /^accepted, another code$/,
    cause: (url) => /[\t\n]/.test(url),
    why: 'The same in the code, which is handed on as it was sent.',
  },
  {
    ours: /^state-missing$/,
    theirs: /^state-mismatch$/,
    cause: (url) => new URL(url).searchParams.get('state') === '',
    why: 'A parameter without a value counts as omitted (RFC 6749 §3.1). Refused by both.',
  },
  {
    ours: /^login-(cancelled|rejected|failed)$/,
    theirs: /./,
    cause: (url) => url.includes('error_code='),
    why: "`error_code` is iAM Smart's `error`; oauth4webapi does not know it.",
  },
  {
    ours: /./,
    theirs: /^JARM$/,
    cause: (url) => url.includes('response='),
    why:
      'A signed response (JARM) is never asked for, so that `response` is a parameter like any ' +
      'other that is not known: ignored (RFC 6749 §4.1.2). oauth4webapi refuses it first.',
  },
  {
    ours: /./,
    theirs: /^implicit or hybrid$/,
    cause: (url) => /token=/.test(url),
    why:
      'Only `response_type=code` is asked for. A token in the query is ignored and never used ' +
      '(RFC 6749 §4.1.2: unrecognized parameters); oauth4webapi refuses it.',
  },
  {
    ours: /^code-missing$/,
    theirs: /^accepted, without a code$/,
    why: "oauth4webapi's next step refuses it: `authorizationCodeGrantRequest` wants a code.",
  },
  {
    ours: /^accepted$/,
    theirs: /^accepted, another code$/,
    cause: (url) => /[?&](code|c%6Fde)=[^&]*\+/.test(url),
    why:
      "In a code a '+' stays a '+': gateways have been seen to send Base64 without escaping it. Read " +
      'as a form has it, it would be a space.',
  },
];
