import { execFileSync } from 'node:child_process';
import type { Git } from '../functions/releases/commits-of.ts';

/** Git, as it is where the command runs. It gives nothing where there is no repository, or not what it is asked for. */
export function gitIn(directory: string): Git {
  return (...args) => {
    try {
      return execFileSync('git', args, {
        cwd: directory,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 16 * 1024 * 1024,
      });
    } catch {
      return undefined;
    }
  };
}
