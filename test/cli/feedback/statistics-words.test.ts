import { statisticsWords } from '../../../cli/feedback/statistics-words.ts';

const statistics = { releases: [{ release: 'r1', total: 4, negative: 3 }], variants: [] };
const plain = { paint: (_: unknown, text: string) => text };

test('says what was left out, and how it is found', () => {
  const more = { releases: 900, variants: 0 };
  expect(statisticsWords({ ...statistics, more }, plain)).toEqual([
    'RELEASE  ALL  NEGATIVE',
    'r1       4    3 (75 %)',
    '',
    'Left out, with the fewest complaints: 900 of the releases, 0 of the variants. --release and --toggle tell of one.',
  ]);
});

test('says nothing of more where there is none', () => {
  expect(statisticsWords(statistics, plain).join()).not.toContain('Left out');
});
