import { isDeepStrictEqual } from 'node:util';
import { isLive, type Rollout } from './rollout.ts';
import { rolloutConflict, rolloutIsLive } from './rollout-conflict.ts';
import type { Lease, RolloutStore } from './rollout-store.ts';

/** Rollouts for tests and demos: gone with the process. */
export class MemoryRolloutStore implements RolloutStore {
  readonly #rollouts = new Map<string, Rollout>();
  readonly #past: Rollout[] = [];
  readonly #leases = new Map<string, Lease>();

  async find(key: string): Promise<Rollout | undefined> {
    return this.#rollouts.get(key);
  }

  async past(key: string): Promise<readonly Rollout[]> {
    return this.#past.filter((rollout) => rollout.key === key);
  }

  async listLive(): Promise<readonly Rollout[]> {
    return [...this.#rollouts.values()].filter(isLive);
  }

  async create(rollout: Rollout): Promise<Rollout> {
    const { key } = rollout;
    const first = { ...rollout, version: 1 };
    const before = this.#rollouts.get(key);
    if (before && isLive(before) && !isDeepStrictEqual(before, first)) throw rolloutIsLive(key);
    this.#leases.delete(key);
    if (before && !isDeepStrictEqual(before, first)) this.#past.push(before);
    return this.#put(first);
  }

  async save(rollout: Rollout): Promise<Rollout> {
    const latest = this.#rollouts.get(rollout.key);
    const next = { ...rollout, version: rollout.version + 1 };
    const isLatest = latest?.version === rollout.version && latest.startedAt === rollout.startedAt;
    if (!isLatest && !isDeepStrictEqual(latest, next)) throw rolloutConflict(rollout.key);
    return this.#put(next);
  }

  async lease(key: string, lease: Lease, nowMs: number): Promise<Rollout | undefined> {
    const held = this.#leases.get(key);
    const isFree = !held || held.owner === lease.owner || held.untilMs <= nowMs;
    const rollout = this.#rollouts.get(key);
    if (!rollout || !isFree) return undefined;
    this.#leases.set(key, lease);
    return rollout;
  }

  async release(key: string, owner: string): Promise<void> {
    if (this.#leases.get(key)?.owner === owner) this.#leases.delete(key);
  }

  #put(rollout: Rollout): Rollout {
    this.#rollouts.set(rollout.key, rollout);
    return rollout;
  }
}
