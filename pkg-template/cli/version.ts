/** Version of the package. */
export const VERSION = '0.0.0';
