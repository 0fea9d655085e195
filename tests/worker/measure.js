// What the worker takes of the machine, and what it leaves on the disk.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of memory that the worker's runtime has at most had. */
export async function peakMemory(demo) {
  const [, id] = demo.worker.output().match(/workerd is process (\d+)/);
  const status = await readFile(`/proc/${id}/status`, 'utf8');
  return Number(status.match(/^VmHWM:\s*(\d+) kB$/m)[1]) * 1024;
}

/** Databases of Durable Objects of a class. */
export async function objectsOf(demo, className) {
  const folder = join(demo.data, `iamsmart-demo-${className}`);
  const files = await readdir(folder).catch(() => []);
  return files.filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
}

/** All bytes that the worker has on disk. */
export async function stored(demo) {
  const entries = await readdir(demo.data, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'session-secret');
  return Buffer.concat(
    await Promise.all(
      files.map(({ parentPath, path, name }) => readFile(join(parentPath ?? path, name))),
    ),
  );
}
