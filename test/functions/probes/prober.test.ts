import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { observe } from '../../support/observe.ts';
import { SELF_SIGNED } from '../../support/self-signed.ts';
import { closeTargets, listen, startTarget } from '../../support/target.ts';

afterEach(closeTargets);

test('tells status and the time of each phase', async () => {
  const target = await startTarget((_, response) => {
    setTimeout(() => response.end('well'), 50);
  });
  const observation = await observe(target.url);
  expect(observation).toMatchObject({ kind: 'answered', status: 200, redirects: 0 });
  expect(observation.phases).toEqual({
    connectMs: expect.any(Number),
    firstByteMs: expect.any(Number),
    transferMs: expect.any(Number),
  });
  expect(observation.phases.firstByteMs).toBeGreaterThanOrEqual(48);
  expect(observation.phases.firstByteMs).toBeLessThan(400);
});

test('a name is resolved, and that is timed too', async () => {
  const target = await startTarget((_, response) => response.end());
  const { phases } = await observe(`http://localhost:${target.port}/`, {}, [
    '127.0.0.0/8',
    '::1/128',
  ]);
  expect(phases.dnsMs).toEqual(expect.any(Number));
});

test('uses a new connection each time', async () => {
  const target = await startTarget((_, response) => response.end());
  await observe(target.url);
  await observe(target.url);
  expect(target.connections()).toBe(2);
});

test('a private target is refused unless it is allowed', async () => {
  const target = await startTarget((_, response) => response.end());
  expect((await observe(target.url, {}, [])).sentence).toBe(
    'no answer: 127.0.0.1 is loopback, not public',
  );
  expect(target.connections()).toBe(0);
});

test('a certificate that nobody signed is no answer', async () => {
  const server = createTlsServer(SELF_SIGNED, (_, response) => response.end());
  const { port } = await listen(server);
  const observation = await observe(`https://127.0.0.1:${port}/`);
  expect(observation.sentence).toBe(
    'no answer: its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)',
  );
});

test('over TLS the handshake has a time of its own, and does not count as latency', async () => {
  const server = createTlsServer(SELF_SIGNED, (_, response) => response.end());
  const { port } = await listen(server);
  const folder = mkdtempSync(path.join(tmpdir(), 'prober-'));
  writeFileSync(path.join(folder, 'ca.pem'), SELF_SIGNED.cert);
  // Node reads trusted certificates once, at its start: hence a process of its own.
  const script = `
    const { createProber } = require('./functions/probes/prober.ts');
    const { createAddressGuard } = require('./functions/shared/address-guard.ts');
    const guard = createAddressGuard({ allowPrivate: ['127.0.0.0/8'] });
    createProber(guard, () => performance.now())({ url: 'https://127.0.0.1:${port}/', giveUpAfterMs: 5000 })
      .then((observation) => console.log(JSON.stringify(observation)));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--require', 'tsx/cjs', '--eval', script],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem') } },
  );
  rmSync(folder, { recursive: true });
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'answered',
    status: 200,
    phases: { tlsMs: expect.any(Number), firstByteMs: expect.any(Number) },
  });
});
