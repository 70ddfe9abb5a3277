import { durationWords } from '../../../../functions/probes/heartbeats/duration-words.ts';

const [S, MIN, H, D] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  [-5 * S, '0 s'],
  [999, '0 s'],
  [59.9 * S, '59 s'],
  [90 * S, '1 min 30 s'],
  [30 * MIN, '30 min'],
  [H + 59 * S, '1 h'],
  [D, '1 d'],
  [26 * H + 5 * MIN, '1 d 2 h'],
  [400 * D, '400 d'],
])('%d ms are %s', (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});
