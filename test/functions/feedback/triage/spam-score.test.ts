import * as fc from 'fast-check';
import {
  isSpam,
  type SpamEvidence,
  spamScore,
} from '../../../../functions/feedback/triage/spam-score.ts';

test.each([
  ['The basket forgets its content.'],
  ['https://shop.example/basket shows nothing'],
  ['HELP'],
  ['no no no, it does not work!!!'],
  ['カートが空になります'],
])('finds nothing against %s', (text) => {
  expect(spamScore({ text, timeToFillMs: 9_000 })).toEqual({ score: 0, signals: [] });
});

test.each<[string, SpamEvidence, readonly string[], boolean]>([
  ['a filled trap', { text: 'Nice site', isTrapped: true }, ['trapped'], true],
  ['a form sent at once', { text: 'Nice site', timeToFillMs: 200 }, ['too_fast'], false],
  [
    'many links',
    { text: 'http://a.example http://b.example http://c.example http://d.example' },
    ['links'],
    true,
  ],
  ['markup for links', { text: 'see [url=http://a.example]this[/url]' }, ['links'], true],
  ['shouting', { text: 'BUY THE BEST WATCHES NOW AND HERE' }, ['shouting'], false],
  ['one phrase over and over', { text: 'best watches '.repeat(10) }, ['repetition'], false],
  ['a sign leaned on', { text: 'aaaaaaaaaaaaaaaaaa' }, ['repetition'], false],
  [
    'shouting over and over, at once',
    { text: 'BEST WATCHES '.repeat(10), timeToFillMs: 0 },
    ['too_fast', 'shouting', 'repetition'],
    true,
  ],
])('says what speaks against %s', (_, evidence, names, spam) => {
  const score = spamScore(evidence);
  expect(score.signals.map(({ name }) => name)).toEqual(names);
  expect(isSpam(score)).toBe(spam);
});

test('is between 0 and 1, grows with every signal, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (text, isTrapped) => {
      const { score } = spamScore({ text });
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(spamScore({ text, isTrapped, timeToFillMs: 0 }).score).toBeGreaterThanOrEqual(score);
    }),
  );
});

test.each(['a', '<a ', 'www.', '[url', ' x', 'A'])('takes no long time for many %j', (part) => {
  const before = process.cpuUsage();
  spamScore({ text: part.repeat(4_000) });
  expect(process.cpuUsage(before).user).toBeLessThan(500_000);
});
