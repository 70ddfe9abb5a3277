import { Problem } from '../../../../functions/shared/problem.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { rollOut } from '../../../../functions/toggles/edits/roll-out.ts';
import { runRollouts } from '../../../../functions/toggles/rollouts/run-rollouts.ts';
import { endRollout } from '../../../../functions/toggles/rollouts/steer-rollout.ts';
import {
  guardAlarm,
  MINUTE_MS,
  plannedRollout,
  START_MS,
  servedOn,
} from '../../../support/rollout-builders.ts';
import { BOB, failing, KEY, replacing, startStage } from '../../../support/rollout-stage.ts';

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
