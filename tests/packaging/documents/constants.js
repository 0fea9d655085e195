// Constants of the sources, and times as the documents write them.

const UNITS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/**
 * Returns a time such as '18 min' in milliseconds.
 *
 * @param {string} time
 */
export function milliseconds(time) {
  const [, number, unit = ''] = /^(\d+) (ms|s|min|h)$/.exec(time.trim()) ?? [];
  return Number(number) * UNITS[/** @type {keyof typeof UNITS} */ (unit)];
}

/**
 * Returns the value of a constant, or of a field in `Default`, from its source in Rust or TypeScript: a
 * product of numbers and of constants of the same file.
 *
 * @param {string} source
 * @param {string} name
 * @returns {number}
 */
export function constantOf(source, name) {
  const declaration =
    new RegExp(`const ${name}(?:: \\w+)? = ([^;]+);`).exec(source) ??
    new RegExp(`^ +${name}: ([^,]+),$`, 'm').exec(source.slice(source.indexOf('impl Default')));
  if (!declaration) return Number.NaN;
  return (declaration[1] ?? '')
    .split('*')
    .map((factor) => factor.trim())
    .map((factor) =>
      /^[\d_]+$/.test(factor) ? Number(factor.replaceAll('_', '')) : constantOf(source, factor),
    )
    .reduce((product, factor) => product * factor, 1);
}
