import { exposureHour } from '../../functions/toggles/exposures/exposure-hour.ts';
import { MemoryExposureStore } from '../../functions/toggles/exposures/memory-exposure-store.ts';
import type { GuardAlarm } from '../../functions/toggles/rollouts/guard-alarm.ts';
import { MemoryRolloutStore } from '../../functions/toggles/rollouts/memory-rollout-store.ts';
import type { Rollout } from '../../functions/toggles/rollouts/rollout.ts';
import { rolloutPercent } from '../../functions/toggles/rollouts/rollout-percent.ts';
import { type RolloutTools, runRollout } from '../../functions/toggles/rollouts/run-rollout.ts';
import { MemoryToggleStore } from '../../functions/toggles/store/memory-toggle-store.ts';
import { toggleOf } from '../../functions/toggles/toggle-document.ts';
import {
  guardAlarm,
  guardedToggle,
  MINUTE_MS,
  plannedRollout,
  START_MS,
  servedOn,
} from './rollout-builders.ts';
import { documentOf } from './toggle-builders.ts';

export const KEY = 'new-checkout';
export const ANN = { who: 'ann', why: 'launch' };
export const BOB = { who: 'bob', why: 'enough' };

/** A stage with a rollout that was just started, in memory; its clock stands until it is moved. */
export async function startStage(alarms: readonly GuardAlarm[] = [guardAlarm()]) {
  const stage = { nowMs: START_MS, alarms, told: [] as Rollout[], looked: [] as string[], runs: 0 };
  const nowMs = () => stage.nowMs;
  const toggles = new MemoryToggleStore(nowMs);
  const rollouts = new MemoryRolloutStore();
  const exposures = new MemoryExposureStore(nowMs);
  const flags = { [KEY]: guardedToggle(), other: guardedToggle() };
  await toggles.save({ document: documentOf(flags), summary: 'created', keys: [KEY] }, 0, ANN);
  await rollouts.create(plannedRollout());
  const tools: RolloutTools = {
    rollouts,
    toggles,
    exposures,
    watchAlarms: async () => stage.alarms,
    tell: async (rollout) => void stage.told.push(rollout),
    note: ({ key }) => void stage.looked.push(key),
    nowMs,
  };
  async function run(changed: Partial<RolloutTools> = {}) {
    stage.runs += 1;
    return runRollout(KEY, `run-${stage.runs}`, { ...tools, ...changed });
  }
  /** Enough time and users for a step. */
  async function bake() {
    stage.nowMs += 31 * MINUTE_MS;
    await exposures.add([servedOn(100, exposureHour(stage.nowMs))]);
  }
  async function percent() {
    const { document } = (await toggles.readDocument()) ?? {};
    const toggle = document && toggleOf(document, KEY);
    return toggle && rolloutPercent(toggle, 'on');
  }
  return Object.assign(stage, { tools, toggles, rollouts, exposures, run, bake, percent });
}

export const failing = async () => {
  throw new Error('lost');
};

/** The same store, but for some of its methods. */
export function replacing<Store extends object>(store: Store, methods: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name) {
      const found: unknown = Reflect.get(Object.hasOwn(methods, name) ? methods : target, name);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
}
