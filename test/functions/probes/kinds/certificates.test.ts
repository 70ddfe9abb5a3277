import { createServer, type ServerOptions } from 'node:https';
import { SecureContexts } from '../../../../functions/probes/exchange/secure-contexts.ts';
import { createAddressGuard } from '../../../../functions/shared/address-guard.ts';
import { attemptAt, attemptUnderTest } from '../../../support/attempt-at.ts';
import { authenticatorUnderTest } from '../../../support/authenticator-under-test.ts';
import { tlsTarget } from '../../../support/probe-targets.ts';
import { SELF_SIGNED } from '../../../support/self-signed.ts';
import { closeTargets, listen } from '../../../support/target.ts';
import { TEST_AUTHORITY } from '../../../support/test-authority.ts';
import { TEST_CHAIN } from '../../../support/test-chain.ts';

afterEach(closeTargets);

const { ca, key, good, expired, other } = TEST_AUTHORITY;
const contexts = new SecureContexts(ca);

/** Counts the requests that reach it: none may where the certificate is not accepted. */
async function startHttps(options: ServerOptions) {
  let requests = 0;
  const server = createServer(options, ({ socket }, response) => {
    requests++;
    response.end(String('authorized' in socket && socket.authorized));
  });
  const { port } = await listen(server);
  return { port, url: `https://127.0.0.1:${port}/`, requests: () => requests };
}

test('a certificate that holds is told about, and its handshake has a time of its own', async () => {
  const { url } = await startHttps({ cert: good, key });
  const result = await attemptAt(url, {}, { contexts });
  expect(result).toMatchObject({
    outcome: 'up',
    certificate: {
      subject: 'localhost',
      issuer: 'Test Authority',
      expiresAt: '2125-10-01T00:00:00.000Z',
      daysLeft: 36105,
    },
  });
  expect(Object.keys(result.phases)).toEqual(['connectMs', 'tlsMs', 'firstByteMs', 'transferMs']);
});

test.each([-5, 5])('a clock that is %d minutes off makes no difference', async (minutes) => {
  const { url } = await startHttps({ cert: good, key });
  const now = () => new Date(Date.parse('2026-11-23T12:00:00Z') + minutes * 60_000);
  expect(await attemptAt(url, {}, { contexts, now })).toMatchObject({
    outcome: 'up',
    certificate: { daysLeft: 36105 },
  });
});

const REFUSED = [
  [
    'expired',
    { cert: expired, key },
    'its certificate expired 2213 days ago (CERT_HAS_EXPIRED)',
    -2214,
  ],
  [
    'for another name',
    { cert: other, key },
    'its certificate is for another name (ERR_TLS_CERT_ALTNAME_INVALID)',
    36105,
  ],
  [
    'signed by nobody',
    SELF_SIGNED,
    'its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)',
    expect.any(Number),
  ],
] as const;

test.each(REFUSED)('over https: %s', async (_, options, meaning, daysLeft) => {
  const { url, requests } = await startHttps(options);
  expect(await attemptAt(url, {}, { contexts })).toMatchObject({
    outcome: 'down',
    sentence: `no answer: ${meaning}`,
    certificate: { daysLeft },
  });
  expect(requests()).toBe(0);
});

test.each(REFUSED)('by itself: %s', async (_, options, meaning, daysLeft) => {
  const { port } = await startHttps(options);
  const target = tlsTarget({ host: '127.0.0.1', port });
  expect(await attemptUnderTest({ contexts })(target)).toMatchObject({
    outcome: 'down',
    sentence: `no answer: ${meaning}`,
    certificate: { daysLeft },
  });
});

test('a certificate that is looked at by itself', async () => {
  const { port } = await startHttps({ cert: good, key });
  const target = tlsTarget({ host: '127.0.0.1', port });
  const result = await attemptUnderTest({ contexts })(target);
  expect(result).toMatchObject({ outcome: 'up', certificate: { subject: 'localhost' } });
  expect(result.latencyMs).toBe(result.phases.connectMs);
});

test('one that expires too soon is down', async () => {
  const { port } = await startHttps({ cert: good, key });
  const soon = [{ on: 'certificate', atLeastDays: 40_000 }] as const;
  const target = tlsTarget({ host: '127.0.0.1', port, expect: soon });
  expect((await attemptUnderTest({ contexts })(target)).sentence).toBe(
    'certificate expires in 36105 days, expected at least 40000',
  );
});

test('we identify ourselves to a server that asks for it, and to its redirects nowhere else', async () => {
  const { url, port } = await startHttps({
    cert: good,
    key,
    ca,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const pem = JSON.stringify({ certificate: good, key });
  const { authenticate } = authenticatorUnderTest({ client: pem });
  const field = (name: string) => ({ secret: 'client', field: name });
  const auth = { mtls: { certificate: field('certificate'), key: field('key') } };
  expect(await attemptAt(url, { auth }, { contexts, authenticate })).toMatchObject({
    outcome: 'up',
  });
  expect((await attemptAt(url, {}, { contexts })).sentence).toMatch(
    /it wants a client certificate|the connection was cut/,
  );
  const elsewhere = await listen(
    createServer({ cert: good, key }, (_, response) => {
      response.writeHead(302, { location: url }).end();
    }),
  );
  const redirected = await attemptAt(
    `https://127.0.0.1:${elsewhere.port}/`,
    { auth, ports: [port] },
    { contexts, authenticate },
  );
  expect(redirected.outcome).toBe('down');
});

/** What is said of a server at shop.example with such a certificate, over https and by itself. */
async function lookedAtShop(own: string) {
  const cert = `${own}\n${TEST_CHAIN.intermediate}`;
  const { port } = await startHttps({ cert, key: TEST_CHAIN.key });
  const tools = {
    contexts: new SecureContexts(TEST_CHAIN.root),
    guard: createAddressGuard({
      allowPrivate: ['127.0.0.0/8'],
      resolve: (_, __, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    }),
  };
  return Promise.all([
    attemptAt(`https://shop.example:${port}/`, {}, tools),
    attemptUnderTest(tools)(tlsTarget({ host: 'shop.example', port })),
  ]);
}

test('what the server sends along is looked at too: the certificate that ends first counts', async () => {
  const first = { expiresAt: '2101-01-01T00:00:00.000Z', issuer: 'Test Intermediate' };
  for (const result of await lookedAtShop(TEST_CHAIN.named)) {
    expect(result).toMatchObject({ outcome: 'up', certificate: first });
  }
});

test('the subject names nobody where other names are given', async () => {
  for (const { sentence } of await lookedAtShop(TEST_CHAIN.misnamed)) {
    expect(sentence).toMatch('its certificate is for another name');
  }
});
