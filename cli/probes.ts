import type { Command } from 'commander';
import { addHeartbeats } from './probes/heartbeats.ts';
import { addHistory } from './probes/history.ts';
import { addList } from './probes/list.ts';
import { addRun } from './probes/run.ts';
import { addTest } from './probes/test.ts';

/** `afterprod probes …`: what is checked from outside, and what was found. A new command is one file and one line here. */
export function addProbes(program: Command): void {
  const probes = program.command('probes').description('what is checked from outside');
  addList(probes);
  addRun(probes);
  addHistory(probes);
  addTest(probes);
  addHeartbeats(probes);
}
