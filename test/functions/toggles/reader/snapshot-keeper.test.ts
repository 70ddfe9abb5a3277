import fc from 'fast-check';
import { SnapshotKeeper } from '../../../../functions/toggles/reader/snapshot-keeper.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleHead } from '../../../../functions/toggles/store/toggle-store.ts';
import { ANN, createKeeper } from '../../../support/snapshot-keeper.ts';

test('waits for the store at the first invocation', async () => {
  const { invoke } = await createKeeper();
  expect(await invoke()).toMatchObject({ docVersion: 1 });
});

test('reads nothing again within two seconds', async () => {
  const { invoke, pass, network } = await createKeeper();
  await invoke();
  pass(1_999);
  await invoke();
  expect(network.headReads).toBe(1);
});

test('reads the head alone while the document stays the same', async () => {
  const { invoke, pass, network } = await createKeeper();
  await invoke();
  pass(2_000);
  await invoke();
  expect(network).toMatchObject({ headReads: 2, documentReads: 1 });
});

test('reads beside the work after two seconds, so that the next invocation sees the change', async () => {
  const { invoke, pass, store } = await createKeeper();
  await invoke();
  await store.kill('it', 'off', ANN);
  pass(2_000);
  expect(await invoke()).toMatchObject({ killVersion: 0 });
  expect(await invoke()).toMatchObject({ killVersion: 1 });
});

test('an invocation does not end before the read beside it: a frozen one would come too late', async () => {
  const { invoke, keeper, pass, store, network } = await createKeeper();
  await invoke();
  await store.kill('it', 'off', ANN);
  pass(2_000);
  let answerNow: () => void = () => {};
  network.answer = () =>
    new Promise((resolve) => {
      answerNow = resolve;
    });
  await keeper.refresh();
  const ended: string[] = [];
  const end = keeper.settle().then(() => ended.push('settled'));
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve(); // no time passes
  expect(ended).toEqual([]);
  answerNow();
  await end;
  expect(keeper.current).toMatchObject({ killVersion: 1 });
});

test.each([10_000, 30_000, 3_600_000])('waits for the change after %i ms', async (ms) => {
  const { invoke, pass, store } = await createKeeper();
  await invoke();
  await store.kill('it', 'off', ANN);
  pass(ms);
  expect(await invoke()).toMatchObject({ killVersion: 1 });
});

test('goes on refreshing when the clock is set back five minutes', async () => {
  const { invoke, pass, store } = await createKeeper();
  await invoke();
  await store.kill('it', 'off', ANN);
  pass(-300_000);
  expect(await invoke()).toMatchObject({ killVersion: 1 });
});

test.each([
  ['was restored to before a kill', { docVersion: 1, killVersion: 0, kills: {} }],
  ['was restored to before an edit', { docVersion: 0, killVersion: 1, kills: {} }],
  ['is empty all of a sudden', undefined],
])('does not go back to an earlier version when the table %s', async (_, head) => {
  const { invoke, pass, network, store, keeper, failures } = await createKeeper();
  await store.kill('it', 'off', ANN);
  const before = await invoke();
  network.head = () => head;
  pass(10_000);
  expect(await invoke()).toBe(before);
  expect(keeper.isStale).toBe(true);
  expect(String(failures[0])).toContain('the toggles table went back from 1.1');
});

test.each([
  ['no kills', { docVersion: 1, killVersion: 1 }],
  ['kills that are none', { docVersion: 1, killVersion: 1, kills: null }],
  ['a version that is no number', { docVersion: '1', killVersion: 1, kills: {} }],
  ['no version', { killVersion: 1, kills: {} }],
])('keeps what it had when the head has %s', async (_, head) => {
  const { invoke, pass, network, failures } = await createKeeper();
  const before = await invoke();
  network.head = () => head as unknown as ToggleHead;
  pass(10_000);
  expect(await invoke()).toBe(before);
  expect(String(failures[0])).toContain('corrupt');
});

test('holds the same snapshot as long as nothing changes', async () => {
  const { invoke, pass, store } = await createKeeper();
  const first = await invoke();
  pass(10_000);
  expect(await invoke()).toBe(first);
  await store.kill('it', 'off', ANN);
  pass(10_000);
  expect(await invoke()).not.toBe(first);
});

test('goes on refreshing when the clock jumps five minutes ahead', async () => {
  const { invoke, pass, store, keeper } = await createKeeper();
  await invoke();
  pass(300_000);
  await invoke();
  expect(keeper.isStale).toBe(false);
  pass(-300_000);
  await store.kill('it', 'off', ANN);
  expect(await invoke()).toMatchObject({ killVersion: 1 });
});

test('is empty, not broken, before the first toggle', async () => {
  const store = new MemoryToggleStore(() => 0);
  const keeper = new SnapshotKeeper({ store, now: () => 0, waitLimitMs: 20, onFailure: () => {} });
  await keeper.refresh();
  expect(keeper.current?.flags.keys()).toEqual([]);
});

test('serves nothing older than ten seconds, however calls and freezes fall', async () => {
  const step = fc.record({ gapMs: fc.nat({ max: 40_000 }), isKill: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { invoke, pass, store } = await createKeeper();
      const writes: { atMs: number; killVersion: number }[] = [];
      let atMs = 0;
      for (const { gapMs, isKill } of steps) {
        if (isKill) {
          await store.kill('it', 'off', ANN);
          writes.push({ atMs, killVersion: writes.length + 1 });
        }
        pass(gapMs);
        atMs += gapMs;
        const due = writes.filter((write) => write.atMs <= atMs - 10_000);
        expect((await invoke())?.killVersion).toBeGreaterThanOrEqual(due.at(-1)?.killVersion ?? 0);
      }
    }),
  );
});
