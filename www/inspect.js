// All that is in a certificate. What reads it is loaded when the first one is opened.

/** @type {import('iamsmart/elements/report').IamSmartReport['inspect']} */
export const inspect = async (certificate, options) =>
  (await import('iamsmart/inspect')).inspectCertificate(certificate, options);
