import { figuresOf, plus } from '../store/figures.ts';
import type { Figures, ResultStore } from '../store/probe-store.ts';

const HOUR_MS = 3_600_000;

/** The last full hour, and two that may have been missed. */
const HOURS = 3;

/** Adds up what was seen of each probe in the full hours before a moment. Doing it again changes nothing. */
export async function foldHours(
  store: Pick<ResultStore, 'partsBetween' | 'keepHour'>,
  before: Date,
): Promise<void> {
  const end = Math.floor(before.getTime() / HOUR_MS) * HOUR_MS;
  for (let from = end - HOURS * HOUR_MS; from < end; from += HOUR_MS) {
    await foldHour(store, new Date(from));
  }
}

async function foldHour(
  store: Pick<ResultStore, 'partsBetween' | 'keepHour'>,
  hour: Date,
): Promise<void> {
  const sums = new Map<string, Figures>();
  for await (const part of store.partsBetween(hour, new Date(hour.getTime() + HOUR_MS))) {
    for (const result of part.results) {
      const sum = sums.get(result.probe);
      const figures = figuresOf(result);
      sums.set(result.probe, sum ? plus(sum, figures) : figures);
    }
  }
  for (const [probe, figures] of sums) await store.keepHour(probe, hour, figures);
}
