import * as path from 'node:path';
import { bundleProgram, runProgram } from '../child.ts';
import { type Figure, median } from '../report.ts';

const RUNS = 15;
const WAYS = ['reader', 'reader and SDK', 'flagd-core'] as const;

/**
 * From an imported bundle to three decisions out of 200 toggles. The first request of a process costs the SDK 10 to
 * 20 ms whatever it asks for, and most functions make one anyway: it has a line of its own.
 */
export async function coldStarts(folder: string): Promise<readonly Figure[]> {
  const program = bundleProgram('toggles/cold-start.ts', path.join(folder, 'cold-start.js'));
  const rounds: (readonly number[])[] = [];
  while (rounds.length < RUNS) {
    const round: number[] = []; // in turns, so that a noisy moment hits all
    for (const way of WAYS) round.push(await runProgram<number>(program, [way]));
    rounds.push(round);
  }
  const [reader = 0, withSdk = 0, theirs = 0] = WAYS.map((_, way) =>
    median(rounds.map((round) => round[way] ?? 0)),
  );
  const peer = { name: 'flagd-core', value: theirs };
  return [
    {
      name: 'cold start, 200 toggles',
      value: reader,
      unit: 'ms CPU',
      budget: { atMost: 20 },
      peer,
    },
    { name: "cold start with the SDK's first request", value: withSdk, unit: 'ms CPU', peer },
  ];
}
