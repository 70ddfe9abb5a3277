import * as fc from 'fast-check';
import { fullSettings, withValue } from '../support/full-settings.ts';
import { flawsOf } from '../support/settings.ts';

const garbage = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
});

test('answers any garbage with a SettingsError', () => {
  fc.assert(fc.property(garbage, (value) => flawsOf(value).length > 0));
});

test.each(leafPaths(fullSettings()))(
  'answers garbage at %s with a SettingsError or not at all',
  (path) => {
    fc.assert(
      fc.property(garbage, (value) => {
        flawsOf(withValue(path, value));
      }),
      { numRuns: 50 },
    );
  },
);

function leafPaths(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [prefix];
  const below = Object.entries(value).flatMap(([key, entry]) =>
    leafPaths(entry, prefix === '' ? key : `${prefix}.${key}`),
  );
  return prefix === '' ? below : [prefix, ...below];
}
