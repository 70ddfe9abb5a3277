import { lastKnown } from '../../../functions/feedback/last-known.ts';

test('reads once in ten seconds', async () => {
  let nowMs = 0;
  let reads = 0;
  const release = lastKnown(
    async () => `release-${++reads}`,
    () => nowMs,
    () => {},
  );
  expect(await release()).toBe('release-1');
  nowMs = 9_999;
  expect(await release()).toBe('release-1');
  nowMs = 10_000;
  expect(await release()).toBe('release-2');
});

test('reads more seldom where it is told to', async () => {
  let nowMs = 0;
  let reads = 0;
  const toggles = lastKnown(
    async () => ++reads,
    () => nowMs,
    () => {},
    30_000,
  );
  await toggles();
  nowMs = 29_999;
  expect(await toggles()).toBe(1);
  nowMs = 30_000;
  expect(await toggles()).toBe(2);
});

test('gives the last one known while the table cannot be read, and none before', async () => {
  let nowMs = 0;
  let isDown = true;
  const failures: unknown[] = [];
  const read = async () => {
    if (isDown) throw new Error('down');
    return 'a1b2c3';
  };
  const release = lastKnown(
    read,
    () => nowMs,
    (error) => failures.push(error),
  );
  expect(await release()).toBeUndefined();
  isDown = false;
  nowMs = 5_000;
  expect(await release()).toBe('a1b2c3');
  isDown = true;
  nowMs = 60_000;
  expect(await release()).toBe('a1b2c3');
  expect(failures).toHaveLength(2);
});

test('does not ask a table again, for five seconds, that could not be read', async () => {
  let nowMs = 0;
  let reads = 0;
  const read = async () => {
    reads += 1;
    throw new Error('down');
  };
  const release = lastKnown(
    read,
    () => nowMs,
    () => {},
  );
  await release();
  nowMs = 4_999;
  expect(await release()).toBeUndefined();
  expect(reads).toBe(1);
  nowMs = 5_000;
  await release();
  expect(reads).toBe(2);
});
