import { type Entry, entryAt } from './entries.ts';
import { repeatedTexts } from './list-flaws.ts';
import type { Flaw } from './settings-error.ts';
import { join, own } from './shape.ts';

type Needs = ReadonlyMap<string, readonly string[]>;

/** Services that wait for each other would keep each other's alerts back for ever. */
export function dependencyFlaws(alerts: Entry): Flaw[] {
  return entryAt(alerts, 'dependsOn').flatMap(({ path, value }) => {
    const needs = needsIn(value);
    const repetitions = Object.keys(value).flatMap((service) =>
      repeatedTexts(own(value, service), join(path, service)),
    );
    return [...repetitions, ...circleFlaws(path, needs)];
  });
}

function needsIn(value: object): Needs {
  return new Map(
    Object.entries(value).map(([service, needed]: [string, unknown]) => [
      service,
      Array.isArray(needed) ? needed.filter((name) => typeof name === 'string') : [],
    ]),
  );
}

/** One flaw a circle, at the first of its services. */
function circleFlaws(path: string, needs: Needs): Flaw[] {
  const told = new Set<string>();
  return [...needs.keys()].flatMap((service) => {
    const circle = told.has(service) ? undefined : circleFrom(service, needs);
    if (!circle) return [];
    for (const one of circle) told.add(one);
    const rule = `leads back to itself: ${[...circle, service].join(' needs ')}.`;
    const fix = 'Say which one fails first, and leave the other out.';
    return [{ path: join(path, service), rule, fix }];
  });
}

/** The shortest way from a service back to it. */
function circleFrom(start: string, needs: Needs): readonly string[] | undefined {
  const seen = new Set<string>();
  let ways: readonly (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const closed = ways.find((way) => needs.get(way.at(-1) ?? '')?.includes(start));
    if (closed) return closed;
    ways = ways.flatMap((way) =>
      (needs.get(way.at(-1) ?? '') ?? [])
        .filter((next) => !seen.has(next) && seen.add(next))
        .map((next) => [...way, next]),
    );
  }
  return undefined;
}
