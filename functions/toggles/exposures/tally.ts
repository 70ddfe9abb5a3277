import type { EventCount, ExposureCount } from './exposure-store.ts';
import { mergeEvents } from './merge-exposures.ts';

/** One number in the table of counts, under the name of its attribute. */
export interface Tally {
  readonly hour: string;
  readonly release: string;
  readonly name: string;
  readonly amount: number;
}

/** No toggle's key begins like this, nor has one a colon: names stay apart. */
const EVENT = '@';

const COUNT = ':count';
const SUM = ':sum';

/** `new-checkout:on` for a variant that was served, `@purchase:count` and `@purchase:sum` for an event. */
export function talliesOf(
  exposures: readonly ExposureCount[],
  events: readonly EventCount[],
): readonly Tally[] {
  return [
    ...exposures.map(({ hour, release, key, variant, count }) => ({
      hour,
      release,
      name: `${key}:${variant}`,
      amount: count,
    })),
    ...events.flatMap(({ hour, release, event, count, sum }) => [
      { hour, release, name: `${EVENT}${event}${COUNT}`, amount: count },
      { hour, release, name: `${EVENT}${event}${SUM}`, amount: sum },
    ]),
  ];
}

export function tallyExposures(tallies: readonly Tally[]): readonly ExposureCount[] {
  return tallies
    .filter(({ name }) => !name.startsWith(EVENT))
    .map(({ hour, release, name, amount }) => {
      const colon = name.indexOf(':');
      const [key, variant] = [name.slice(0, colon), name.slice(colon + 1)];
      return { hour, release, key, variant, count: amount };
    });
}

export function tallyEvents(tallies: readonly Tally[]): readonly EventCount[] {
  const events = tallies
    .filter(({ name }) => name.startsWith(EVENT))
    .map(({ hour, release, name, amount }) => {
      const isSum = name.endsWith(SUM);
      const event = name.slice(EVENT.length, -(isSum ? SUM : COUNT).length);
      return { hour, release, event, count: isSum ? 0 : amount, sum: isSum ? amount : 0 };
    });
  return mergeEvents(events);
}
