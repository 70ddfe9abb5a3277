import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Problem } from '../../functions/shared/problem.ts';
import { exposureHour } from '../../functions/toggles/exposures/exposure-hour.ts';
import { watchCloudWatch } from '../../functions/toggles/rollouts/cloudwatch-guard-alarms.ts';
import {
  blindnessOf,
  firingOf,
  type GuardAlarm,
  guardsOf,
} from '../../functions/toggles/rollouts/guard-alarm.ts';
import type { Rollout } from '../../functions/toggles/rollouts/rollout.ts';
import type { ToggleNow } from '../../functions/toggles/rollouts/rollout-override.ts';
import { progressOf } from '../../functions/toggles/rollouts/rollout-progress.ts';
import type { RolloutStore } from '../../functions/toggles/rollouts/rollout-store.ts';
import { readStageToggles, stageToggleOf } from '../../functions/toggles/stage-toggles.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import { CliError } from '../cli-error.ts';
import { exposureStoreOf, rolloutStoreOf, toggleStoreOf } from '../stores.ts';
import type { Target } from '../target.ts';
import { nowMs } from '../target-time.ts';
import type { RolloutStatus } from './guard-picture.ts';

/** One toggle of a stage, with its rollout and what guards it. */
export class GuardStage {
  readonly key: string;
  readonly atMs: number;
  readonly rollouts: RolloutStore;
  readonly toggles: ToggleStore;
  readonly #where: Target;

  private constructor(where: Target, key: string, atMs: number) {
    this.#where = where;
    this.key = key;
    this.atMs = atMs;
    this.rollouts = rolloutStoreOf(where);
    this.toggles = toggleStoreOf(where, () => atMs);
  }

  static async of(where: Target, key: string): Promise<GuardStage> {
    return new GuardStage(where, key, await nowMs(where));
  }

  async toggleNow(): Promise<ToggleNow> {
    return { ...stageToggleOf(await readStageToggles(this.toggles), this.key) };
  }

  /** Rejects with `rollout_unknown` where there never was one. */
  async rollout(): Promise<Rollout> {
    const rollout = await this.rollouts.find(this.key);
    if (rollout) return rollout;
    const fix = `afterprod toggles guard ${this.key} --plan '1% 5% 25% 50% 100%'`;
    throw new Problem('rollout_unknown', `No rollout of ${this.key} yet. Start one: ${fix}`);
  }

  async status(rollout: Rollout): Promise<RolloutStatus> {
    const { atMs, key } = this;
    const from = exposureHour(Math.min(Date.parse(rollout.since), atMs));
    const [counts, { toggle }] = await Promise.all([
      exposureStoreOf(this.#where, () => atMs).read({ from, to: exposureHour(atMs), key }),
      this.toggleNow(),
    ]);
    const alarms = await this.#alarmsOf(toggle);
    return { rollout, progress: progressOf(rollout, counts, atMs), alarms };
  }

  /** What would stop a rollout in its first minute is better known now. */
  async refuseWithoutGuards(toggle: Toggle | undefined): Promise<void> {
    const alarms = await this.#alarmsOf(toggle);
    const why = firingOf(alarms) ?? blindnessOf(alarms);
    if (why) throw new CliError(`The rollout would not get far: ${why}.`);
  }

  async #alarmsOf(toggle: Toggle | undefined): Promise<readonly GuardAlarm[]> {
    const { client, prefix } = this.#where;
    const cloudwatch = new CloudWatchClient(client);
    return watchCloudWatch(cloudwatch, prefix, () => this.atMs)(guardsOf(toggle?.metadata));
  }
}
