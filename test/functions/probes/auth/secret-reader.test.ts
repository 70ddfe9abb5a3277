import { NotSent } from '../../../../functions/probes/auth/not-sent.ts';
import {
  createSecretReader,
  type FetchSecret,
} from '../../../../functions/probes/auth/secret-reader.ts';

const VALUE = 'hunter2-hunter2';

const readerOf = (text: string | undefined) =>
  createSecretReader(
    async () => text,
    () => 0,
  );

/** What is said where a secret cannot be used. */
async function sentenceOf(read: Promise<string>): Promise<string> {
  const error = await read.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NotSent);
  return error instanceof Error ? `${error.message} ${error.cause ?? ''}` : '';
}

test.each([
  ['a whole text', { secret: 'shop/api' }, VALUE, VALUE],
  ['a parameter', { parameter: '/shop/api' }, VALUE, VALUE],
  ['without the line break that echo leaves', { secret: 'shop/api' }, `${VALUE}\r\n`, VALUE],
  [
    'one field of several',
    { secret: 'shop/api', field: 'key' },
    `{"key":"${VALUE}","id":7}`,
    VALUE,
  ],
  ['a number', { secret: 'shop/api', field: 'id' }, '{"id":7}', '7'],
  ['a text that happens to be JSON', { secret: 'shop/api' }, '{"id":7}', '{"id":7}'],
])('%s', async (_, reference, text, value) => {
  expect(await readerOf(text).read(reference)).toBe(value);
});

test.each([
  [undefined, 'the secret shop/api holds no text'],
  [VALUE, 'the secret shop/api is no JSON object, so it has no field key'],
  [`"${VALUE}"`, 'the secret shop/api is no JSON object, so it has no field key'],
  [`{"kee":"${VALUE}"}`, 'the secret shop/api has no text in its field key'],
  [`{"key":{"value":"${VALUE}"}}`, 'the secret shop/api has no text in its field key'],
])('what cannot be read is named, and not shown: %s', async (text, sentence) => {
  const said = await sentenceOf(readerOf(text).read({ secret: 'shop/api', field: 'key' }));
  expect(said).toContain(sentence);
  expect(said).not.toContain(VALUE);
});

test('a field that every object has is no field of a secret', async () => {
  const read = readerOf('{}').read({ secret: 'shop/api', field: 'constructor' });
  expect(await sentenceOf(read)).toContain('no text in its field constructor');
});

test('says why AWS did not give it', async () => {
  const fetch: FetchSecret = async () => {
    throw Object.assign(new Error('not yours'), { name: 'AccessDeniedException' });
  };
  const read = createSecretReader(fetch, () => 0).read({ parameter: '/shop/api' });
  const sentence = 'the parameter /shop/api could not be read: AccessDeniedException';
  expect(await sentenceOf(read)).toContain(sentence);
});

test('a secret of several fields is fetched once, one that was refused again', async () => {
  let nowMs = 0;
  const fetched: string[] = [];
  const fetch: FetchSecret = async (reference) => {
    fetched.push(JSON.stringify(reference));
    return '{"key":"a","certificate":"b"}';
  };
  const reader = createSecretReader(fetch, () => nowMs);
  await reader.read({ secret: 'shop/tls', field: 'key' });
  await reader.read({ secret: 'shop/tls', field: 'certificate' });
  expect(fetched).toHaveLength(1);
  nowMs += 60_000;
  reader.forget({ secret: 'shop/tls', field: 'key' });
  await reader.read({ secret: 'shop/tls', field: 'certificate' });
  expect(fetched).toHaveLength(2);
});
