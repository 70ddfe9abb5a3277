import { type AlertsCloud, startAlertsCloud } from '../../support/alerts-cloud.ts';

jest.setTimeout(60_000);

let cloud: AlertsCloud;
beforeEach(async () => {
  cloud = await startAlertsCloud();
});
afterEach(() => cloud.stop());

const mute = (duration: string, ...more: string[]) =>
  cloud.told('alerts', 'mute', 'storefront', duration, '--because', 'the database moves', ...more);

test("a service's alarms are muted from the next minute on, and the open alert's timeline says so", async () => {
  const alert = await cloud.keep({ service: 'storefront' });
  const { from, until, alarms, changed } = await mute('2h');
  expect(changed).toBe(true);
  expect(alarms).toEqual(['shop-prod-storefront-availability', 'shop-prod-storefront-latency']);
  expect(Date.parse(until) - Date.parse(from)).toBe(2 * 3_600_000);
  expect(Date.parse(from) - cloud.clock.now()).toBeLessThanOrEqual(60_000);
  expect(Date.parse(from) - cloud.clock.now()).toBeGreaterThan(0);
  const { mutes } = await cloud.told('alerts', 'mutes');
  expect(mutes).toMatchObject([
    { service: 'storefront', because: 'the database moves', from, until, alarms, isActive: false },
  ]);
  expect(await cloud.store.eventsOf(alert.id)).toMatchObject([
    { kind: 'mute', text: expect.stringMatching(/^muted until .* UTC: the database moves$/) },
  ]);
  await cloud.clock.advance(61_000);
  const { stdout } = await cloud.alerts('mutes');
  expect(stdout).toMatch(
    /^SERVICE .*\nstorefront {2}until \d{4}-.* UTC {2}2 .* the database moves\n$/,
  );
});

test('what is muted as long already is so already; longer is another silence', async () => {
  await mute('2h');
  expect(await mute('1h')).toMatchObject({ changed: false });
  await cloud.clock.advance(1_000);
  expect(await mute('3h')).toMatchObject({ changed: true });
  expect((await cloud.told('alerts', 'mutes')).mutes).toHaveLength(2);
});

test('unmute ends all silences of the service; then there is none to end', async () => {
  await mute('2h');
  await mute('3h');
  expect((await cloud.alerts('unmute', 'storefront')).stdout).toBe('storefront is heard again.\n');
  expect((await cloud.alerts('mutes')).stdout).toBe('Nothing is muted.\n');
  expect(await cloud.told('alerts', 'unmute', 'storefront')).toMatchObject({ changed: false });
});

test('in prod on AWS it asks, or wants --yes', async () => {
  const args = ['alerts', 'mute', 'storefront', '2h', '--because', 'x'];
  expect(await cloud.onAws(...args)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('2 alarms of storefront tell nobody from'),
  });
  expect((await cloud.told('alerts', 'mutes')).mutes).toEqual([]);
});

test('status tells open alerts, page routes that reach nobody, and what is muted', async () => {
  const alert = await cloud.keep({ service: 'storefront' }, 5);
  await cloud.keep({ service: 'test:hook' });
  await mute('2h');
  await cloud.clock.advance(61_000);
  const { stdout } = await cloud.afterprod('status', '--local');
  expect(stdout).toContain(`Alerts\n  ${alert.id}  page, open for 6 min\n`);
  expect(stdout).toContain('  route hook reaches nobody: afterprod alerts routes\n');
  expect(stdout).not.toContain('route chat');
  expect(stdout).toMatch(/^ {2}muted: storefront until .* by .*: the database moves$/m);
  const { alerts } = await cloud.told('status');
  expect(alerts).toMatchObject([{ id: alert.id }]);
});
