import type { PreparedRequest } from '../../../../functions/probes/auth/prepared-request.ts';
import type { TokenAnswer } from '../../../../functions/probes/auth/tokens.ts';
import type { ClientCredentials } from '../../../../functions/probes/targets/http-request.ts';
import { authenticatorUnderTest } from '../../../support/authenticator-under-test.ts';
import { probeRequest } from '../../../support/probe-request.ts';

const SECRET = 's3cr t+/';
const CREDENTIALS: ClientCredentials = {
  tokenUrl: 'https://auth.example.com/oauth2/token',
  clientId: 'probe:r',
  clientSecret: { secret: 'client' },
  scope: 'read write',
  audience: 'https://api.example.com',
};

interface Asked {
  readonly authorization: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

/** A prober whose token endpoint gives these answers, the last of them again and again. */
function tokensUnderTest(...answers: (Partial<TokenAnswer> & { json?: object })[]) {
  const asked: Asked[] = [];
  const send = async (request: PreparedRequest) => {
    const headers = await request.headersFor(request);
    asked.push({
      authorization: headers['authorization'],
      form: Object.fromEntries(new URLSearchParams(Buffer.from(request.body ?? []).toString())),
    });
    const { json, status = 200, body } = answers[Math.min(asked.length, answers.length) - 1] ?? {};
    return { status, body: body ?? Buffer.from(JSON.stringify(json)) };
  };
  const under = authenticatorUnderTest({ client: SECRET }, send);
  const ask = async () => {
    const prepared = await under.authenticate(probeRequest({ auth: { oauth2: CREDENTIALS } }));
    return { prepared, headers: await prepared.headersFor(prepared) };
  };
  return { ...under, ask, asked };
}

const token = (name: string, more: object = {}) => ({
  json: { access_token: name, token_type: 'bearer', expires_in: 3600, ...more },
});
const REFUSED = { status: 401, json: { error: 'invalid_client' } };

test('a token is fetched as RFC 6749 asks for it, and sent', async () => {
  const { ask, asked } = tokensUnderTest(token('t1'));
  expect((await ask()).headers).toMatchObject({ authorization: 'Bearer t1' });
  const [{ authorization = '', form } = { form: {} }] = asked;
  expect(Buffer.from(authorization.slice('Basic '.length), 'base64').toString()).toBe(
    'probe%3Ar:s3cr+t%2B%2F',
  );
  expect(form).toEqual({
    grant_type: 'client_credentials',
    scope: 'read write',
    audience: 'https://api.example.com',
  });
});

test.each([
  ['a minute before it expires', 3600, 3_540_000],
  ['halfway of a short life', 60, 30_000],
  ['after five minutes where nothing is said', undefined, 300_000],
  ['where the time is written as text', '3600', 3_540_000],
])('it is fetched again %s', async (_, seconds, keptMs) => {
  const answers = [token('t1', { expires_in: seconds }), token('t2')];
  const { ask, advance } = tokensUnderTest(...answers);
  await ask();
  advance(keptMs - 1);
  expect((await ask()).headers).toMatchObject({ authorization: 'Bearer t1' });
  advance(1);
  expect((await ask()).headers).toMatchObject({ authorization: 'Bearer t2' });
});

test('it is fetched again when the target refuses it', async () => {
  const { ask, advance } = tokensUnderTest(token('t1'), token('t2'));
  const { prepared } = await ask();
  advance(60_000);
  prepared.noteAnswer({ url: prepared.url, status: 401, setCookies: [] });
  expect((await ask()).headers).toMatchObject({ authorization: 'Bearer t2' });
});

test('a server that wants the secret in the body gets it there, from then on at once', async () => {
  const { ask, asked, advance } = tokensUnderTest(REFUSED, token('t1'), token('t2'));
  expect((await ask()).headers).toMatchObject({ authorization: 'Bearer t1' });
  advance(3_600_000);
  expect((await ask()).headers).toMatchObject({ authorization: 'Bearer t2' });
  expect(asked.map(({ form }) => form['client_secret'])).toEqual([undefined, SECRET, SECRET]);
  expect(asked.map(({ authorization }) => authorization !== undefined)).toEqual([
    true,
    false,
    false,
  ]);
});

test.each([
  ['no token from auth.example.com: it answered 401 (invalid_client)', REFUSED],
  ['no token from auth.example.com: it answered 503', { status: 503, body: Buffer.from('<html>') }],
  [
    'no token from auth.example.com: it answered 400',
    { status: 400, json: { error: `${SECRET}\n` } },
  ],
  ['no token from auth.example.com: its answer holds no access_token', { json: { token: SECRET } }],
  ['no token from auth.example.com: its answer holds no access_token', { body: Buffer.from('[1') }],
  ['no token from auth.example.com: its answer holds no access_token', token('a\nb: c')],
  [
    'no token from auth.example.com: its token is of another kind than Bearer',
    token('t', { token_type: 'DPoP' }),
  ],
])('says why there is none: %s', async (sentence, answer) => {
  const { ask } = tokensUnderTest(answer);
  await expect(ask()).rejects.toThrow(new Error(sentence));
});

test('says why the endpoint does not answer', async () => {
  const send = () => Promise.reject(new Error('no answer: the connection was refused'));
  const { authenticate } = authenticatorUnderTest({ client: SECRET }, send);
  await expect(authenticate(probeRequest({ auth: { oauth2: CREDENTIALS } }))).rejects.toThrow(
    'no token from auth.example.com: no answer: the connection was refused',
  );
});

test('a client secret that was changed is read again once it is refused', async () => {
  const { ask, asked, secrets, advance } = tokensUnderTest(
    token('t1', { expires_in: 120 }),
    REFUSED,
    REFUSED,
    token('t2'),
  );
  await ask();
  secrets.set('client', 'changed');
  advance(60_000);
  await expect(ask()).rejects.toThrow('invalid_client');
  advance(10_000);
  expect((await ask()).headers).toMatchObject({ authorization: 'Bearer t2' });
  const last = asked.at(-1)?.authorization?.slice('Basic '.length) ?? '';
  expect(Buffer.from(last, 'base64').toString()).toBe('probe%3Ar:changed');
});
