import { createHash, createHmac } from 'node:crypto';
import type { Hop, RequestHeaders } from '../../../../functions/probes/auth/prepared-request.ts';
import { authenticatorUnderTest } from '../../../support/authenticator-under-test.ts';
import { probeRequest } from '../../../support/probe-request.ts';

const AUTH = { sigv4: { service: 'execute-api', region: 'eu-central-1' } };
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

const sha256 = (text: Uint8Array | string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: Uint8Array | string, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** The signature that a server computes from what it got, by AWS's documentation ("Create a signed AWS API request"). */
function expectedSignature({ method, url, body }: Hop, headers: RequestHeaders): string {
  const [, scope = '', names = ''] =
    /Credential=AKIDEXAMPLE\/(\S+), SignedHeaders=(\S+),/.exec(headers['authorization'] ?? '') ??
    [];
  const received: RequestHeaders = { ...headers, host: url.host };
  const query = url.search
    .slice(1)
    .split('&')
    .sort()
    .map((pair) => (pair === '' || pair.includes('=') ? pair : `${pair}=`));
  const canonical = [
    method,
    url.pathname.split('/').map(encodeURIComponent).join('/'),
    query.join('&'),
    ...names.split(';').map((name) => `${name}:${received[name]}`),
    '',
    names,
    sha256(body ?? ''),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<Uint8Array | string>(hmac, `AWS4${SECRET_KEY}`);
  return hmac(key, toSign).toString('hex');
}

const signatureIn = (headers: RequestHeaders) =>
  /Signature=([0-9a-f]{64})$/.exec(headers['authorization'] ?? '')?.[1];

test.each([
  ['GET', 'https://api.example.com/', undefined],
  ['GET', 'https://api.example.com:8443/a%20b/%C3%BC?z=1&a=%20x&a=b&empty=', undefined],
  ['POST', 'https://api.example.com/orders', { json: { name: 'ü' } }],
] as const)('%s %s is signed as a server checks it', async (method, address, body) => {
  const request = probeRequest({ method, url: address, auth: AUTH, ...(body && { body }) });
  const prepared = await authenticatorUnderTest().authenticate(request);
  const headers = await prepared.headersFor(prepared);
  expect(headers).toMatchObject({
    'x-amz-date': '20261123T090000Z',
    'x-amz-security-token': 'session',
    authorization: expect.stringContaining('/20261123/eu-central-1/execute-api/aws4_request,'),
  });
  expect(headers).not.toHaveProperty('host');
  expect(signatureIn(headers)).toBe(expectedSignature(prepared, headers));
});

test('a redirect within its origin is signed anew, one to another is not', async () => {
  const prepared = await authenticatorUnderTest().authenticate(probeRequest({ auth: AUTH }));
  const hop = { method: 'GET', url: new URL('https://api.example.com/v2') } as const;
  const headers = await prepared.headersFor(hop);
  expect(signatureIn(headers)).toBe(expectedSignature(hop, headers));
  const abroad = await prepared.headersFor({ ...hop, url: new URL('https://example.com/') });
  expect(Object.keys(abroad).sort()).toEqual(['accept', 'accept-encoding', 'user-agent']);
});

test('without keys nothing is sent', async () => {
  const under = authenticatorUnderTest({}, undefined, () => Promise.reject(new Error('no keys')));
  const prepared = await under.authenticate(probeRequest({ auth: AUTH }));
  await expect(prepared.headersFor(prepared)).rejects.toThrow(
    'its request could not be signed: Error',
  );
});
