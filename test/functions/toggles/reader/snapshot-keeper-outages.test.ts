import { ANN, createKeeper } from '../../../support/snapshot-keeper.ts';

test('keeps what it had while the store is down, and says that it is stale', async () => {
  const { invoke, pass, network, keeper, failures } = await createKeeper();
  await invoke();
  network.isDown = true;
  pass(10_000);
  expect(await invoke()).toMatchObject({ docVersion: 1 });
  expect(keeper.isStale).toBe(true);
  expect(failures).not.toEqual([]);
  network.isDown = false;
  pass(2_000);
  await invoke();
  expect(keeper.isStale).toBe(false);
});

test('asks a store that fails once in two seconds, not at every invocation', async () => {
  const { invoke, pass, network } = await createKeeper();
  network.isDown = true;
  for (let count = 0; count < 5; count += 1) await invoke();
  expect(network.headReads).toBe(1);
  pass(2_000);
  await invoke();
  expect(network.headReads).toBe(2);
});

test('does not let a store that hangs slow down every invocation', async () => {
  const { invoke, pass, network } = await createKeeper();
  await invoke();
  network.answer = () => new Promise(() => {});
  pass(10_000);
  const started = performance.now();
  for (let count = 0; count < 20; count += 1) await invoke();
  expect(performance.now() - started).toBeLessThan(10 * 20); // each would wait 20 ms
});

test('has nothing when the store is down from the start, and does not throw', async () => {
  const { invoke, network } = await createKeeper();
  network.isDown = true;
  expect(await invoke()).toBeUndefined();
});

test('does not wait for a store that hangs longer than its limit', async () => {
  const { invoke, network } = await createKeeper();
  network.answer = () => new Promise(() => {});
  expect(await invoke()).toBeUndefined();
});

test('does not take for fresh what slept in a frozen container', async () => {
  const { invoke, pass, network, store } = await createKeeper();
  await invoke();
  let thaw = () => {};
  network.answer = () => new Promise((resolve) => (thaw = resolve));
  pass(2_000);
  await invoke(); // asks, and is frozen before the answer
  network.answer = async () => {};
  await store.kill('it', 'off', ANN);
  pass(60_000);
  thaw();
  expect(await invoke()).toMatchObject({ killVersion: 1 });
});

test('never goes back to an older version that arrives late', async () => {
  const { invoke, pass, network, store, keeper } = await createKeeper();
  let thaw = () => {};
  network.answer = () => new Promise((resolve) => (thaw = resolve));
  await invoke();
  await store.kill('it', 'off', ANN);
  network.answer = async () => {};
  pass(10_000);
  await invoke();
  thaw();
  await new Promise(setImmediate);
  expect(keeper.current).toMatchObject({ killVersion: 1 });
});
