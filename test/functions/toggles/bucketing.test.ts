import { evaluate } from '../../../functions/toggles/evaluate.ts';
import { BUCKETING } from '../../../functions/toggles/toggle-document.ts';
import { snapshotOf, toggle } from '../../support/toggle-builders.ts';

const targeting = {
  fractional: [
    ['on', 25],
    ['off', 75],
  ],
};
const snapshot = snapshotOf({ 'new-checkout': toggle({ targeting }) });

function variantOf(targetingKey: string): string {
  const resolution = evaluate(snapshot, 'new-checkout', { targetingKey });
  return 'variant' in resolution ? resolution.variant : resolution.errorCode;
}

// Another answer here means that a new flagd-core puts every user into another bucket: that needs a new BUCKETING.
test('keeps every user in the bucket they had', () => {
  const users = Array.from({ length: 24 }, (_, n) => `user-${n}`);
  const on = users.filter((user) => variantOf(user) === 'on');
  const known = [2, 8, 9, 14, 16, 17, 20, 21, 22].map((n) => `user-${n}`);
  expect({ bucketing: BUCKETING, on }).toEqual({ bucketing: 'flagd-core-4', on: known });
});

test('serves a percentage within a percent over many users', () => {
  const users = Array.from({ length: 20_000 }, (_, n) => `user-${n}`);
  const share = users.filter((user) => variantOf(user) === 'on').length / users.length;
  expect(share).toBeGreaterThan(0.24);
  expect(share).toBeLessThan(0.26);
});
