import { createHeartbeatCheck } from '../../../../functions/probes/heartbeats/heartbeat-check.ts';
import { MemoryProbeStore } from '../../../../functions/probes/store/memory-probe-store.ts';
import type { HeartbeatTarget } from '../../../../functions/probes/targets/target.ts';

const START_MS = Date.parse('2026-11-23T10:00:00Z');
const MINUTE_MS = 60_000;

const job = (name: string): HeartbeatTarget => ({
  kind: 'heartbeat',
  name,
  group: 'rate-1m',
  giveUpAfterMs: 10_000,
  expect: [],
  periodMs: 60 * MINUTE_MS,
  graceMs: 0,
});

/** A stage with the jobs `backup` and `report`, at a time that is driven. */
function createStage() {
  let nowMs = START_MS;
  let reads = 0;
  const memory = new MemoryProbeStore(() => nowMs);
  const store = {
    beats(names: readonly string[]) {
      reads += 1;
      return memory.beats(names);
    },
    waitingSince: (names: readonly string[]) => memory.waitingSince(names),
  };
  const now = () => new Date(nowMs);
  const check = createHeartbeatCheck({ store, heartbeats: ['backup', 'report'], now });
  return {
    memory,
    store,
    check,
    reads: () => reads,
    pass: (ms: number) => {
      nowMs += ms;
    },
    beat: (name: string) => memory.keepBeat(name, { at: now().toISOString(), outcome: 'ok' }),
  };
}

test('a job is waited for from when the stage first looked, then judged by its beats', async () => {
  const { check, beat, pass } = createStage();
  const outcomes: string[] = [];
  const look = async () => outcomes.push((await check(job('backup'))).outcome);
  await look();
  pass(60 * MINUTE_MS);
  await look();
  pass(MINUTE_MS);
  await look();
  await beat('backup');
  pass(MINUTE_MS);
  await look();
  expect(outcomes).toEqual(['unknown', 'unknown', 'down', 'up']);
});

test('all heartbeats of a run are read once', async () => {
  const { check, beat, pass, reads } = createStage();
  await beat('backup');
  const run = () => Promise.all([check(job('backup')), check(job('report'))]);
  expect((await run()).map(({ outcome }) => outcome)).toEqual(['up', 'unknown']);
  expect(reads()).toBe(1);
  pass(MINUTE_MS);
  await run();
  expect(reads()).toBe(2);
});

test('a table that fails is said to, and asked again', async () => {
  const { store, check } = createStage();
  const { beats } = store;
  store.beats = () => Promise.reject(new Error('DynamoDB does not answer'));
  await expect(check(job('backup'))).rejects.toThrow('DynamoDB does not answer');
  store.beats = beats;
  expect(await check(job('backup'))).toMatchObject({ outcome: 'unknown' });
});

test('a job that the stage does not have is bad wiring', async () => {
  await expect(createStage().check(job('other'))).rejects.toThrow(
    'other is no heartbeat of this stage',
  );
});
