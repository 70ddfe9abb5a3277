import * as fc from 'fast-check';
import { checkSettings } from '../../../lib/check-settings.ts';
import { probesOfSettings } from '../../../lib/probes/targets-of-settings.ts';
import { SettingsError } from '../../../lib/settings/settings-error.ts';
import { someSettings } from '../../support/settings.ts';

/** Of every kind, with every setting: afresh each time, for a test to spoil. */
const everything = () => ({
  probes: [
    {
      name: 'web',
      path: '/health',
      method: 'POST',
      headers: { accept: 'text/html', 'x-key': { parameter: '/shop/key' } },
      body: { json: { a: ['b', 1] } },
      redirects: 2,
      ports: [8443],
      auth: { basic: { user: 'ann', password: { secret: 'shop/probe', field: 'password' } } },
      every: '10s',
      timeout: '2s',
      expect: {
        status: ['200-299', 404],
        headers: { etag: { exists: true }, server: 'shop' },
        body: { contains: 'a', matches: ['^b'] },
        json: { '$.a': { oneOf: ['x', null], above: 1 } },
        certificateDays: 14,
        headersWithin: '1s',
        totalWithin: '1s',
      },
    },
    { name: 'site', url: 'https://example.com/', cron: '0 6 ? * MON *', timeZone: 'UTC' },
    { name: 'db', tcp: 'db.example.com:5432' },
    { name: 'mx', dns: 'example.com', record: 'MX', expect: { record: { contains: 'mail' } } },
    { name: 'mail', tls: 'mail.example.com:993', expect: { certificateDays: 21 } },
    {
      name: 'order',
      journey: [
        { name: 'in', path: '/', extract: { token: { json: '$.token' } } },
        {
          name: 'on',
          url: 'https://example.com/{{token}}',
          auth: { sigv4: { region: 'eu-west-1' } },
        },
      ],
    },
    { name: 'backup', heartbeat: { period: '24h', grace: '1h' } },
  ],
  maintenance: [{ probes: ['web'], days: ['mon'], from: '02:00', for: '2h', timeZone: 'UTC' }],
  probeRegions: ['eu-west-1'],
  probeQuorum: 2,
});

const plausible = fc.constantFrom<unknown>(
  '1m',
  '3s',
  '/x',
  'x',
  'https://example.com/',
  200,
  0,
  true,
  null,
  [],
  {},
  [200],
  { secret: 'x' },
  { json: '$.a' },
  'a.example.com:1',
);
const garbage = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });

/** Settings of which one value, anywhere among those of probes, is another. */
const spoilt = fc
  .tuple(fc.constantFrom(...pathsIn(everything())), fc.oneof(plausible, garbage))
  .map(([path, value]) => ({ ...someSettings(), ...withValue(everything(), path, value) }));

test('takes every setting', () => {
  expect(() => checkSettings({ ...someSettings(), ...everything() })).not.toThrow();
});

test('answers garbage by a SettingsError; what it takes has a target for each probe', () => {
  fc.assert(
    fc.property(spoilt, (settings) => {
      const checked = checkedOf(settings);
      if (!checked) return true;
      const { config } = probesOfSettings(
        checked,
        { region: 'eu-central-1' },
        'https://a.example/',
      );
      return JSON.parse(JSON.stringify(config)).targets.length === checked.probes.length;
    }),
    { numRuns: 150 },
  );
});

function checkedOf(settings: unknown) {
  try {
    return checkSettings(settings);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}

type Path = readonly string[];

/** Of every value, those of objects and lists, too. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

function withValue<Whole extends object>(whole: Whole, path: Path, value: unknown): Whole {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => Reflect.get(Object(at), key), whole);
  Reflect.set(Object(parent), path.at(-1) ?? '', value);
  return whole;
}
