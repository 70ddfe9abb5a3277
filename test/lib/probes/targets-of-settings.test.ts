import { App, Fn, Stack } from 'aws-cdk-lib';
import { probesJson } from '../../../lib/probes/probes-json.ts';
import { probesOfSettings } from '../../../lib/probes/targets-of-settings.ts';
import type { ProbeSettings } from '../../../lib/settings/probe-settings.ts';
import type { Settings } from '../../../lib/settings.ts';

const stage = { region: 'eu-central-1' };

function prober(probes: readonly ProbeSettings[], settings: Partial<Settings> = {}) {
  return probesOfSettings({ ...settings, probes }, stage, 'https://shop.example.com');
}

/** The only target of one probe. */
function targetOf(probe: ProbeSettings) {
  const [target] = prober([probe]).config.targets;
  return target;
}

test('a path is below the service, asked by GET, and healthy with 2xx and a certificate for a week', () => {
  expect(targetOf({ name: 'health', path: '/health' })).toEqual({
    kind: 'http',
    name: 'health',
    group: 'rate-1m',
    giveUpAfterMs: 10_000,
    request: {
      method: 'GET',
      url: 'https://shop.example.com/health',
      headers: {},
      maxRedirects: 5,
      ports: [],
    },
    expect: [
      { on: 'status', ranges: [[200, 299]] },
      { on: 'certificate', atLeastDays: 7 },
    ],
  });
});

test('what holds of a header may be said in full', () => {
  const expected = targetOf({
    name: 'a',
    path: '/',
    expect: { headers: { server: { equals: 'shop' }, etag: { exists: false } } },
  })?.expect;
  expect(expected).toContainEqual({ on: 'header', name: 'server', is: { equals: 'shop' } });
  expect(expected).toContainEqual({ on: 'header', name: 'etag', is: { exists: false } });
});

test('no certificate is asked of an address without one', () => {
  const plain = targetOf({ name: 'plain', url: 'http://example.com:8080/' });
  expect(plain?.expect).toEqual([{ on: 'status', ranges: [[200, 299]] }]);
});

test('each expectation of the settings is one of the prober', () => {
  const expected = targetOf({
    name: 'health',
    path: '/health',
    expect: {
      status: [200, '300-399'],
      headers: { 'Content-Type': { contains: 'json', excludes: 'utf-16' }, server: 'shop' },
      body: { contains: ['ok', 'ready'], matches: '^.ok' },
      json: { '$.queue': { atMost: 10, exists: true }, '$.state': 'up', '$.list': [1] },
      certificateDays: 14,
      headersWithin: '300ms',
      totalWithin: '2s',
    },
  })?.expect;
  expect(expected).toEqual([
    {
      on: 'status',
      ranges: [
        [200, 200],
        [300, 399],
      ],
    },
    { on: 'header', name: 'content-type', is: { contains: 'json' } },
    { on: 'header', name: 'content-type', is: { excludes: 'utf-16' } },
    { on: 'header', name: 'server', is: { equals: 'shop' } },
    { on: 'body', is: { contains: 'ok' } },
    { on: 'body', is: { contains: 'ready' } },
    { on: 'body', is: { matches: '^.ok' } },
    { on: 'json', path: '$.queue', is: { atMost: 10 } },
    { on: 'json', path: '$.queue', is: { exists: true } },
    { on: 'json', path: '$.state', is: { equals: 'up' } },
    { on: 'json', path: '$.list', is: { equals: [1] } },
    { on: 'certificate', atLeastDays: 14 },
    { on: 'headersWithin', ms: 300 },
    { on: 'totalWithin', ms: 2_000 },
  ]);
});

