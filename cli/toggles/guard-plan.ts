import { InvalidArgumentError } from 'commander';

const PERCENT = /^(\d{1,3})%?$/;

/** Percentages of `1% 5% 25%`, `1,5,25`, `1% → 5% → 25%`, or `1 % 5 %` as `guard` prints them. */
export function planOf(text: string): readonly number[] {
  const steps = text
    .replace(/(\d)\s%/g, '$1%')
    .split(/(?:[\s,→>]|->)+/)
    .filter((step) => step !== '');
  const percentages = steps.map((step) => Number(PERCENT.exec(step)?.[1] ?? Number.NaN));
  if (percentages.length > 0 && !percentages.some(Number.isNaN)) return percentages;
  throw new InvalidArgumentError("Give whole percentages: '1% 5% 25% 50% 100%'.");
}
