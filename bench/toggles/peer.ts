import { createRequire } from 'node:module';
import * as path from 'node:path';

/**
 * Loads one of the benchmarks' own packages. Not by an import: type checks and bundles of the project must work
 * where they are not installed. `T` is what the caller uses of it.
 */
export function loadPeer<T>(name: string): T {
  const folder = process.env['BENCH_FOLDER'];
  if (!folder) throw new Error('BENCH_FOLDER must name the folder of the benchmarks');
  return createRequire(path.join(folder, 'package.json'))(name) as T;
}
