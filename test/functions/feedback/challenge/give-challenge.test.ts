import { randomBytes } from 'node:crypto';
import { checkSolution } from '../../../../functions/feedback/challenge/check-solution.ts';
import { giveChallenge } from '../../../../functions/feedback/challenge/give-challenge.ts';
import { MemoryChallengeStore } from '../../../../functions/feedback/challenge/memory-challenge-store.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { solved } from '../../../support/solved.ts';

const NOW_MS = Date.parse('2026-11-23T09:00Z');
const now = () => NOW_MS;

test('makes the key when it is first needed, and one for all who ask at the same time', async () => {
  const store = new MemoryChallengeStore();
  const asked = [1, 2, 3].map(() => giveChallenge({ store, now, randomBytes }));
  const [first, ...others] = await Promise.all(asked);
  const { current = '' } = (await store.read()).keys ?? {};
  for (const challenge of others) expect(challenge).not.toEqual(first);
  for (const challenge of await Promise.all(asked)) {
    const header = await solved(challenge, 500);
    expect(checkSolution(header, [current], NOW_MS).flaw).toBeUndefined();
  }
});

test('keys in use stay', async () => {
  const store = new MemoryChallengeStore();
  await store.requireUntil(5_000, { current: 'key', fromEpochSeconds: NOW_MS / 1000 });
  const header = await solved(await giveChallenge({ store, now, randomBytes }), 500);
  expect(checkSolution(header, ['key'], NOW_MS).flaw).toBeUndefined();
});

test('who is always too late asks to come back', async () => {
  const store = { read: async () => ({}), replaceKeys: async () => false };
  await expect(giveChallenge({ store, now, randomBytes })).rejects.toBeInstanceOf(Unavailable);
});
