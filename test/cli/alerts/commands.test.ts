import type { Delivery, PendingMessage } from '../../../functions/alerts/delivery.ts';
import { type AlertsCloud, startAlertsCloud } from '../../support/alerts-cloud.ts';

jest.setTimeout(60_000);

let cloud: AlertsCloud;
beforeAll(async () => {
  cloud = await startAlertsCloud();
});
afterAll(() => cloud.stop());

const iso = (minutesAgo: number) => new Date(cloud.clock.now() - minutesAgo * 60_000).toISOString();

function pending(differences: Partial<PendingMessage> = {}): PendingMessage {
  const nextAttemptAt = new Date(cloud.clock.now() + 40_000).toISOString();
  return {
    id: 'm1',
    kind: 'trigger',
    revision: 1,
    severity: 'page',
    body: '{}',
    attempts: 3,
    nextAttemptAt,
    lastFailure: 'answered 500',
    ...differences,
  };
}

async function deliver(alertId: string, route: string, differences: Partial<Delivery>) {
  const { version } = await cloud.store.readDelivery(alertId, route);
  const delivery = { alertId, route, version: version + 1, messages: 1, ...differences };
  expect(await cloud.store.saveDelivery(delivery, version)).toBe(true);
}

test('list tells of each alert what fires and whom it has reached', async () => {
  const alert = await cloud.keep({}, 12);
  const told = { toldKind: 'trigger', toldRevision: 1, toldAt: iso(11) } as const;
  await deliver(alert.id, 'email-page', told);
  await deliver(alert.id, 'hook', { pending: pending() });
  await deliver(alert.id, 'duty', { unconnectedAt: iso(10) });
  const { stdout } = await cloud.alerts('list', '--service', alert.service);
  expect(stdout.split('\n').slice(0, 6)).toEqual([
    `${alert.id}  page, open for 12 min`,
    `    1 fires: shop-prod-${alert.service}-availability`,
    '    duty is not connected: nobody is there',
    '    email-page told 11 min ago',
    '    hook the trigger failed 3 times (answered 500), again in 40 s',
    expect.any(String),
  ]);
});

test('list warns of routes that nobody is at the end of', async () => {
  const { unconnected } = await cloud.told('alerts', 'list');
  expect(unconnected).toEqual(['email-info', 'hook', 'duty', 'chat']);
  const { stdout } = await cloud.alerts('list');
  expect(stdout).toContain('Route hook is not connected: afterprod alerts connect hook\n');
});

test('list goes on where the page before has ended, and refuses what is no time', async () => {
  const older = await cloud.keep({ service: 'paged' }, 3);
  const newer = await cloud.keep({ service: 'paged' }, 2);
  const page = (...more: string[]) =>
    cloud.told('alerts', 'list', '--service', 'paged', '--limit', '1', ...more);
  const first = await page();
  expect(first.alerts).toMatchObject([{ id: newer.id }]);
  expect((await page('--before', first.next)).alerts).toMatchObject([{ id: older.id }]);
  expect(await cloud.alerts('list', '--before', 'yesterday')).toMatchObject({
    code: 2,
    stderr: "error: --before 'yesterday' is no time. Write it as 2026-11-23T11:04:00Z.\n",
  });
});

test('show tells one alert whole: measured, owner, runbook, and what each route has', async () => {
  const alert = await cloud.keep({ service: 'shown' }, 5);
  const [name = ''] = Object.keys(alert.alarms);
  const worse = {
    ...alert.alarms[name],
    measured: { value: 812.51, lower: 80, upper: 240 },
    metricName: 'Latency',
  };
  const runbook = 'https://wiki.example.com/shown';
  const alarms = { [name]: { ...worse, owner: 'shop\u001b[31m', runbook } };
  await cloud.keep({ ...alert, alarms } as typeof alert, 5);
  await deliver(alert.id, 'hook', { pending: pending({ isDead: true, attempts: 12 }) });
  const { stdout } = await cloud.alerts('show', alert.id);
  expect(stdout).toContain(`  ${name}  page, fires for 5 min\n`);
  expect(stdout).toContain('    Latency was 813 ms, normal is 80 to 240 ms\n');
  expect(stdout).toContain(`    owner: shop [31m\n    ${runbook}\n`);
  expect(stdout).toContain('  hook  the trigger failed 12 times (answered 500) and was given up\n');
  expect((await cloud.told('alerts', 'show', 'shown')).id).toBe(alert.id);
  expect(await cloud.alerts('show', 'nobody')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: Stage prod has no alert 'nobody', .*alerts list\n$/),
  });
});

