import { MemoryChallengeStore } from '../../../../functions/feedback/challenge/memory-challenge-store.ts';
import { watchRate } from '../../../../functions/feedback/challenge/watch-rate.ts';

const NINE = Date.parse('2026-11-23T09:00Z') / 1000;

async function afterPosts(count: number, receivedAt = '2026-11-23T09:00:30.000Z', failing = 0) {
  const store = new MemoryChallengeStore();
  let asked = 0;
  const watched = {
    countPost: (minute: string) => store.countPost(minute),
    requireUntil: async (...request: Parameters<MemoryChallengeStore['requireUntil']>) => {
      asked += 1;
      if (asked <= failing) throw new Error('throttled');
      await store.requireUntil(...request);
    },
  };
  for (let post = 0; post < count; post += 1) {
    const watch = { store: watched, challengeAbove: 60, newKey: () => 'key' };
    await watchRate(receivedAt, watch).catch(() => undefined);
  }
  return { ...(await store.read()), asked };
}

test('as many posts in a minute as are usual ask nothing of anybody', async () => {
  expect(await afterPosts(60)).toEqual({ asked: 0 });
});

test('one more asks all for ten minutes, and brings the key', async () => {
  expect(await afterPosts(61)).toEqual({
    asked: 1,
    keys: { current: 'key', fromEpochSeconds: NINE + 30 },
    requiredUntilEpochSeconds: NINE + 30 + 600,
  });
});

test('in a flood one in ten asks again, should the first have failed', async () => {
  expect(await afterPosts(160, undefined, 1)).toMatchObject({
    asked: 10,
    requiredUntilEpochSeconds: NINE + 30 + 600,
  });
});
