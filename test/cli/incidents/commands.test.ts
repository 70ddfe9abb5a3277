import { type AlertsCloud, startAlertsCloud } from '../../support/alerts-cloud.ts';

jest.setTimeout(60_000);

let cloud: AlertsCloud;
beforeAll(async () => {
  cloud = await startAlertsCloud();
});
afterAll(() => cloud.stop());

const iso = (minutesAgo: number) => new Date(cloud.clock.now() - minutesAgo * 60_000).toISOString();
const incidents = (...args: string[]) => cloud.afterprod('incidents', ...args, '--local');

test('list tells how long it took to detect and to restore each, and half of them', async () => {
  const over = (began: number, resolved: number) =>
    ({
      service: 'listed',
      status: 'resolved',
      beganAt: iso(began),
      resolvedAt: iso(resolved),
    }) as const;
  const slow = await cloud.keep(over(100, 40), 90);
  const fast = await cloud.keep(over(36, 16), 34);
  const open = await cloud.keep({ service: 'listed', beganAt: iso(5) }, 1);
  const { stdout } = await incidents('list', '--service', 'listed');
  const lines = stdout.split('\n');
  expect(lines[0]).toMatch(/^INCIDENT +SEVERITY +BEGAN +DETECTED AFTER +RESTORED AFTER +ALARMS$/);
  expect(lines[1]).toMatch(new RegExp(`^${open.id} +page +.* UTC +4 min +open +1$`));
  expect(lines[2]).toMatch(new RegExp(`^${fast.id} +page +.* UTC +2 min +20 min +1$`));
  expect(lines[3]).toMatch(new RegExp(`^${slow.id} +page +.* UTC +10 min +1 h 0 min +1$`));
  expect(lines[4]).toBe('Half of them were detected within 4 min and restored within 40 min.');
  const told = await cloud.told('incidents', 'list', '--service', 'listed');
  expect(told.incidents[1]).toMatchObject({ timeToDetectMs: 120_000, timeToRestoreMs: 1_200_000 });
  expect(told.incidents[0].timeToRestoreMs).toBeUndefined();
  expect(told.typical).toEqual({ timeToDetectMs: 240_000, timeToRestoreMs: 2_400_000 });
});

test('a test of a route is no incident', async () => {
  await cloud.keep({ service: 'test:hook' });
  const { stdout } = await incidents('list', '--service', 'test:hook');
  expect(stdout).toBe('No incident.\n');
});

test('show tells what happened, from before it began, and notes of people', async () => {
  const alert = await cloud.keep({ service: 'shown', beganAt: iso(7) }, 5);
  const release = { kind: 'release', text: 'abc123 went live\u001b[31m' } as const;
  await cloud.event(alert, { ...release, at: iso(9) });
  await cloud.event(alert, { kind: 'alarm', text: 'health-availability fires', at: iso(5) });
  expect((await incidents('note', alert.id, 'rolled\nback by hand')).stdout).toMatch(
    /^\d{4}-.* UTC {2}\S+: rolled back by hand\n$/,
  );
  const { stdout } = await incidents('show', 'shown');
  expect(stdout).toContain('  detected after 2 min, not restored yet\n');
  const timeline = stdout.split('Timeline (UTC)\n')[1]?.split('\n') ?? [];
  expect(timeline[0]).toMatch(
    /^ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}-2 min {2}release {2}abc123 went live \[31m$/,
  );
  expect(timeline[1]).toMatch(/ \+2 min {2}alarm {4}health-availability fires$/);
  expect(timeline[2]).toMatch(/ \+7 min {2}note {5}\S+: rolled back by hand$/);
  const told = await cloud.told('incidents', 'show', alert.id);
  expect(told).toMatchObject({ id: alert.id, timeToDetectMs: 120_000 });
  expect(told.timeline).toHaveLength(3);
});

test('the same note twice is two', async () => {
  const alert = await cloud.keep({ status: 'resolved', resolvedAt: iso(0) });
  await incidents('note', alert.id, 'again');
  await incidents('note', alert.id, 'again');
  expect(await cloud.store.eventsOf(alert.id)).toHaveLength(2);
});

test.each([
  [['show', 'nobody'], 1, "has no alert 'nobody'"],
  [['note', 'nobody', 'text'], 1, "has no alert 'nobody'"],
  [['note', 'nobody', ' \n'], 2, 'Write something'],
  [['note', 'nobody', 'x'.repeat(1_001)], 2, 'At most 1000 characters; this has 1001'],
  [['list', '--limit', '0'], 2, 'Give a whole number from 1 on'],
])('%j is refused in one line: exit code %i', async (args, code, reason) => {
  const refused = await incidents(...args);
  expect(refused).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(reason) });
});
