import type { AttemptResult } from '../kinds/attempt-result.ts';
import type { Beat, BeatStore } from '../store/probe-store.ts';
import type { HeartbeatTarget } from '../targets/target.ts';
import { type Heard, judgeBeat } from './judge-beat.ts';

/** Judges the last beat of a job. Rejects with what the database says, where it does not tell. */
export type HeartbeatCheck = (target: HeartbeatTarget) => Promise<AttemptResult>;

interface HeartbeatCheckTools {
  readonly store: Pick<BeatStore, 'beats' | 'waitingSince'>;
  /** Of the stage. They are read together, once a run. */
  readonly heartbeats: readonly string[];
  /** The time of day. */
  readonly now: () => Date;
}

/** Shorter than the time between two ticks, longer than it takes to look at all heartbeats of one. */
const READ_FOR_MS = 5_000;

export function createHeartbeatCheck({
  store,
  heartbeats,
  now,
}: HeartbeatCheckTools): HeartbeatCheck {
  let read: { readonly atMs: number; readonly heard: ReturnType<typeof readAll> } | undefined;
  return async (target) => {
    const at = now();
    if (!read || Math.abs(at.getTime() - read.atMs) >= READ_FOR_MS) {
      read = { atMs: at.getTime(), heard: readAll(store, heartbeats) };
      read.heard.catch(() => {
        read = undefined; // the next one tries again
      });
    }
    const heard = (await read.heard).get(target.name);
    if (!heard) throw new Error(`${target.name} is no heartbeat of this stage`);
    return judgeBeat(target, heard, at);
  };
}

async function readAll(
  store: HeartbeatCheckTools['store'],
  heartbeats: readonly string[],
): Promise<ReadonlyMap<string, Heard>> {
  const beats = await store.beats(heartbeats);
  const silent = heartbeats.filter((name) => !beats.has(name));
  const since = silent.length > 0 ? await store.waitingSince(silent) : new Map<string, Date>();
  return new Map<string, Heard>([
    ...[...beats].map(([name, beat]: [string, Beat]) => [name, { beat }] as const),
    ...[...since].map(([name, waitingSince]) => [name, { waitingSince }] as const),
  ]);
}
