import { probesOfSettings } from '../../../lib/probes/targets-of-settings.ts';
import type { ProbeSettings } from '../../../lib/settings/probe-settings.ts';
import type { Settings } from '../../../lib/settings.ts';

const stage = { region: 'eu-central-1' };

function prober(probes: readonly ProbeSettings[], settings: Partial<Settings> = {}) {
  return probesOfSettings({ ...settings, probes }, stage, 'https://shop.example.com');
}

test('probes of one schedule are one group, and those of seconds run within that of each minute', () => {
  const { groups, config } = prober([
    { name: 'a', path: '/' },
    { name: 'b', path: '/', every: '10s' },
    { name: 'c', path: '/', every: '24h' },
    { name: 'd', path: '/', cron: ' 0 6  ? * MON-FRI * ', timeZone: 'Europe/Berlin' },
    { name: 'e', path: '/', cron: '0 6 ? * MON-FRI *', timeZone: 'Europe/Berlin' },
    { name: 'f', path: '/', cron: '0 6 ? * MON-FRI *' },
  ]);
  const cron = (name: string, timeZone: string) => ({
    name,
    schedule: 'cron(0 6 ? * MON-FRI *)',
    timeZone,
  });
  const names = config.targets.map(({ group }) => group);
  expect(groups).toEqual([
    { name: 'rate-1m', schedule: 'rate(1 minute)', everyMinutes: 1 },
    { name: 'rate-1440m', schedule: 'rate(1440 minutes)', everyMinutes: 1440 },
    cron(names[3] ?? '', 'Europe/Berlin'),
    cron(names[5] ?? '', 'UTC'),
  ]);
  expect(config.groups?.[0]).toEqual({ name: 'rate-1m', schedule: 'rate(1 minute)' });
  expect(config.groups?.[2]).toEqual(cron(names[3] ?? '', 'Europe/Berlin'));
  expect(names[4]).toBe(names[3]);
  expect(names[3]).toMatch(/^cron-[0-9a-f]{8}$/);
  const [once, often] = config.targets;
  expect(once).not.toHaveProperty('everySeconds');
  expect(often).toMatchObject({ group: 'rate-1m', everySeconds: 10, giveUpAfterMs: 3_000 });
});

test('a probe without a schedule has that of all', () => {
  expect(prober([{ name: 'a', path: '/' }], { probeInterval: '5m' }).groups).toEqual([
    { name: 'rate-5m', schedule: 'rate(5 minutes)', everyMinutes: 5 },
  ]);
});
