import type { Figure } from '../report.ts';
import { readsDirectly } from './answers.ts';
import { simulateKills } from './kill-to-effect.ts';
import { measureUnits, type Units } from './read-units.ts';

/**
 * On-demand tables of the Standard class in us-east-1, dollars a request unit, since November 2024:
 * https://aws.amazon.com/dynamodb/pricing/on-demand/. A strongly consistent read takes a unit for each 4 kB.
 */
const DOLLARS = { read: 0.125e-6, write: 0.625e-6 };

const SECONDS_A_MONTH = 30 * 24 * 3600;

/** The default of `createToggles`. */
const FLUSH_EVERY_SECONDS = 10;

/** What reading toggles and counting servings costs containers that are busy all month. */
export async function costs(): Promise<readonly Figure[]> {
  const units = await measureUnits();
  const readsASecond = await readsOfOneBusyContainer();
  return [
    {
      name: 'read units of a refresh',
      value: units.refresh,
      unit: 'units',
      budget: { atMost: 2 },
    },
    {
      name: 'read units of a refresh after an edit, 200 toggles',
      value: units.refreshAfterEdit,
      unit: 'units',
    },
    {
      name: 'refreshes of a busy container',
      value: readsASecond,
      unit: 'a second',
      budget: { atMost: 0.5 },
    },
    ...[10, 100, 1000].map((containers) => ({
      name: `${containers} busy containers, a month`,
      value: containers * dollarsAMonth(units, readsASecond),
      unit: '$',
    })),
  ];
}

function dollarsAMonth({ refresh, flush }: Units, readsASecond: number): number {
  const reads = readsASecond * refresh * DOLLARS.read;
  const writes = (flush / FLUSH_EVERY_SECONDS) * DOLLARS.write;
  return (reads + writes) * SECONDS_A_MONTH;
}

/** Ten calls a second. */
async function readsOfOneBusyContainer(): Promise<number> {
  const lengthMs = 600_000;
  const gapMs = { from: 100, to: 100 };
  const { headReads } = await simulateKills({
    seed: 1,
    gapMs,
    lengthMs,
    containers: 1,
    createAnswer: readsDirectly,
    waitLimitMs: 1_000,
    settles: true,
  });
  return headReads / (lengthMs / 1000);
}