test.each<[ProbeSettings, object]>([
  [
    { name: 'db', tcp: 'db.example.com:5432', expect: { totalWithin: '1s' } },
    { kind: 'tcp', host: 'db.example.com', port: 5432, expect: [{ on: 'totalWithin', ms: 1_000 }] },
  ],
  [
    { name: 'v6', tcp: '[2001:db8::1]:53' },
    { kind: 'tcp', host: '2001:db8::1', port: 53, expect: [] },
  ],
  [
    { name: 'mx', dns: 'example.com', record: 'MX', expect: { record: '10 mail.example.com' } },
    {
      kind: 'dns',
      host: 'example.com',
      record: 'MX',
      expect: [{ on: 'record', is: { equals: '10 mail.example.com' } }],
    },
  ],
  [
    { name: 'a', dns: 'example.com' },
    { kind: 'dns', record: 'A', expect: [] },
  ],
  [
    { name: 'mail', tls: 'mail.example.com:993', expect: { certificateDays: 21 } },
    {
      kind: 'tls',
      host: 'mail.example.com',
      port: 993,
      expect: [{ on: 'certificate', atLeastDays: 21 }],
    },
  ],
  [
    { name: 'backup', heartbeat: { period: '24h', grace: '1h' } },
    { kind: 'heartbeat', periodMs: 86_400_000, graceMs: 3_600_000, expect: [] },
  ],
])('%j is a target of its own kind', (probe, expected) => {
  expect(targetOf(probe)).toMatchObject(expected);
});

test('a journey is its steps, and has 20 seconds', () => {
  const journey = targetOf({
    name: 'order',
    journey: [
      {
        name: 'login',
        path: '/login',
        method: 'POST',
        body: { form: { user: 'ann' } },
        extract: { token: { json: '$.token' } },
      },
      { name: 'open', url: 'http://example.com/', headers: { 'X-Token': '{{token}}' } },
    ],
  });
  expect(journey).toMatchObject({
    kind: 'journey',
    giveUpAfterMs: 20_000,
    steps: [
      {
        name: 'login',
        request: { url: 'https://shop.example.com/login', body: { form: { user: 'ann' } } },
        extract: { token: { json: '$.token' } },
      },
      {
        request: { url: 'http://example.com/', headers: { 'x-token': '{{token}}' } },
        expect: [{ on: 'status' }],
        extract: {},
      },
    ],
  });
});

test('windows of maintenance have their time in milliseconds, and UTC unless they say otherwise', () => {
  const maintenance = [{ probes: ['a'], from: '02:00', for: '2h' }] as const;
  expect(prober([{ name: 'a', path: '/' }], { maintenance }).config.maintenance).toEqual([
    { probes: ['a'], from: '02:00', durationMs: 7_200_000, timeZone: 'UTC' },
  ]);
});

test("a service's address that is known at deployment is one value, with its protocol", () => {
  const stack = new Stack(new App(), 'Test');
  const root = `https://${Fn.ref('Api')}.execute-api.${Fn.ref('AWS::Region')}.amazonaws.com/prod`;
  const { config } = probesOfSettings(
    {
      probes: [
        { name: 'a', path: '/a' },
        { name: 'b', path: '/b' },
      ],
    },
    stage,
    root,
  );
  const { text, values } = probesJson(config, stack);
  expect(JSON.parse(text).targets).toMatchObject([
    { request: { url: '@@0@@a' } },
    { request: { url: '@@0@@b' } },
  ]);
  expect(stack.resolve(values)).toEqual([stack.resolve(`${root}/`)]);
});

test.each(['https://shop.example.com', 'https://shop.example.com/'])(
  'a path is below %s',
  (serviceUrl) => {
    const settings = { probes: [{ name: 'health', path: '/health' }] } as const;
    const { config } = probesOfSettings(settings, { region: 'eu-central-1' }, serviceUrl);
    expect(config.targets).toMatchObject([{ request: { url: 'https://shop.example.com/health' } }]);
  },
);

test.each<[readonly object[], string]>([
  [[], 'probes: must not be empty'],
  [[{ name: 'a', path: 'health' }], "probes[0].path: must be a path from the service's root"],
  [[{ name: 'a', path: '/', every: '15s' }], 'probes[0].every: must be 10s, 20s, 30s'],
  [
    [
      { name: 'a', path: '/' },
      { name: 'a', path: '/' },
    ],
    'probes[1].name: is the same as',
  ],
])('who makes the construct by hand hears of %j', (probes, expected) => {
  expect(() => Reflect.apply(prober, undefined, [probes])).toThrow(expected);
});
