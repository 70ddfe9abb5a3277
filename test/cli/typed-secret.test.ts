import { PassThrough, Readable } from 'node:stream';
import { typedSecret } from '../../cli/typed-secret.ts';

const piped = (text: string) =>
  typedSecret('Address', { input: Readable.from([text]), output: new PassThrough() });

test('what is piped in is taken without its line end', async () => {
  expect(await piped('https://example.com/\n')).toBe('https://example.com/');
});

test.each([
  ['', 'nothing came'],
  [' \n', 'nothing came'],
  ['one\ntwo', 'one line without spaces'],
  ['a b', 'one line without spaces'],
])('%j is wrong use', async (text, reason) => {
  await expect(piped(text)).rejects.toMatchObject({
    message: expect.stringContaining(reason),
    exitCode: 2,
  });
});

test('a secret that is typed on a terminal is not shown', async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = new PassThrough();
  const typed = typedSecret('Integration key', { input, output });
  input.write('s3cret\n');
  expect(await typed).toBe('s3cret');
  expect(String(output.read())).toBe('Integration key: \n');
});
