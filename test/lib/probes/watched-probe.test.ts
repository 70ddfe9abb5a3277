import { type WatchedProbe, watchedProbes } from '../../../lib/probes/watched-probe.ts';
import type { ProbeSettings } from '../../../lib/settings/probe-settings.ts';

const ofService = (name: string): ProbeSettings => ({ name, path: '/' });
const ofOthers = (name: string): ProbeSettings => ({ name, url: 'https://example.com/' });

const many = (count: number, make: (name: string) => ProbeSettings) =>
  Array.from({ length: count }, (_, index) => make(`${make.name}-${index}`));

const banded = (watched: readonly WatchedProbe[]) =>
  watched.filter(({ hasBand }) => hasBand).map(({ name }) => name);

test('each probe is watched as often as it runs, in whole minutes', () => {
  const probes: readonly ProbeSettings[] = [
    ofService('usual'),
    { ...ofService('fast'), every: '10s' },
    { ...ofService('slow'), every: '1h' },
    { ...ofService('nightly'), cron: '0 2 * * ? *' },
  ];
  expect(watchedProbes({ probes, probeInterval: '5m' })).toMatchObject([
    { name: 'usual', everyMinutes: 5 },
    { name: 'fast', everyMinutes: 1 },
    { name: 'slow', everyMinutes: 60 },
    { name: 'nightly' },
  ]);
  expect(watchedProbes({ probes })[3]).not.toHaveProperty('everyMinutes');
});

test('only answers that come all the time have a latency of which the usual is learned', () => {
  const probes: readonly ProbeSettings[] = [
    ofService('page'),
    ofOthers('other'),
    { name: 'order', journey: [{ name: 'cart', path: '/cart' }] },
    { name: 'database', tcp: 'db.example.com:5432' },
    { name: 'mail', dns: 'example.com' },
    { name: 'certificate', tls: 'example.com:443' },
    { name: 'backup', heartbeat: { period: '24h' } },
    { ...ofService('rare'), every: '2h' },
    { ...ofService('nightly'), cron: '0 2 * * ? *' },
  ];
  expect(banded(watchedProbes({ probes }))).toEqual(['page', 'other', 'order']);
});

test('20 have a band; beyond that only those of the service itself, and 20 of them', () => {
  const twenty = [...many(15, ofOthers), ...many(5, ofService)];
  expect(banded(watchedProbes({ probes: twenty }))).toHaveLength(20);
  const more = [...many(15, ofOthers), ...many(6, ofService)];
  expect(banded(watchedProbes({ probes: more }))).toEqual(
    many(6, ofService).map(({ name }) => name),
  );
  const most = [...many(1, ofOthers), ...many(30, ofService)];
  expect(banded(watchedProbes({ probes: most }))).toHaveLength(20);
});

test.each<readonly [string, Partial<ProbeSettings>, number]>([
  ['what it is expected to need', { expect: { headersWithin: '800ms' } }, 800],
  ['that of the whole answer', { expect: { headersWithin: '1s', totalWithin: '2s' } }, 2_000],
  ['half of its timeout', { timeout: '4s' }, 2_000],
  ['half of the default one', {}, 5_000],
])('slow, until its band has learned, is more than %s', (_, said, slowMs) => {
  const probe = { ...ofService('page'), ...said } as ProbeSettings;
  expect(watchedProbes({ probes: [probe] })).toMatchObject([{ slowMs }]);
});

test('a journey is slow by the sum of its steps, or by half of its timeout', () => {
  const journey = [
    { name: 'cart', path: '/cart', expect: { totalWithin: '1s' as const } },
    { name: 'pay', path: '/pay', expect: { headersWithin: '2s' as const } },
  ];
  const probes: readonly ProbeSettings[] = [
    { name: 'order', journey },
    { name: 'return', journey: [...journey, { name: 'back', path: '/back' }] },
  ];
  expect(watchedProbes({ probes })).toMatchObject([{ slowMs: 3_000 }, { slowMs: 10_000 }]);
});
