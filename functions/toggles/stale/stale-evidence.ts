import { isoTime } from '../../shared/clock.ts';
import { isoDate } from '../../shared/iso-date.ts';
import type { ExposureStore } from '../exposures/exposure-store.ts';
import type { HistoryEntry } from '../store/change.ts';
import type { ToggleStore } from '../store/toggle-store.ts';
import { EMPTY_DOCUMENT, type ToggleDocument } from '../toggle-document.ts';
import { STALE_DAYS, type StaleEvidence } from './stale-toggles.ts';

const DAY_MS = 86_400_000;

/** Counting is known to have worked if something was counted within so many days before the window, and at its end. */
const PROOF_DAYS = 7;

/** Entries of the history that are read at once. */
const PAGE = 100;

export interface StaleSources {
  readonly toggles: ToggleStore;
  readonly exposures: Pick<ExposureStore, 'read'>;
}

/** Reads what tells whether toggles are stale: some days of counts, and the history of as many. */
export async function staleEvidence(
  { toggles, exposures }: StaleSources,
  nowMs: number,
): Promise<StaleEvidence> {
  const head = await toggles.readHead();
  const { document = EMPTY_DOCUMENT } = (await toggles.readDocument()) ?? {};
  const { recent, before } = await splitHistory(toggles, isoTime(nowMs - STALE_DAYS * DAY_MS));
  const then = before && (await toggles.readVersion(before.docVersion));
  return {
    document,
    kills: head?.kills ?? {},
    lastChanges: await lastChanges(toggles, document, recent),
    existed: new Set(Object.keys(then?.flags ?? {})),
    served: await servedToggles(exposures, nowMs),
  };
}

interface SplitHistory {
  /** Since the moment, newest first. */
  readonly recent: readonly HistoryEntry[];
  /** The last one before it. @default - there was none */
  readonly before?: HistoryEntry;
}

async function splitHistory(toggles: ToggleStore, since: string): Promise<SplitHistory> {
  const recent: HistoryEntry[] = [];
  for (;;) {
    const oldest = recent.at(-1)?.revision;
    const page = await toggles.history({
      limit: PAGE,
      ...(oldest !== undefined && { before: oldest }),
    });
    const border = page.findIndex(({ at }) => at < since);
    recent.push(...(border < 0 ? page : page.slice(0, border)));
    const before = page[border];
    if (before) return { recent, before };
    if (page.length === 0) return { recent };
  }
}

async function lastChanges(
  toggles: ToggleStore,
  document: ToggleDocument,
  recent: readonly HistoryEntry[],
): Promise<ReadonlyMap<string, string>> {
  const changes = new Map(
    recent.toReversed().flatMap(({ keys, at }) => keys.map((key) => [key, at] as const)),
  );
  for (const key of Object.keys(document.flags)) {
    if (changes.has(key)) continue;
    const [latest] = await toggles.history({ limit: 1, key });
    if (latest) changes.set(key, latest.at);
  }
  return changes;
}

/** Day by day: weeks of counts of a busy stage do not fit into memory at once. */
async function servedToggles(
  exposures: Pick<ExposureStore, 'read'>,
  nowMs: number,
): Promise<ReadonlySet<string> | undefined> {
  const served = new Set<string>();
  const daysWithCounts: number[] = [];
  for (let daysAgo = STALE_DAYS + PROOF_DAYS; daysAgo >= 0; daysAgo -= 1) {
    const day = isoDate(nowMs - daysAgo * DAY_MS);
    const counts = await exposures.read({ from: `${day}T00`, to: `${day}T23` });
    if (counts.length > 0) daysWithCounts.push(daysAgo);
    if (daysAgo <= STALE_DAYS) for (const { key } of counts) served.add(key);
  }
  const countedBefore = daysWithCounts.some((daysAgo) => daysAgo > STALE_DAYS);
  const countsStill = daysWithCounts.some((daysAgo) => daysAgo < PROOF_DAYS);
  return countedBefore && countsStill ? served : undefined;
}
