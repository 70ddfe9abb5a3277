import * as path from 'node:path';
import { type Figure, median } from '../report.ts';
import { bundleProgram, runProgram } from './child.ts';
import type { Comparison } from './duel.ts';
import { SUBJECTS } from './subjects.ts';

/** Most that ours may take of an opponent's time. @default 1 - faster than each of them */
const BUDGETS: Readonly<Record<string, number>> = { 'flagd-core': 1.1, openfeature: 1 / 20 };

/** A direct call on each kind of toggle, as the median of the ratios of turns that stood next to each other. */
export async function directEvaluation(folder: string): Promise<readonly Figure[]> {
  const program = bundleProgram('run-duel.ts', path.join(folder, 'run-duel.js'));
  const figures: Figure[] = [];
  for (const opponent of Object.keys(SUBJECTS).filter((name) => name !== 'afterprod')) {
    const comparisons = await runProgram<readonly Comparison[]>(program, opponent);
    figures.push(...comparisons.map((comparison) => figureOf(opponent, comparison)));
  }
  return figures;
}

function figureOf(opponent: string, { kind, turns }: Comparison): Figure {
  const theirs = median(turns.map((turn) => turn.theirs));
  return {
    name: `${kind} beside ${opponent}`,
    value: median(turns.map((turn) => turn.ours / turn.theirs)),
    unit: 'x',
    budget: { atMost: BUDGETS[opponent] ?? 1 },
    peer: { name: opponent, value: theirs },
  };
}
