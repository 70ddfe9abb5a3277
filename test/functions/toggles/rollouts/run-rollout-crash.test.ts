import type { Rollout } from '../../../../functions/toggles/rollouts/rollout.ts';
import { LEASE_MS, type RolloutTools } from '../../../../functions/toggles/rollouts/run-rollout.ts';
import { guardAlarm, START_MS } from '../../../support/rollout-builders.ts';
import { ANN, failing, KEY, replacing, startStage } from '../../../support/rollout-stage.ts';

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
