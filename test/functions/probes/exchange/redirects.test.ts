import type { IncomingMessage } from 'node:http';
import { createAddressGuard } from '../../../../functions/shared/address-guard.ts';
import { attemptAt } from '../../../support/attempt-at.ts';
import { authenticatorUnderTest } from '../../../support/authenticator-under-test.ts';
import { closeTargets, startTarget } from '../../../support/target.ts';

afterEach(closeTargets);

/** Redirects everything but `/arrived`, and tells who came there with what. */
async function startRedirect(location: string | ((path: string) => string), status = 302) {
  const arrivals: (Pick<IncomingMessage, 'method' | 'headers'> & { body: string })[] = [];
  const target = await startTarget(async (request, response) => {
    const { url = '', method, headers } = request;
    if (url === '/arrived') {
      const body = (await request.toArray()).join('');
      arrivals.push({ method, headers, body });
      response.end();
    } else {
      const to = typeof location === 'string' ? location : location(url);
      response.writeHead(status, { location: to }).end();
    }
  });
  return { ...target, arrivals };
}

test.each([301, 302, 303, 307, 308])('a redirect with %d is followed', async (status) => {
  const { url, arrivals } = await startRedirect('/arrived', status);
  expect(await attemptAt(url)).toMatchObject({ outcome: 'up', status: 200 });
  expect(arrivals).toMatchObject([{ method: 'GET', body: '' }]);
});

test.each([
  [301, 'POST', 'GET', ''],
  [302, 'POST', 'GET', ''],
  [303, 'POST', 'GET', ''],
  [303, 'PUT', 'GET', ''],
  [303, 'HEAD', 'HEAD', ''],
  [301, 'PUT', 'PUT', 'words'],
  [307, 'POST', 'POST', 'words'],
  [308, 'DELETE', 'DELETE', 'words'],
] as const)('%d after a %s becomes a %s', async (status, method, becomes, body) => {
  const { url, arrivals } = await startRedirect('/arrived', status);
  const sent = method === 'HEAD' ? {} : { body: { text: 'words', contentType: 'text/plain' } };
  await attemptAt(url, { method, ...sent });
  const contentType = body === '' ? undefined : 'text/plain';
  expect(arrivals).toMatchObject([{ method: becomes, body }]);
  expect(arrivals[0]?.headers['content-type']).toBe(contentType);
});

test('credentials stay with their own origin', async () => {
  const other = await startRedirect('/');
  const own = await startRedirect('/arrived');
  const leaving = await startRedirect(`${other.url}arrived`);
  const { authenticate } = authenticatorUnderTest({ token: 'abc' });
  const request = { auth: { bearer: { secret: 'token' } }, ports: [other.port] };
  await attemptAt(own.url, request, { authenticate });
  await attemptAt(leaving.url, request, { authenticate });
  expect(own.arrivals[0]?.headers.authorization).toBe('Bearer abc');
  expect(other.arrivals).toHaveLength(1);
  expect(other.arrivals[0]?.headers.authorization).toBeUndefined();
});

test('a redirect is read no further than its headers', async () => {
  const target = await startTarget(({ url }, response) => {
    if (url === '/arrived') response.end();
    else response.writeHead(302, { location: '/arrived' }).write('and so on');
  });
  expect(await attemptAt(target.url)).toMatchObject({ outcome: 'up' });
});

test('where none is followed, a redirect is the answer', async () => {
  const { url, arrivals } = await startRedirect('/arrived');
  expect(await attemptAt(url, { maxRedirects: 0 })).toMatchObject({ status: 302 });
  expect(arrivals).toEqual([]);
});

test('a redirect without an address is an answer like any other', async () => {
  const target = await startTarget((_, response) => response.writeHead(304).end());
  expect(await attemptAt(target.url)).toMatchObject({
    sentence: 'status was 304, expected 200–299',
  });
});

test.each([
  ['UTF-8', '/caf\u00c3\u00a9?a=\u00c3\u00a9', '/caf%C3%A9?a=%C3%A9'],
  ['Latin-1', '/caf\u00e9', '/caf%E9'],
])('an address in bytes of %s is asked for by these bytes', async (_, location, asked) => {
  const paths: unknown[] = [];
  const target = await startTarget(({ url }, response) => {
    paths.push(url);
    response.writeHead(url === '/' ? 302 : 200, { location }).end();
  });
  expect(await attemptAt(target.url)).toMatchObject({ outcome: 'up' });
  expect(paths).toEqual(['/', asked]);
});

test('redirects are not followed for ever', async () => {
  const target = await startRedirect((path) => `${path}x`);
  expect(await attemptAt(target.url)).toMatchObject({
    outcome: 'down',
    sentence: 'no answer: it redirects more than 5 times',
  });
  expect(target.connections()).toBe(6);
});

test.each([
  ['http://10.0.0.1/', '10.0.0.1 is private, not public'],
  ['http://169.254.169.254/latest/', '169.254.169.254 is link-local, not public'],
  ['http://0x0a000001/', '10.0.0.1 is private, not public'],
  ['//[::1]/', '::1 is loopback, not public'],
  ['http://127.0.0.1:1/', 'port 1 is not allowed'],
  ['file:///etc/passwd', 'only http and https'],
  ['http://user:secret@example.com/', 'must not hold a user name'],
  ['http://', 'it redirects to no address'],
])('redirects to %s are refused', async (location, sentence) => {
  const target = await startRedirect(location);
  expect((await attemptAt(target.url)).sentence).toContain(sentence);
});

test('a redirect to a name that resolves to a private address is refused', async () => {
  const secret = await startTarget((_, response) => response.end());
  const target = await startRedirect(`http://internal.example:${secret.port}/`);
  const guard = createAddressGuard({
    allowPrivate: ['127.0.0.1/32'],
    resolve: (_, __, callback) => callback(null, [{ address: '127.0.0.2', family: 4 }]),
  });
  const { sentence } = await attemptAt(target.url, { ports: [secret.port] }, { guard });
  expect(sentence).toBe('no answer: internal.example is 127.0.0.2, loopback, not public');
  expect(secret.connections()).toBe(0);
});
