import type { ResultStore } from '../../functions/probes/store/probe-store.ts';
import type { PlacedResult } from './incidents.ts';

/** Most probes run each minute: a day of all of them is read for those alone that do not. */
const LOOK_BACK_MS = [5 * 60_000, 65 * 60_000, 25 * 3_600_000];

/** The latest result of each probe, from each region. One that has none within a day is absent. */
export async function latestResults(
  store: Pick<ResultStore, 'partsBetween'>,
  probes: readonly string[],
  now: Date,
): Promise<readonly PlacedResult[]> {
  let latest: readonly PlacedResult[] = [];
  let to = new Date(now.getTime() + 1); // `to` itself is not read
  for (const lookBackMs of LOOK_BACK_MS) {
    const from = new Date(now.getTime() - lookBackMs);
    latest = latestOfEach([...(await resultsBetween(store, from, to)), ...latest]);
    if (probes.every((name) => latest.some(({ probe }) => probe === name))) break;
    to = from;
  }
  return latest.filter(({ probe }) => probes.includes(probe));
}

/** All that came in that time, oldest first. */
export async function resultsBetween(
  store: Pick<ResultStore, 'partsBetween'>,
  from: Date,
  to: Date,
): Promise<readonly PlacedResult[]> {
  const found: PlacedResult[] = [];
  for await (const { region, results } of store.partsBetween(from, to)) {
    found.push(...results.map((result) => ({ ...result, region })));
  }
  return found;
}

/** @param results - oldest first */
function latestOfEach(results: readonly PlacedResult[]): readonly PlacedResult[] {
  const latest = new Map(results.map((result) => [`${result.probe} ${result.region}`, result]));
  return [...latest.values()];
}
