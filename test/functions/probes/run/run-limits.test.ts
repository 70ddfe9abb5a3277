import { limitsOf } from '../../../../functions/probes/run/run-limits.ts';

test.each([
  ['128', 1],
  ['1024', 5],
  ['1769', 10],
  ['3538', 20],
])('with %s MB as many exchanges at once as its vCPUs can time: %i', (memoryLimitInMB, count) => {
  const context = { memoryLimitInMB, getRemainingTimeInMillis: () => 58_000 };
  expect(limitsOf(context, 'run-1').exchangesAtOnce).toBe(count);
});

test('leaves two seconds for the last results', () => {
  const context = { memoryLimitInMB: '1769', getRemainingTimeInMillis: () => 58_000 };
  expect(limitsOf(context, 'run-1').msLeft()).toBe(56_000);
});
