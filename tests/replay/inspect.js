// The target of iamsmart/inspect: a certificate as people look into it, in each language.

import { loaded } from './inputs.js';

const { inspectCertificate } = await loaded('inspect');

/** Questions of each target, as functions. */
export const targets = {
  inspect: (input) =>
    ['en', 'zh-HK', 'zh-CN'].map((language) => () => inspectCertificate(input, { language })),
};
