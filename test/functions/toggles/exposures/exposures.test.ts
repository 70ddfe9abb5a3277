import fc from 'fast-check';
import { toggle } from '../../../support/toggle-builders.ts';
import { ANN, createReader } from '../../../support/toggle-reader.ts';

const HOUR_MS = 3_600_000;
const flags = {
  it: toggle(),
  theme: toggle({ variants: { dark: 'dark', light: 'light' }, defaultVariant: 'dark' }),
};

test('an invocation stores at its end how often each variant was served, in one write', async () => {
  const { toggles, invoke, stored, network, seen } = await createReader({ flags });
  await invoke(() => {
    for (let count = 0; count < 100; count += 1) toggles.boolean('it', true);
    toggles.details('theme', 'light');
  });
  const where = { hour: '2026-11-23T09', release: 'r1' };
  expect(await stored()).toEqual([
    { ...where, key: 'it', variant: 'off', count: 100 },
    { ...where, key: 'theme', variant: 'dark', count: 1 },
  ]);
  expect(network.writes).toBe(1);
  expect(seen.served).toEqual([101]);
});

test('a busy container writes every ten seconds', async () => {
  const { toggles, invoke, pass, stored, network } = await createReader({ flags });
  for (let seconds = 0; seconds <= 30; seconds += 1) {
    await invoke(() => toggles.boolean('it', true));
    pass(1_000);
  }
  expect(network.writes).toBe(4);
  expect(await stored()).toMatchObject([{ count: 31 }]);
});

test('an invocation that serves nothing writes nothing', async () => {
  const { invoke, network, seen } = await createReader({ flags });
  await invoke(() => {});
  expect(network.writes).toBe(0);
  expect(seen.served).toEqual([]);
});

test.each([
  ['an unknown toggle', 'nobody', true],
  ['a value of another type', 'theme', true],
])('%s is an error, and counts nothing', async (_, key, defaultValue) => {
  const { toggles, invoke, network } = await createReader({ flags });
  await invoke(() => toggles.boolean(key, defaultValue));
  expect(network.writes).toBe(0);
});

test('what a kill serves is counted as what it is', async () => {
  const { toggles, store, invoke, stored } = await createReader({ flags });
  await store.kill('theme', 'light', ANN);
  await invoke(() => toggles.string('theme', 'x'));
  expect(await stored()).toMatchObject([{ key: 'theme', variant: 'light', count: 1 }]);
});

test('counts go under the hour of the evaluation, across a change of the hour in one invocation', async () => {
  const { toggles, invoke, pass, stored } = await createReader({ flags });
  pass(HOUR_MS - 1);
  await invoke(() => {
    toggles.boolean('it', true);
    pass(1);
    toggles.boolean('it', true);
  });
  expect(await stored()).toMatchObject([
    { hour: '2026-11-23T09', count: 1 },
    { hour: '2026-11-23T10', count: 1 },
  ]);
});

test('counts that waited in a frozen container keep their hour', async () => {
  const { toggles, invoke, pass, stored } = await createReader({ flags });
  await invoke(() => toggles.boolean('it', true));
  await invoke(() => toggles.boolean('it', true)); // too soon to be stored
  pass(5 * HOUR_MS);
  await invoke(() => toggles.boolean('it', true));
  expect(await stored()).toMatchObject([
    { hour: '2026-11-23T09', count: 2 },
    { hour: '2026-11-23T14', count: 1 },
  ]);
});

test('counts that could not be stored are stored with the next ones, and reported once', async () => {
  const { toggles, invoke, pass, stored, network, failures, seen } = await createReader({ flags });
  network.counts = 'down';
  await invoke(() => toggles.boolean('it', true));
  expect(failures).toHaveLength(1);
  network.counts = 'up';
  pass(10_000);
  await invoke(() => toggles.boolean('it', true));
  expect(await stored()).toMatchObject([{ count: 2 }]);
  expect(seen.served).toEqual([1, 1]);
});

test('a table that hangs slows down one invocation, not those that follow, and no count is lost', async () => {
  const { toggles, invoke, pass, stored, network, seen } = await createReader({ flags });
  network.counts = 'hanging';
  for (let count = 0; count < 20; count += 1) {
    await invoke(() => toggles.boolean('it', true));
    pass(2_000);
  }
  expect(seen.timeouts).toBe(1);
  expect(network.writes).toBe(1);
  network.counts = 'up';
  pass(60_000);
  await invoke(() => toggles.boolean('it', true));
  expect(await stored()).toMatchObject([{ count: 20 }]); // all but the one whose write never ended
});

test('the work fails as it would have, and what it served is stored', async () => {
  const { toggles, invoke, stored } = await createReader({ flags });
  const work = invoke(() => {
    toggles.boolean('it', true);
    throw new Error('broken');
  });
  await expect(work).rejects.toThrow('broken');
  expect(await stored()).toMatchObject([{ count: 1 }]);
});

test('every serving is stored once, however invocations and outages fall', async () => {
  const step = fc.record({
    gapMs: fc.nat({ max: 20_000 }),
    serves: fc.nat({ max: 5 }),
    isDown: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const { toggles, invoke, pass, stored, network } = await createReader({ flags });
      for (const { gapMs, serves, isDown } of steps) {
        network.counts = isDown ? 'down' : 'up';
        await invoke(() => {
          for (let count = 0; count < serves; count += 1) toggles.boolean('it', true);
        });
        pass(gapMs);
      }
      network.counts = 'up';
      pass(10_000);
      await invoke(() => {});
      const sum = (await stored()).reduce((total, { count }) => total + count, 0);
      expect(sum).toBe(steps.reduce((total, { serves }) => total + serves, 0));
    }),
    { numRuns: 50 },
  );
});
