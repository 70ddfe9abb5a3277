import { Problem } from '../../../../functions/shared/problem.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { rollOut } from '../../../../functions/toggles/edits/roll-out.ts';
import { exposureHour } from '../../../../functions/toggles/exposures/exposure-hour.ts';
import { MemoryExposureStore } from '../../../../functions/toggles/exposures/memory-exposure-store.ts';
import type { GuardAlarm } from '../../../../functions/toggles/rollouts/guard-alarm.ts';
import { MemoryRolloutStore } from '../../../../functions/toggles/rollouts/memory-rollout-store.ts';
import type { Rollout } from '../../../../functions/toggles/rollouts/rollout.ts';
import { rolloutPercent } from '../../../../functions/toggles/rollouts/rollout-percent.ts';
import {
  LEASE_MS,
  type RolloutTools,
  runRollout,
} from '../../../../functions/toggles/rollouts/run-rollout.ts';
import { runRollouts } from '../../../../functions/toggles/rollouts/run-rollouts.ts';
import { endRollout } from '../../../../functions/toggles/rollouts/steer-rollout.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import { toggleOf } from '../../../../functions/toggles/toggle-document.ts';
import {
  guardAlarm,
  guardedToggle,
  MINUTE_MS,
  plannedRollout,
  START_MS,
  servedOn,
} from '../../../support/rollout-builders.ts';
import { documentOf } from '../../../support/toggle-builders.ts';

const KEY = 'new-checkout';
const ANN = { who: 'ann', why: 'launch' };
const BOB = { who: 'bob', why: 'enough' };

