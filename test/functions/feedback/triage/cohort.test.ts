import { cohortOf, releasesInUse } from '../../../../functions/feedback/triage/cohort.ts';

test.each([
  ['c', ['a', 'b', 'c'], { current: 'c', previous: 'b' }],
  ['b', ['a', 'c', 'b'], { current: 'b', previous: 'c' }], // taken back from c to b
  ['a', ['a'], { current: 'a', previous: undefined }],
  [undefined, ['a', 'b'], { current: undefined, previous: undefined }],
  ['c', ['a', 'b'], { current: 'c', previous: 'b' }],
])('while %s is live after %j', (live, lived, inUse) => {
  expect(releasesInUse(live, lived)).toEqual(inUse);
});

test.each([
  ['b', 'current'],
  ['a', 'previous'],
  ['z', undefined],
  [undefined, undefined],
])('feedback about %s is of the cohort %s', (release, cohort) => {
  expect(cohortOf(release, { current: 'b', previous: 'a' })).toBe(cohort);
});

test('without releases there are no cohorts', () => {
  expect(cohortOf(undefined, {})).toBeUndefined();
  expect(cohortOf('a', {})).toBeUndefined();
});
