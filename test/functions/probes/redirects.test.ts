import { performance } from 'node:perf_hooks';
import { createProber } from '../../../functions/probes/prober.ts';
import { createAddressGuard } from '../../../functions/shared/address-guard.ts';
import { observe, targetOf } from '../../support/observe.ts';
import { closeTargets, startTarget } from '../../support/target.ts';

afterEach(closeTargets);

async function startRedirect(location: string | ((path: string) => string), status = 302) {
  return startTarget(({ url = '' }, response) => {
    if (url === '/arrived') response.end();
    else {
      const to = typeof location === 'string' ? location : location(url);
      response.writeHead(status, { location: to }).end();
    }
  });
}

test.each([301, 302, 303, 307, 308])('a redirect with %d is followed', async (status) => {
  const target = await startRedirect('/arrived', status);
  expect(await observe(target.url)).toMatchObject({ status: 200, redirects: 1 });
});

test('redirects are not followed for ever', async () => {
  const target = await startRedirect((path) => `${path}x`);
  expect((await observe(target.url)).sentence).toBe('no answer: it redirects more than 5 times');
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
  expect((await observe(target.url)).sentence).toContain(sentence);
});

test('redirects to a name that resolves to a private address are refused', async () => {
  const secret = await startTarget((_, response) => response.end());
  const target = await startRedirect(`http://localhost:${secret.port}/`);
  // The redirect may use the port that the first URL named, so the name must be the obstacle.
  const prober = createProber(
    createAddressGuard({
      allowPrivate: ['127.0.0.0/8'],
      resolve: (_, __, callback) => callback(null, [{ address: '10.0.0.1', family: 4 }]),
    }),
    () => performance.now(),
  );
  const rebound = await startRedirect(`http://internal.example/`);
  expect(await prober(targetOf(rebound.url))).toMatchObject({
    code: 'ADDRESS_REFUSED',
    message: 'internal.example is 10.0.0.1, private, not public',
  });
  expect((await observe(target.url)).sentence).toContain('is not allowed');
  expect(secret.connections()).toBe(0);
});
