import { asksOfrep, readsDirectly } from '../../../../bench/toggles/answers.ts';
import { type Scenario, simulateKills } from '../../../../bench/toggles/kill-to-effect.ts';

const SECOND = 1000;
const READERS = { readsDirectly, asksOfrep };

/** Eight containers for ten minutes each, with a change a minute. */
async function worstOf(scenario: Omit<Scenario, 'seed' | 'waitLimitMs'>): Promise<number> {
  let worstMs = 0;
  for (const seed of [1, 2, 3]) {
    const effect = await simulateKills({ ...scenario, seed, waitLimitMs: SECOND });
    worstMs = Math.max(worstMs, effect.worstMs);
  }
  return worstMs;
}

describe.each(Object.entries(READERS))('a container that %s', (_name, createAnswer) => {
  test.each([
    { gap: 'of 0.1 s', from: 100, to: 100, lengthMs: 180 * SECOND, containers: 3 },
    { gap: 'of 1 s', from: SECOND, to: SECOND },
    { gap: 'of 30 s', from: 30 * SECOND, to: 30 * SECOND },
    { gap: 'a little under the limit', from: 9_985, to: 9_999 },
    { gap: 'from 0.1 to 40 s', from: 100, to: 40 * SECOND },
  ])('serves a change within 10.0 s, with a call gap $gap', async ({ from, to, ...options }) => {
    const scenario = { gapMs: { from, to }, createAnswer, settles: true, ...options };
    expect(await worstOf(scenario)).toBeLessThanOrEqual(10 * SECOND);
  });

  test('serves it within 10.0 s where reads are frozen with the container', async () => {
    for (const gapMs of [
      { from: SECOND, to: SECOND },
      { from: 100, to: 20 * SECOND },
    ]) {
      const scenario = { gapMs, createAnswer, settles: false };
      expect(await worstOf(scenario)).toBeLessThanOrEqual(10 * SECOND);
    }
  });
});

test('finds out where nothing refreshes what is held', async () => {
  const createAnswer = () => () => true; // as if the first answer were kept for good
  const scenario = { gapMs: { from: SECOND, to: SECOND }, createAnswer, settles: true };
  expect(await worstOf(scenario)).toBeGreaterThan(40 * SECOND);
});

test('reads the head once in two seconds, and the document only after an edit', async () => {
  const gapMs = { from: 100, to: 100 };
  const scenario = { seed: 1, gapMs, createAnswer: readsDirectly, settles: true };
  const effect = await simulateKills({ ...scenario, waitLimitMs: SECOND, containers: 1 });
  expect(effect.headReads).toBeLessThanOrEqual(300);
  expect(effect.headReads).toBeGreaterThan(270);
  expect(effect.documentReads).toBeLessThanOrEqual(6);
});

test('the same seed gives the same figures', async () => {
  const gapMs = { from: 100, to: 20 * SECOND };
  const scenario = { seed: 7, gapMs, createAnswer: readsDirectly, settles: false };
  const run = () => simulateKills({ ...scenario, waitLimitMs: SECOND });
  expect(await run()).toEqual(await run());
});
