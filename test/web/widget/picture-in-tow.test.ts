import type { Outcome } from '../../../web/widget/outcome.ts';
import { PictureInTow } from '../../../web/widget/screenshot/picture-in-tow.ts';

const SENT: Outcome = { kind: 'sent', statusUrl: 'https://api.example/1#secret' };
const LATER: Outcome = { kind: 'later' };
const REFUSED: Outcome = { kind: 'refused', pointers: [] };

/** The picture of the letter `one`. */
function towOf(answer = '') {
  const upload = jest.fn(async (_: string) => answer);
  const tow = new PictureInTow();
  tow.take('one', { upload, waits: 'It waits.' });
  return { tow, upload };
}

test('follows its letter once that is there, and only once', async () => {
  const { tow, upload } = towOf();
  expect(await tow.follow('Thanks.', 'one', SENT)).toBe('Thanks.');
  expect(await tow.follow('Thanks.', 'one', SENT)).toBe('Thanks.');
  expect(upload.mock.calls).toEqual([['https://api.example/1#secret']]);
});

test('waits with its letter, and then follows', async () => {
  const { tow, upload } = towOf();
  expect(await tow.follow('Kept.', 'one', LATER)).toBe('Kept. It waits.');
  expect(upload).not.toHaveBeenCalled();
  await tow.follow('Thanks.', 'one', SENT);
  expect(upload).toHaveBeenCalledTimes(1);
});

test('that it is lost is said after the thanks for the words', async () => {
  const { tow } = towOf('But not the picture.');
  expect(await tow.follow('Thanks.', 'one', SENT)).toBe('Thanks. But not the picture.');
});

test.each<[string, string, Outcome]>([
  ['another letter', 'two', SENT],
  ['another letter that waits', 'two', LATER],
  ['its own letter, refused', 'one', REFUSED],
])('stays where it is for %s', async (_, key, outcome) => {
  const { tow, upload } = towOf();
  expect(await tow.follow('Said.', key, outcome)).toBe('Said.');
  expect(upload).not.toHaveBeenCalled();
});

test('the next letter lets go of it', async () => {
  const { tow, upload } = towOf();
  tow.take('two', undefined);
  await tow.follow('Thanks.', 'one', SENT);
  expect(upload).not.toHaveBeenCalled();
});
