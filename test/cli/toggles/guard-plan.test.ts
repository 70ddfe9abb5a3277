import { InvalidArgumentError } from 'commander';
import { planOf } from '../../../cli/toggles/guard-plan.ts';

test.each(['1% 5% 25%', '1,5,25', '1% → 5% → 25%', '1 % 5 % 25 %', '1 % -> 5 % -> 25 %'])(
  '%s is a plan',
  (text) => {
    expect(planOf(text)).toEqual([1, 5, 25]);
  },
);

test.each(['', '%', '5 % %', '5%5%', 'five', '1.5%'])('%j is none', (text) => {
  expect(() => planOf(text)).toThrow(InvalidArgumentError);
});
