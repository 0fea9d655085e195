// Finds the sandbox's binary for this platform: each is in a package of its own, of which package
// managers install the one that fits.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const MAIN = 'iamsmart-sandbox';
const require = createRequire(import.meta.url);

/** There is no binary to run; the message says why. */
export class Missing extends Error {}

/** The path of the binary. */
export function binary() {
  const platform = platformOf(process);
  const name = `${MAIN}-${platform}`;
  const manifest = readFileSync(new URL('package.json', import.meta.url), 'utf8');
  const names = Object.keys(JSON.parse(manifest).optionalDependencies);
  if (!names.includes(name)) {
    const others = names.map((other) => other.slice(MAIN.length + 1));
    throw new Missing(
      `There is no binary for ${platform}, only for ${others.join(', ')}. Run the sandbox in a container, or build it with Rust: both are in the README.`,
    );
  }
  try {
    return require.resolve(`${name}/${MAIN}`);
  } catch {
    throw new Missing(
      `The package ${name}, an optional dependency, is not installed. Install again with optional dependencies. If a lock file was written on another platform, remove it and node_modules first.`,
    );
  }
}

/**
 * The platform as packages name it: system, architecture and, on Linux, the C library.
 *
 * @param {Pick<NodeJS.Process, 'platform' | 'arch' | 'report'>} process
 */
export function platformOf({ platform, arch, report }) {
  const name = `${platform}-${arch}`;
  return platform === 'linux' ? `${name}-${hasGlibc(report) ? 'gnu' : 'musl'}` : name;
}

/** @param {NodeJS.Process['report']} report */
function hasGlibc(report) {
  // Otherwise the report looks up names of open connections.
  Object.assign(report, { excludeNetwork: true });
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    report.getReport()
  );
  return Boolean(header.glibcVersionRuntime);
}
