import fc from 'fast-check';
import { changesOf } from '../../../../functions/feedback/changes/changes-of.ts';
import { EMPTY_LEDGER, enter } from '../../../../functions/releases/ledger.ts';

type Kind = 'started' | 'live' | 'ended';

function ledgerOf(...marks: readonly (readonly [Kind, string])[]) {
  return marks.reduce((ledger, [kind, releaseId], index) => {
    const at = `2026-11-23T${String(index).padStart(2, '0')}:00:00.000Z`;
    return enter(ledger, { kind, releaseId, at, markId: String(index) }).ledger;
  }, EMPTY_LEDGER);
}

const releasesOf = (...marks: readonly (readonly [Kind, string])[]) =>
  changesOf(ledgerOf(...marks)).map(({ release }) => release);

test('is empty before the first release', () => {
  expect(changesOf(EMPTY_LEDGER)).toEqual([]);
});

test('tells what went live, newest first, each with its time', () => {
  expect(changesOf(ledgerOf(['live', 'a'], ['started', 'b'], ['live', 'b']))).toEqual([
    { release: 'b', liveAt: '2026-11-23T02:00:00.000Z' },
    { release: 'a', liveAt: '2026-11-23T00:00:00.000Z' },
  ]);
});

test('does not tell of what is on its way, or never went live', () => {
  expect(releasesOf(['live', 'a'], ['started', 'b'])).toEqual(['a']);
  expect(releasesOf(['live', 'a'], ['started', 'b'], ['ended', 'b'])).toEqual(['a']);
});

test('no longer tells of what was taken back', () => {
  expect(releasesOf(['live', 'a'], ['live', 'b'], ['live', 'c'], ['live', 'a'])).toEqual(['a']);
  expect(releasesOf(['live', 'a'], ['live', 'b'], ['live', 'a'], ['live', 'c'])).toEqual([
    'c',
    'a',
  ]);
});

test('goes back further than the marks that are kept by one', () => {
  const many = Array.from({ length: 60 }, (_, index) => ['live', `r${index}`] as const);
  const told = changesOf(
    many.reduce((ledger, [kind, releaseId], index) => {
      const at = new Date(Date.UTC(2026, 10, 23) + index * 60_000).toISOString();
      return enter(ledger, { kind, releaseId, at, markId: String(index) }).ledger;
    }, EMPTY_LEDGER),
  );
  expect(told).toHaveLength(41);
  expect(told[0]?.release).toBe('r59');
});

test('never tells of one release twice, and always of the latest', () => {
  const release = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.array(release, { minLength: 1, maxLength: 12 }), (lived) => {
      const told = releasesOf(...lived.map((each) => ['live', each] as const));
      expect(new Set(told).size).toBe(told.length);
      expect(told[0]).toBe(lived.at(-1));
    }),
  );
});
