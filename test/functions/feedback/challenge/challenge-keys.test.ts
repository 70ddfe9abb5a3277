import * as fc from 'fast-check';
import {
  type ChallengeKeys,
  checkingKeys,
  firstKeys,
  rotated,
  signingKey,
} from '../../../../functions/feedback/challenge/challenge-keys.ts';

const CHALLENGE_MS = 600_000;
const READ_AGAIN_MS = 10_000;
const DAY_MS = 86_400_000;

test('a key has a day, and then another one is made', () => {
  const keys = firstKeys('first', 0);
  expect(rotated(keys, () => 'second', DAY_MS - 1)).toBeUndefined();
  expect(rotated(keys, () => 'second', DAY_MS)).toEqual({
    current: 'second',
    fromEpochSeconds: 86_460,
    previous: 'first',
  });
});

/** What the keys were at each moment at which a challenge was asked for: they change at no other. */
function historyOf(askedMs: readonly number[]): readonly [number, ChallengeKeys][] {
  let count = 0;
  const newKey = () => `key-${++count}`;
  let keys: ChallengeKeys | undefined;
  return askedMs.map((nowMs) => {
    keys = keys ? (rotated(keys, newKey, nowMs) ?? keys) : firstKeys(newKey(), nowMs);
    return [nowMs, keys];
  });
}

test('whenever keys change, a challenge is taken as long as it lives, also by who has read them ten seconds ago', () => {
  const gaps = fc.array(
    fc.oneof(fc.nat(20_000), fc.nat(CHALLENGE_MS), fc.constantFrom(59_999, 60_000, DAY_MS)),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(
      gaps,
      fc.oneof(fc.nat(3_000), fc.nat(CHALLENGE_MS)),
      fc.nat(READ_AGAIN_MS),
      (waits, solvingMs, staleMs) => {
        let clock = 1_700_000_000_000;
        const history = historyOf(waits.map((wait) => (clock += wait)));
        for (const [askedMs, keys] of history) {
          const signedBy = signingKey(keys, askedMs);
          const checkedMs = askedMs + solvingMs;
          const [first = [0, keys] as const] = history;
          const read =
            history.findLast(([at]) => at <= Math.max(checkedMs - staleMs, first[0])) ?? first;
          if (!checkingKeys(read[1]).includes(signedBy)) return false;
        }
        return true;
      },
    ),
  );
});
