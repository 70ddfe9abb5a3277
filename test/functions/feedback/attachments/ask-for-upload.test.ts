import { askForUpload } from '../../../../functions/feedback/attachments/ask-for-upload.ts';
import type { Attachment } from '../../../../functions/feedback/attachments/attachment.ts';
import { bodyOf, OWN, ownEvent, storeWithOwn } from '../../../support/reporter.ts';

const NOW_MS = Date.parse('2026-11-24T09:00Z');
const PICTURE = { contentType: 'image/png', bytes: 1_000 };

/** Signs nothing: it says what it was asked for. */
async function createService() {
  const store = await storeWithOwn();
  const signed: Attachment[] = [];
  const newId: jest.Mock<string> = jest.fn(() => `picture-${newId.mock.calls.length}`);
  const ask = (body: unknown = PICTURE, headers: Readonly<Record<string, string>> = {}) =>
    askForUpload(
      ownEvent({
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
      {
        store,
        sign: async (attachment) => {
          signed.push(attachment);
          return { url: 'https://bucket.example', fields: { key: attachment.key } };
        },
        bucket: 'quarantine-1',
        now: () => NOW_MS,
        newId,
      },
    );
  return { store, signed, ask };
}

test('gives a form for one picture, and notes where it will lie', async () => {
  const { store, signed, ask } = await createService();
  const answer = await ask();
  expect(answer.statusCode).toBe(201);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
  const key = `quarantine/${OWN.id}/picture-1.png`;
  expect(bodyOf(answer)).toEqual({
    url: 'https://bucket.example',
    fields: { key },
    expiresAt: '2026-11-24T09:10:00.000Z',
    maxBytes: 2_097_152,
  });
  const noted = {
    bucket: 'quarantine-1',
    key,
    contentType: 'image/png',
    bytes: 1_000,
    askedAt: '2026-11-24T09:00:00.000Z',
    uploadUntil: '2026-11-24T09:10:00.000Z',
  };
  expect(signed).toEqual([noted]);
  expect(await store.find(OWN.id)).toMatchObject({ attachments: [noted], revision: 2 });
});

test.each([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/webp', 'webp'],
])('takes %s', async (contentType, extension) => {
  const { signed, ask } = await createService();
  await ask({ ...PICTURE, contentType });
  expect(signed[0]?.key).toMatch(new RegExp(`/picture-1\\.${extension}$`));
});

test('gives three forms, and no fourth', async () => {
  const { store, ask } = await createService();
  for (let count = 1; count <= 3; count += 1) await ask();
  await expect(ask()).rejects.toMatchObject({ code: 'attachments_full' });
  expect((await store.find(OWN.id))?.attachments).toHaveLength(3);
});

test('gives three forms to ten who ask at once', async () => {
  const { store, ask } = await createService();
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => ask()));
  const given = answers.filter(({ status }) => status === 'fulfilled').length;
  expect(given).toBeLessThanOrEqual(3);
  expect((await store.find(OWN.id))?.attachments).toHaveLength(given);
  const codes = answers.flatMap((each) => (each.status === 'rejected' ? each.reason.code : []));
  expect(['attachments_full', 'in_flight']).toEqual(expect.arrayContaining([...new Set(codes)]));
});

test.each<[string, unknown, string]>([
  [
    'a drawing, which can hold scripts',
    { ...PICTURE, contentType: 'image/svg+xml' },
    'attachment_invalid',
  ],
  [
    'a type with more behind it',
    { ...PICTURE, contentType: 'image/png; x=y' },
    'attachment_invalid',
  ],
  ['nothing at all', { ...PICTURE, bytes: 0 }, 'attachment_invalid'],
  ['a byte over 2 MB', { ...PICTURE, bytes: 2_097_153 }, 'attachment_invalid'],
  ['half a byte', { ...PICTURE, bytes: 0.5 }, 'attachment_invalid'],
  ['a number as text', { ...PICTURE, bytes: '9' }, 'attachment_invalid'],
  ['a key of its own choice', { ...PICTURE, key: '../x' }, 'attachment_invalid'],
  ['a key twice', '{"bytes":1,"bytes":2,"contentType":"image/png"}', 'invalid_body'],
  ['too much', ' '.repeat(1_025), 'body_too_large'],
])('refuses %s', async (_, body, code) => {
  const { store, signed, ask } = await createService();
  await expect(ask(body)).rejects.toMatchObject({ code });
  expect(signed).toEqual([]);
  expect(await store.find(OWN.id)).toEqual(OWN);
});

test('takes exactly 2 MB', async () => {
  const { ask } = await createService();
  expect((await ask({ ...PICTURE, bytes: 2_097_152 })).statusCode).toBe(201);
});

test('is there for nobody but the reporter', async () => {
  const { signed, ask } = await createService();
  const wrong = ask(PICTURE, { Authorization: 'Bearer wrong' });
  await expect(wrong).rejects.toMatchObject({ code: 'not_found' });
  expect(signed).toEqual([]);
});
