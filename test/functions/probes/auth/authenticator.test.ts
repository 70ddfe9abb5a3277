import { NotSent } from '../../../../functions/probes/auth/not-sent.ts';
import type {
  Hop,
  PreparedRequest,
  RequestHeaders,
} from '../../../../functions/probes/auth/prepared-request.ts';
import { createCookieJar } from '../../../../functions/probes/journeys/cookie-jar.ts';
import type { Auth } from '../../../../functions/probes/targets/http-request.ts';
import { authenticatorUnderTest } from '../../../support/authenticator-under-test.ts';
import { probeRequest } from '../../../support/probe-request.ts';
import { SELF_SIGNED } from '../../../support/self-signed.ts';

const BASIC: Auth = { basic: { user: 'ann', password: { secret: 'password' } } };
const BEARER: Auth = { bearer: { parameter: 'token' } };
const MTLS: Auth = {
  mtls: { certificate: { secret: 'tls', field: 'cert' }, key: { secret: 'tls', field: 'key' } },
};

/** The headers of its first hop, or of one to another address. */
async function headersOf(
  prepared: PreparedRequest,
  hop: Partial<Hop> = {},
): Promise<RequestHeaders> {
  const { method, url, body } = prepared;
  return prepared.headersFor({ method, url, ...(body && { body }), ...hop });
}

const at = (url: string) => ({ url: new URL(url) });

test('a plain request goes out with few headers, and nothing is waited for', async () => {
  const prepared = await authenticatorUnderTest().authenticate(probeRequest());
  const { method, url } = prepared;
  expect(prepared.headersFor({ method, url })).toEqual({
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'afterprod-probe',
  });
});

test('its own headers come first', async () => {
  const headers = { 'user-agent': 'curl', 'x-tenant': 'demo' };
  const prepared = await authenticatorUnderTest().authenticate(probeRequest({ headers }));
  expect(await headersOf(prepared)).toMatchObject(headers);
});

test.each([
  ['a password', BASIC, 'Basic YW5uOmjDvGh8', { password: 'hüh|' }],
  ['a token', BEARER, 'Bearer abc.def', { token: 'abc.def\n' }],
])('%s is read and sent', async (_, auth, authorization, secrets) => {
  const prepared = await authenticatorUnderTest(secrets).authenticate(probeRequest({ auth }));
  expect(await headersOf(prepared)).toMatchObject({ authorization });
});

test('a header can stand for a secret', async () => {
  const { authenticate } = authenticatorUnderTest({ key: '{"api":"k-1"}' });
  const headers = { 'x-api-key': { secret: 'key', field: 'api' } };
  const prepared = await authenticate(probeRequest({ headers }));
  expect(await headersOf(prepared)).toMatchObject({ 'x-api-key': 'k-1' });
});

test('a client shows its certificate', async () => {
  const { authenticate } = authenticatorUnderTest({ tls: JSON.stringify(SELF_SIGNED) });
  const { clientCertificate } = await authenticate(probeRequest({ auth: MTLS }));
  expect(clientCertificate).toEqual(SELF_SIGNED);
});

test.each([
  ['the parameter token holds no text', { auth: BEARER }, {}],
  ['its bearer token holds characters that no header may', { auth: BEARER }, { token: 'a\nb: c' }],
  [
    'the value of header x-key holds characters that no header may',
    { headers: { 'x-key': { secret: 'key' } } },
    { key: 'a\r\nb: c' },
  ],
  [
    'its client certificate and key are no PEM, or not a pair',
    { auth: MTLS },
    { tls: '{"cert":"a","key":"b"}' },
  ],
])('nothing is sent, and it is said why: %s', async (sentence, request, secrets) => {
  const { authenticate } = authenticatorUnderTest(secrets);
  await expect(authenticate(probeRequest(request))).rejects.toEqual(new NotSent(sentence));
});

