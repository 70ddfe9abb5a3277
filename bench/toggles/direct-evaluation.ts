import * as path from 'node:path';
import { bundleProgram, runProgram } from '../child.ts';
import { type Figure, median } from '../report.ts';
import type { Comparison } from './duel.ts';
import { SUBJECTS } from './subjects.ts';

/** Most that a call of ours may take of an opponent's time; every other one must be slower than ours. */
const RATIO_AT_MOST: Readonly<Record<string, number | undefined>> = {
  'flagd-core': 1.1,
  "flagd-core's bare rule": undefined, // looks up nothing and counts nothing: told, not judged
  'OpenFeature SDK': 1 / 20,
};

/** A direct call on each kind of toggle, as the median of the ratios of turns that stood next to each other. */
export async function directEvaluation(folder: string): Promise<readonly Figure[]> {
  const program = bundleProgram('toggles/run-duel.ts', path.join(folder, 'run-duel.js'));
  const subjects = bundleProgram('toggles/subjects.ts', path.join(folder, 'subjects.js'));
  const figures: Figure[] = [];
  for (const opponent of Object.keys(SUBJECTS).filter((name) => name !== 'afterprod')) {
    const comparisons = await runProgram<readonly Comparison[]>(program, [subjects, opponent]);
    figures.push(...comparisons.map((comparison) => figureOf(opponent, comparison)));
  }
  return figures;
}

function figureOf(opponent: string, { kind, turns }: Comparison): Figure {
  const ratioAtMost = opponent in RATIO_AT_MOST ? RATIO_AT_MOST[opponent] : 1;
  return {
    name: `${kind}, direct call`,
    value: median(turns.map(({ ours }) => ours)),
    unit: 'ns',
    peer: {
      name: opponent,
      value: median(turns.map(({ theirs }) => theirs)),
      ratio: median(turns.map(({ ours, theirs }) => ours / theirs)),
      ...(ratioAtMost !== undefined && { ratioAtMost }),
    },
  };
}
