/** Error class of the package. `code` is stable and typed. */
export class IamSmartError extends Error {
  /**
   * @override
   * @readonly
   * @type {'IamSmartError'}
   */
  name = 'IamSmartError';
  /**
   * @readonly
   * @type {import('./error-code.js').ErrorCode}
   */
  code;

  /**
   * @param {import('./error-code.js').ErrorCode} code
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}
