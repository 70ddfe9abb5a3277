import type { Figure } from '../report.ts';
import { asksOfrep, readsDirectly } from './answers.ts';
import { type CreateAnswer, type Scenario, simulateKills } from './kill-to-effect.ts';

/** As `createToggles` and the OFREP endpoint have them. */
const READERS: readonly (Pick<Scenario, 'createAnswer' | 'waitLimitMs'> & { name: string })[] = [
  { name: 'reader', createAnswer: readsDirectly, waitLimitMs: 1_000 },
  { name: 'OFREP answer', createAnswer: asksOfrep, waitLimitMs: 2_000 },
];

const GAPS = [
  { name: '0.1 s', from: 100, to: 100 },
  { name: '1 s', from: 1_000, to: 1_000 },
  { name: '30 s', from: 30_000, to: 30_000 },
  { name: '0.1 to 40 s', from: 100, to: 40_000 },
];

const SEEDS = [1, 2, 3, 4, 5];

/** Seconds from a change to the last answer without it, whoever waits for reads and whoever lets them freeze. */
export async function killsToEffect(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { name, ...reader } of READERS) {
    for (const gap of GAPS) {
      figures.push({
        name: `kill to effect, ${name}, call gap ${gap.name}`,
        value: (await worstMsOf(reader, gap)) / 1000,
        unit: 's',
        budget: { atMost: 10 },
      });
    }
  }
  return figures;
}

async function worstMsOf(
  reader: { readonly createAnswer: CreateAnswer; readonly waitLimitMs: number },
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  let worstMs = 0;
  for (const seed of SEEDS) {
    for (const settles of [true, false]) {
      const effect = await simulateKills({ ...reader, seed, settles, gapMs: { from, to } });
      worstMs = Math.max(worstMs, effect.worstMs);
    }
  }
  return worstMs;
}