describe('a body', () => {
  test.each([
    [{ text: 'hi', contentType: 'text/plain' }, 'hi', 'text/plain'],
    [{ json: { a: ['ü'] } }, '{"a":["ü"]}', 'application/json'],
    [{ form: { a: 'b c', d: '&' } }, 'a=b+c&d=%26', 'application/x-www-form-urlencoded'],
  ])('%j is written, and says how long it is', async (body, written, contentType) => {
    const { authenticate } = authenticatorUnderTest();
    const prepared = await authenticate(probeRequest({ method: 'DELETE', body }));
    expect(Buffer.from(prepared.body ?? []).toString()).toBe(written);
    expect(await headersOf(prepared)).toMatchObject({
      'content-type': contentType,
      'content-length': String(Buffer.byteLength(written)),
    });
  });

  test('may have a type of its own', async () => {
    const request = probeRequest({
      method: 'POST',
      body: { json: {} },
      headers: { 'content-type': 'application/vnd.api+json' },
    });
    const prepared = await authenticatorUnderTest().authenticate(request);
    expect(await headersOf(prepared)).toMatchObject(request.headers);
  });

  test('takes what is said of it along when a redirect drops it', async () => {
    const request = probeRequest({
      method: 'POST',
      body: { json: {} },
      headers: { 'content-language': 'en' },
    });
    const prepared = await authenticatorUnderTest().authenticate(request);
    const { url } = prepared;
    expect(Object.keys(await prepared.headersFor({ method: 'GET', url })).sort()).toEqual([
      'accept',
      'accept-encoding',
      'user-agent',
    ]);
  });
});

describe('on a redirect', () => {
  const SECRETS = { password: 'p', key: 'k' };
  const REQUEST = probeRequest({
    auth: BASIC,
    headers: { cookie: 'a=1', 'x-api-key': { secret: 'key' }, 'x-tenant': 'demo' },
  });

  test('its own origin gets all of it', async () => {
    const prepared = await authenticatorUnderTest(SECRETS).authenticate(REQUEST);
    const first = await headersOf(prepared);
    expect(await headersOf(prepared, at('https://api.example.com:443/v2'))).toEqual(first);
  });

  test.each([
    'https://example.com/health',
    'http://api.example.com/health',
    'https://api.example.com:8443/health',
    'https://api.example.com.evil.example/health',
  ])('%s gets neither passwords nor cookies', async (url) => {
    const prepared = await authenticatorUnderTest(SECRETS).authenticate(REQUEST);
    await headersOf(prepared);
    expect(Object.keys(await headersOf(prepared, at(url))).sort()).toEqual([
      'accept',
      'accept-encoding',
      'user-agent',
      'x-tenant',
    ]);
  });

  test('who was sent away and comes back brings none of it', async () => {
    const prepared = await authenticatorUnderTest(SECRETS).authenticate(REQUEST);
    await headersOf(prepared, at('https://example.com/'));
    const back = await headersOf(prepared, at('https://api.example.com/logout'));
    expect(Object.keys(back)).not.toContain('authorization');
  });

  test('cookies go where they belong', async () => {
    const { authenticate } = authenticatorUnderTest();
    const cookies = createCookieJar(() => 0);
    const session = { cookies, privateHeaders: new Set(['x-csrf']) };
    const request = probeRequest({ headers: { cookie: 'mine=1', 'x-csrf': 'said' } });
    const prepared = await authenticate(request, session);
    const setCookies = ['near=2', 'wide=3; Domain=example.com'];
    prepared.noteAnswer({ status: 302, setCookies, ...at(request.url) });
    expect(await headersOf(prepared)).toMatchObject({ cookie: 'mine=1; near=2; wide=3' });
    const elsewhere = await headersOf(prepared, at('https://shop.example.com/'));
    expect(elsewhere).toMatchObject({ cookie: 'wide=3' });
    expect(elsewhere).not.toHaveProperty('x-csrf');
  });
});

describe('a secret that was changed', () => {
  const REQUEST = probeRequest({ auth: BEARER, headers: { 'x-key': { secret: 'key' } } });

  async function afterAnswer(status: number, url = REQUEST.url) {
    const under = authenticatorUnderTest({ token: 'old', key: 'old' });
    const prepared = await under.authenticate(REQUEST);
    under.secrets.set('token', 'new').set('key', 'new');
    under.advance(60_000);
    const hop = at(url);
    await headersOf(prepared, hop);
    prepared.noteAnswer({ status, setCookies: [], ...hop });
    return headersOf(await under.authenticate(REQUEST));
  }

  test.each([401, 403])('is read again when the old one is answered %d', async (status) => {
    const changed = { authorization: 'Bearer new', 'x-key': 'new' };
    expect(await afterAnswer(status)).toMatchObject(changed);
  });

  test('is not read again for other answers, nor for those of other servers', async () => {
    const kept = { authorization: 'Bearer old', 'x-key': 'old' };
    expect(await afterAnswer(500)).toMatchObject(kept);
    expect(await afterAnswer(401, 'https://example.com/')).toMatchObject(kept);
  });
});
