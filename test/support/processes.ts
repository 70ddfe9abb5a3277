import { existsSync, readFileSync } from 'node:fs';

/** Whether a process runs. A zombie that its parent has yet to fetch has ended, too (where the system tells). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** Settles when `condition` holds; it is looked at often. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
