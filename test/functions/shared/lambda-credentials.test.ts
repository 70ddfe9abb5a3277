import { defaultProvider } from '../../../functions/shared/lambda-credentials.ts';

const before = { ...process.env };

beforeEach(() => {
  process.env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key' };
});
afterEach(() => {
  process.env = before;
});

test('a function signs with the keys of its role, from its environment', async () => {
  process.env['AWS_SESSION_TOKEN'] = 'token';
  const keys = { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: 'token' };
  expect(await defaultProvider()()).toEqual(keys);
});

test('keys without a session have no token', async () => {
  expect(await defaultProvider()()).toEqual({ accessKeyId: 'id', secretAccessKey: 'key' });
});

test('without keys it names what is missing', async () => {
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  await expect(defaultProvider()()).rejects.toThrow('AWS_SECRET_ACCESS_KEY not set');
});
