import { spawnSync } from 'node:child_process';

/** What leads a command so that it runs on one core, as on one vCPU. Nothing where the system has no `taskset`. */
export const ON_ONE_CORE: readonly string[] =
  spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? ['taskset', '-c', '0'] : [];