test('routes tells who hears of what, and whether anybody is there', async () => {
  const { stdout } = await cloud.alerts('routes');
  expect(stdout.split('\n')).toEqual([
    'ROUTE       CHANNEL    SEVERITIES   SERVICES    HOURS                              CONNECTED',
    'email-page  e-mail     page         all         any                                yes',
    'email-info  e-mail     info         all         any                                no: nobody subscribed (severities in the settings)',
    'hook        webhook    page ticket  storefront  mon tue 08:00-18:00 Europe/Berlin  no: afterprod alerts connect hook',
    'duty        pagerduty  page         all         any                                no: afterprod alerts connect duty',
    'chat        slack      ticket       all         any                                no: afterprod alerts connect chat',
    '',
  ]);
  const { routes } = await cloud.told('alerts', 'routes');
  expect(routes[2]).toMatchObject({ name: 'hook', connection: 'none' });
});

test('redrive gives again what was given up, and wakes the deliverer; the rest of the letters too', async () => {
  const alert = await cloud.keep();
  const other = await cloud.keep();
  await deliver(alert.id, 'hook', { pending: pending({ isDead: true }) });
  await deliver(alert.id, 'email-page', { toldKind: 'trigger', toldAt: iso(0) });
  await cloud.send('alerts-deliveries-dlq', { alertId: alert.id, route: 'hook', why: 'gone' });
  await cloud.send('alerts-deliveries-dlq', { alertId: other.id, route: 'hook' });
  await cloud.send('alerts-deliveries-dlq', { poison: true });
  const { stdout } = await cloud.alerts('redrive', alert.id);
  expect(stdout).toBe(`${alert.id}: the trigger is on its way to hook again\n`);
  const wake = { alertId: alert.id, route: 'hook' };
  expect(await cloud.received('alerts-deliveries')).toEqual([wake, wake]);
  expect(await cloud.received('alerts-deliveries-dlq')).toHaveLength(2);
  const { pending: again } = await cloud.store.readDelivery(alert.id, 'hook');
  expect(again).toMatchObject({ id: 'm1', attempts: 0, nextAttemptAt: iso(0) });
  expect(again?.isDead).toBeUndefined();
  expect((await cloud.store.readService(alert.service)).untold).toContain(alert.id);

  await cloud.send('alerts-transitions-dlq', { any: 'thing' });
  const all = await cloud.told('alerts', 'redrive');
  expect(all).toMatchObject({ wakeUps: 1, transitions: 1 });
  expect(await cloud.received('alerts-deliveries-dlq')).toEqual([{ poison: true }]);
  await cloud.clock.idle();
  expect(await cloud.received('alerts-transitions')).toContainEqual({ any: 'thing' });
  expect((await cloud.alerts('redrive', alert.id)).stdout).toBe('Nothing was given up.\n');
});

test.each([
  [['show'], 2, "missing required argument 'id'"],
  [['list', '--limit', '101'], 2, 'At most 100'],
  [['test', 'hok'], 2, "has no route 'hok'. Did you mean hook? Known: email-page"],
  [['test', 'hook', '--timeout', '1s'], 2, 'Give 10s to 10m'],
  [['connect', 'email-page'], 2, 'Route email-page is e-mail'],
  [['connect', 'hook'], 2, 'nothing came. Pipe it in, or type it'],
  [['connect', 'hook', '--url', 'ftp://example.com/'], 2, 'it must with https://'],
  [['key', 'chat'], 2, 'Route chat is slack: only webhooks are signed'],
  [['mute', 'storefront', '2h'], 2, "required option '--because <why>' not specified"],
  [['mute', 'storefront', '16d', '--because', 'x'], 2, 'CloudWatch mutes from 1m to 15d'],
  [['mute', 'storefront', '30s', '--because', 'x'], 2, 'CloudWatch mutes from 1m to 15d'],
  [['mute', 'storefront', '2', '--because', 'x'], 2, 'Give a number with a unit'],
  [['mute', 'storefront', '2h', '--because', ' '], 2, 'Give a reason'],
  [['mute', 'storefrnt', '2h', '--because', 'x'], 2, 'Did you mean storefront? Known: afterprod'],
])('%j is refused in one line: exit code %i', async (args, code, reason) => {
  const refused = await cloud.alerts(...args);
  expect(refused).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(reason) });
  expect(refused.stderr.trimEnd()).not.toContain('\n');
});
