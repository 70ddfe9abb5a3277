import { createAddressGuard } from '../../../../functions/shared/address-guard.ts';
import { attemptAt, attemptUnderTest } from '../../../support/attempt-at.ts';
import { tcpTarget, tlsTarget } from '../../../support/probe-targets.ts';
import { closeTargets, startRawTarget, startTarget } from '../../../support/target.ts';

afterEach(closeTargets);

test('a port that accepts a connection is up', async () => {
  const { port } = await startRawTarget(() => undefined);
  const result = await attemptUnderTest()(tcpTarget({ host: '127.0.0.1', port }));
  expect(result).toMatchObject({ outcome: 'up', phases: { connectMs: expect.any(Number) } });
  expect(result.latencyMs).toBe(result.phases.connectMs);
});

test('a port where nobody listens is down', async () => {
  const { port } = await startRawTarget(() => undefined);
  await closeTargets();
  expect(await attemptUnderTest()(tcpTarget({ host: '127.0.0.1', port }))).toMatchObject({
    outcome: 'down',
    sentence: 'no answer: the connection was refused (ECONNREFUSED)',
  });
});

test('a handshake that is cut is down', async () => {
  const { port } = await startRawTarget((socket) => socket.once('data', () => socket.destroy()));
  expect(await attemptUnderTest()(tlsTarget({ host: '127.0.0.1', port }))).toMatchObject({
    outcome: 'down',
    sentence: 'no answer: the connection was cut (ECONNRESET)',
  });
});

const FORBIDDEN = createAddressGuard();
const REBOUND = createAddressGuard({
  resolve: (_, __, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
});

test.each([
  ['an address', '127.0.0.1', FORBIDDEN, '127.0.0.1 is loopback, not public'],
  ['an address in brackets of URLs', '::1', FORBIDDEN, '::1 is loopback, not public'],
  ['an address in octal', '0177.0.0.1', FORBIDDEN, '127.0.0.1 is loopback, not public'],
  ['a name', 'db.example', REBOUND, 'db.example is 127.0.0.1, loopback, not public'],
])('%s in a private range is refused for every kind', async (_, host, guard, why) => {
  const target = await startTarget((__, response) => response.end());
  const { port } = target;
  const attempt = attemptUnderTest({ guard });
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
  const results = [
    await attemptAt(url, {}, { guard }),
    await attempt(tcpTarget({ host, port })),
    await attempt(tlsTarget({ host, port })),
  ];
  const refused = { outcome: 'down', sentence: `no answer: ${why}` };
  expect(results).toMatchObject([refused, refused, refused]);
  expect(target.connections()).toBe(0);
});
