import { execFileSync } from 'node:child_process';
import { median } from './report.ts';

const RUNS = 15;

/** Imports the bundle as a cold start does, every variable set, and prints the CPU it took in microseconds. */
const MEASURE_IMPORT = `
Object.assign(process.env, JSON.parse(process.argv[2]));
const before = process.cpuUsage();
require(process.argv[1]);
const { user, system } = process.cpuUsage(before);
process.stdout.write(String(user + system));
process.exit(0);
`;

/**
 * Milliseconds of CPU that importing each of two bundles takes a fresh process. Taken in turns, so that a noisy minute
 * hits both.
 *
 * @param variables - all that they read of their environment while they are imported
 */
export function importCpuMs(
  files: readonly [string, string],
  variables: Readonly<Record<string, string>>,
): [number, number] {
  const once = (file: string) => importOnceMs(file, JSON.stringify(variables));
  const rounds = Array.from({ length: RUNS }, () => files.map(once));
  return [median(rounds.map(([ours = 0]) => ours)), median(rounds.map(([, theirs = 0]) => theirs))];
}

function importOnceMs(file: string, variables: string): number {
  const printed = execFileSync(process.execPath, ['-e', MEASURE_IMPORT, file, variables], {
    encoding: 'utf8',
  });
  return Number(printed) / 1000;
}