/** A stage with a rollout that was just started, in memory; its clock stands until it is moved. */
async function startStage(alarms: readonly GuardAlarm[] = [guardAlarm()]) {
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

test('goes through its plan to the end, and the history tells each step', async () => {
  const stage = await startStage();
  const seen: unknown[] = [];
  for (let step = 0; step < 5; step += 1) {
    await stage.run();
    seen.push(await stage.percent());
    await stage.bake();
  }
  expect(seen).toEqual([1, 5, 25, 50, 100]);
  expect(await stage.run()).toMatchObject({ state: 'finished', untold: false });
  expect(await stage.rollouts.listLive()).toEqual([]);
  const [newest, ...older] = await stage.toggles.history({ limit: 10 });
  expect(newest).toMatchObject({
    kind: 'edit',
    who: 'guarded rollout of ann',
    why: 'step 5 of 5: on to 100 % after 31 min at 50 % with 100 exposures; OK: probe-page-availability',
    summary: 'new-checkout: on 100%',
  });
  expect(older).toHaveLength(5);
  expect(stage.told.map(({ state }) => state)).toEqual(['finished']);
});

test('a step begins in the run that sets it', async () => {
  const stage = await startStage();
  await stage.exposures.add([servedOn(40)]);
  stage.nowMs += 5 * MINUTE_MS;
  const rollout = await stage.run();
  expect(rollout).toMatchObject({ since: '2026-11-23T09:15:00.000Z', baseline: 40 });
  expect(rollout).not.toHaveProperty('pending');
});

test('aborts to the safe variant, in the history, and tells it once', async () => {
  const stage = await startStage();
  await stage.run();
  stage.alarms = [guardAlarm({ state: 'ALARM', reason: '2 of 3 were below' })];
  expect(await stage.run()).toMatchObject({ state: 'aborted', untold: false });
  await stage.run();
  const { kills } = (await stage.toggles.readHead()) ?? {};
  const why = 'alarm probe-page-availability is in ALARM: 2 of 3 were below';
  expect(kills?.[KEY]).toMatchObject({ variant: 'off', who: 'guarded rollout of ann', why });
  const kinds = (await stage.toggles.history({ limit: 10, key: KEY })).map(({ kind }) => kind);
  expect(kinds).toEqual(['kill', 'edit', 'edit']);
  expect(stage.told.map(({ state }) => state)).toEqual(['aborted']);
});

test('pauses once, tells it once, and leaves the toggle alone', async () => {
  const stage = await startStage([guardAlarm({ hasData: false })]);
  expect(await stage.run()).toMatchObject({ state: 'paused', untold: false });
  await stage.run();
  expect(await stage.percent()).toBe(0);
  expect(stage.told).toHaveLength(1);
});

const failing = async () => {
  throw new Error('lost');
};

/** The same store, but for some of its methods. */
function replacing<Store extends object>(store: Store, methods: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name) {
      const found: unknown = Reflect.get(Object.hasOwn(methods, name) ? methods : target, name);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
}

describe('a crash', () => {
  test('before the toggle was changed is made good by the next run', async () => {
    const stage = await startStage();
    await stage.run();
    await stage.bake();
    const { toggles } = stage;
    const broken = replacing(toggles, { save: failing });
    await expect(stage.run({ toggles: broken })).rejects.toThrow('lost');
    expect(await stage.rollouts.find(KEY)).toMatchObject({ step: 1, pending: 'percent' });
    expect(await stage.percent()).toBe(1);
    expect(await stage.run()).toMatchObject({ step: 1, servedPercent: 5, state: 'running' });
    expect(await stage.percent()).toBe(5);
  });

  test('after it was changed takes no step twice, and is no decision of anybody', async () => {
    const stage = await startStage();
    await stage.run();
    await stage.bake();
    const { rollouts } = stage;
    let saves = 0;
    const save = (rollout: Rollout) => {
      saves += 1;
      return saves === 2 ? failing() : rollouts.save(rollout);
    };
    const broken = replacing(rollouts, { save });
    await expect(stage.run({ rollouts: broken })).rejects.toThrow('lost');
    expect(await stage.percent()).toBe(5);
    expect(await stage.run()).toMatchObject({ step: 1, servedPercent: 5, state: 'running' });
    expect(await stage.toggles.history({ limit: 10, key: KEY })).toHaveLength(3);
  });

  test('before the kill was done is made good, though the alarm is OK by then', async () => {
    const stage = await startStage();
    await stage.run();
    stage.alarms = [guardAlarm({ state: 'ALARM' })];
    const { toggles } = stage;
    const broken = replacing(toggles, { kill: failing });
    await expect(stage.run({ toggles: broken })).rejects.toThrow('lost');
    expect(stage.told).toEqual([]); // not before it is so
    stage.alarms = [guardAlarm()];
    await stage.run();
    expect((await stage.toggles.readHead())?.kills[KEY]).toMatchObject({ variant: 'off' });
    expect(stage.told).toHaveLength(1);
  });

  test('after the kill was done is no second kill, though somebody has restored it since', async () => {
    const stage = await startStage();
    await stage.run();
    stage.alarms = [guardAlarm({ state: 'ALARM' })];
    let saves = 0;
    const save: RolloutTools['rollouts']['save'] = (rollout) => {
      saves += 1;
      return saves === 2 ? failing() : stage.rollouts.save(rollout);
    };
    const broken = replacing(stage.rollouts, { save });
    await expect(stage.run({ rollouts: broken })).rejects.toThrow('lost');
    await stage.toggles.restore(KEY, ANN);
    stage.alarms = [guardAlarm()];
    const rollout = await stage.run();
    expect(rollout).toMatchObject({ state: 'aborted' });
    expect(rollout).not.toHaveProperty('pending');
    expect((await stage.toggles.readHead())?.kills).toEqual({});
  });

  test('a kill between look and edit: the percentage stays', async () => {
    const stage = await startStage();
    await stage.run();
    await stage.bake();
    const watchAlarms: RolloutTools['watchAlarms'] = async () => {
      await stage.toggles.kill(KEY, 'off', ANN);
      return stage.alarms;
    };
    await stage.run({ watchAlarms });
    expect(await stage.percent()).toBe(1);
  });

  test('before the team was told is made good', async () => {
    const stage = await startStage([]);
    await expect(stage.run({ tell: failing })).rejects.toThrow('lost');
    await stage.run();
    await stage.run();
    expect(stage.told.map(({ state }) => state)).toEqual(['paused']);
  });

  test('holds the lease for a minute at most', async () => {
    const stage = await startStage();
    await stage.rollouts.lease(KEY, { owner: 'crashed', untilMs: START_MS + LEASE_MS }, START_MS);
    stage.nowMs += LEASE_MS - 1;
    expect(await stage.run()).toBeUndefined();
    expect(await stage.percent()).toBe(0);
    stage.nowMs += 1;
    expect(await stage.run()).toMatchObject({ servedPercent: 1 });
  });
});

test('two runs at once take one step', async () => {
  const stage = await startStage();
  const outcomes = await Promise.all([stage.run(), stage.run()]);
  expect(outcomes.filter((rollout) => rollout !== undefined)).toHaveLength(1);
  expect(await stage.toggles.history({ limit: 10, key: KEY })).toHaveLength(2);
});

test('what a person did to the rollout while it was looked at counts', async () => {
  const stage = await startStage();
  await stage.run();
  await stage.bake();
  async function watchAlarms() {
    const rollout = await stage.rollouts.find(KEY);
    if (rollout) await stage.rollouts.save(endRollout(rollout, { ...BOB, nowMs: stage.nowMs }));
    return [guardAlarm()];
  }
  expect(await stage.run({ watchAlarms })).toBeUndefined();
  expect(await stage.percent()).toBe(1);
  expect(await stage.rollouts.find(KEY)).toMatchObject({ state: 'ended' });
});

test('what a person did to the toggle while it was looked at stays', async () => {
  const stage = await startStage();
  await stage.run();
  await stage.bake();
  async function watchAlarms() {
    await editToggles(stage.toggles, (document) => rollOut(document, KEY, 40), BOB);
    return [guardAlarm()];
  }
  await stage.run({ watchAlarms });
  expect(await stage.percent()).toBe(40);
  expect(await stage.run()).toMatchObject({ state: 'paused' });
  expect(await stage.percent()).toBe(40);
});

test('somebody else who edits another toggle at the same moment stops nothing', async () => {
  const stage = await startStage();
  const { toggles } = stage;
  let edits = 0;
  async function save(...args: Parameters<typeof toggles.save>) {
    edits += 1;
    if (edits <= 2)
      await editToggles(toggles, (document) => rollOut(document, 'other', edits), BOB);
    return toggles.save(...args);
  }
  const busy = replacing(toggles, { save });
  expect(await stage.run({ toggles: busy })).toMatchObject({ servedPercent: 1 });
  expect(await stage.percent()).toBe(1);
});

test('a percentage that cannot be set is a pause with the reason', async () => {
  const stage = await startStage();
  const { toggles } = stage;
  const save = async () => {
    throw new Problem(
      'toggle_invalid',
      'flags.new-checkout.metadata.expires was over on 2026-11-01',
    );
  };
  const strict = replacing(toggles, { save });
  expect(await stage.run({ toggles: strict })).toMatchObject({
    state: 'paused',
    reason: expect.stringContaining('1 % cannot be set: flags.new-checkout.metadata.expires'),
  });
});

test('while CloudWatch does not answer nothing is done, and nothing is forgotten', async () => {
  const stage = await startStage();
  const before = await stage.rollouts.find(KEY);
  await expect(stage.run({ watchAlarms: failing })).rejects.toThrow('lost');
  expect(await stage.rollouts.find(KEY)).toEqual(before);
  expect(await stage.run()).toMatchObject({ servedPercent: 1 });
});

test('an alarm aborts while the counts do not answer', async () => {
  const stage = await startStage();
  await stage.run();
  await stage.bake();
  const read = async () => {
    throw new Unavailable('DynamoDB does not answer');
  };
  expect(await stage.run({ exposures: { read } })).toMatchObject({ state: 'running', step: 0 });
  stage.alarms = [guardAlarm({ state: 'ALARM' })];
  expect(await stage.run({ exposures: { read } })).toMatchObject({ state: 'aborted' });
  expect((await stage.toggles.readHead())?.kills[KEY]).toMatchObject({ variant: 'off' });
});

test('one that fails stops no other, and is heard of', async () => {
  const stage = await startStage();
  await stage.rollouts.create({ ...plannedRollout(), key: 'other' });
  const failed: string[] = [];
  let looks = 0;
  const watchAlarms = async () => {
    looks += 1;
    if (looks === 1) throw new Error('lost');
    return [guardAlarm()];
  };
  const run = runRollouts('run', { ...stage.tools, watchAlarms }, ({ key }) => failed.push(key));
  await expect(run).rejects.toThrow('1 of 2 rollouts could not be looked at');
  expect([failed, stage.looked]).toEqual([[KEY], ['other']]);
});

test('looks at nothing while no rollout is live', async () => {
  const stage = await startStage();
  const rollout = await stage.rollouts.find(KEY);
  const over = rollout && endRollout(rollout, { ...BOB, nowMs: START_MS });
  if (over) await stage.rollouts.save({ ...over, untold: false });
  const watchAlarms = failing;
  await runRollouts('run', { ...stage.tools, watchAlarms }, failing);
  expect(stage.told).toEqual([]);
});
