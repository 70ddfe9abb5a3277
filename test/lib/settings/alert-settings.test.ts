import * as fc from 'fast-check';
import { flawsOf, someSettings } from '../../support/settings.ts';

const slack = { name: 'chat', slack: {} };
const hook = { name: 'hook', webhook: {} };

const withAlerts = (alerts: unknown): object => ({ ...someSettings(), alerts });
const withRoute = (route: object): object => withAlerts({ routes: [{ ...slack, ...route }] });

test('takes every channel, and all that can be set', () => {
  const alerts = {
    routes: [
      { name: 'hook', webhook: { url: 'https://hooks.example.com/x?y=1', rotateEvery: '90d' } },
      { name: 'pager', severities: ['page'], pagerDuty: { region: 'eu' } },
      { name: 'chat', services: ['shop', 'afterprod'], slack: {} },
      {
        name: 'office',
        teams: {},
        hours: { days: ['mon', 'fri'], from: '08:00', to: '18:00', timeZone: 'Europe/Berlin' },
      },
      { ...slack, name: 'night', hours: { from: '22:00', to: '06:00', timeZone: 'UTC' } },
      {
        ...slack,
        name: 'weekend',
        hours: { days: ['sat'], from: '00:00', to: '24:00', timeZone: 'UTC' },
      },
    ],
    wait: '0s',
    interval: '24h',
    settle: '90s',
    dependsOn: { shop: ['payment', 'stock'], payment: ['bank'], stock: ['bank'] },
    runbooks: 'http://wiki.intra/runbooks',
    owner: 'Søk & Betaling',
  };
  expect(flawsOf(withAlerts(alerts))).toEqual([]);
});

test.each([
  [
    'two channels',
    { teams: {} },
    "alerts.routes[0]: has 'slack' and 'teams', of which it takes one.",
  ],
  ['a name of two words', { name: 'On call' }, 'alerts.routes[0].name: must be lower case letters'],
  ['the name of a built-in route', { name: 'email-page' }, "not 'email-…', not 'email-page'."],
  [
    'a severity that is none',
    { severities: ['pager'] },
    'severities[0]: must be one of page, ticket, info',
  ],
  ['no severity', { severities: [] }, 'severities: must not be empty.'],
  ['a severity twice', { severities: ['page', 'page'] }, 'severities[1]: is the same as [0].'],
  [
    'a service that cannot be one',
    { services: ['Shop!'] },
    'services[0]: must be lower case letters',
  ],
  ['a service twice', { services: ['a', 'a'] }, 'services[1]: is the same as [0].'],
  ['hours without a zone', { hours: { from: '08:00', to: '18:00' } }, 'hours.timeZone: is missing'],
  [
    'hours of an unknown zone',
    { hours: { from: '08:00', to: '18:00', timeZone: 'Europe/Berln' } },
    "Did you mean 'Europe/Berlin'?",
  ],
  [
    'hours that are none',
    { hours: { from: '08:00', to: '08:00', timeZone: 'UTC' } },
    "hours.to: ends when it begins: 08:00. Fix: For whole days write from: '00:00', to: '24:00'.",
  ],
  [
    'hours beyond a day',
    { hours: { from: '8:00', to: '24:01', timeZone: 'UTC' } },
    "hours.to: must be a time of day, HH:MM, e.g. '18:00', or '24:00', not '24:01'.",
  ],
  [
    'a day twice',
    { hours: { days: ['mon', 'mon'], from: '08:00', to: '09:00', timeZone: 'UTC' } },
    'hours.days[1]: is the same as [0].',
  ],
  [
    'a secret in the settings',
    { slack: { url: 'https://hooks.slack.com/x' } },
    'slack.url: is not a setting.',
  ],
])('names %s in a route', (_, route, flaw) => {
  expect(flawsOf(withRoute(route)).join('\n')).toContain(flaw);
});

test.each([
  'http://hooks.example.com/x',
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://[::1]/x',
  'https://169.254.169.254/latest',
  'https://10.0.0.1/x',
  'https://me:secret@hooks.example.com/x',
  'https://hooks.example.com/x#part',
  'ftp://hooks.example.com/x',
  'hooks.example.com',
  '',
  7,
])('refuses to send a webhook to %p', (url) => {
  const [flaw] = flawsOf(withAlerts({ routes: [{ ...hook, webhook: { url } }] }));
  expect(flaw).toContain('alerts.routes[0].webhook.url: must be a public address');
});

test.each(['0d', '366d', '1.5d', '90', '2160h', 90])(
  'refuses to change keys every %p',
  (rotateEvery) => {
    const [flaw] = flawsOf(withAlerts({ routes: [{ ...hook, webhook: { rotateEvery } }] }));
    expect(flaw).toContain('webhook.rotateEvery: must be whole days from 1d to 365d');
  },
);

test.each([
  ['a route without a channel', { routes: [{ name: 'x' }] }, "routes[0]: needs one of 'webhook'"],
  ['a channel with a slip', { routes: [{ name: 'x', slak: {} }] }, "Did you mean 'slack'?"],
  [
    'a route twice',
    { routes: [slack, { name: 'chat', teams: {} }] },
    'routes[1].name: is the same as alerts.routes[0].name: chat.',
  ],
  ['a route that is no object', { routes: ['chat'] }, 'routes[0]: must be an object'],
  ['routes that are no list', { routes: slack }, 'alerts.routes: must be a list'],
  [
    'a wait that SQS cannot keep',
    { wait: '16m' },
    'alerts.wait: must be whole seconds from 0s to 15m, not 16m.',
  ],
  ['half seconds', { wait: '1500ms' }, 'alerts.wait: must be whole seconds'],
  [
    'an interval that floods',
    { interval: '10s' },
    'alerts.interval: must be whole seconds from 1m to 24h, not 10s.',
  ],
  [
    'a settling that takes days',
    { settle: '48h' },
    'alerts.settle: must be whole seconds from 0s to 1h',
  ],
  ['a time without a unit', { settle: 60 }, 'alerts.settle: must be a whole number with its unit'],
  [
    'runbooks that are no address',
    { runbooks: 'wiki/runbooks' },
    'alerts.runbooks: must be an http or https address',
  ],
  [
    'runbooks below a query',
    { runbooks: 'https://wiki.example.com/?page=' },
    'alerts.runbooks: must be',
  ],
  [
    'an owner of two lines',
    { owner: 'a\nb' },
    'alerts.owner: must be 1 to 60 characters in one line',
  ],
  ['alerts that say nothing', {}, 'alerts: must be an object that says something'],
  ['an unknown setting', { route: [] }, "Did you mean 'routes'?"],
])('names %s', (_, alerts, flaw) => {
  expect(flawsOf(withAlerts(alerts)).join('\n')).toContain(flaw);
});

test('takes 20 routes, and no more', () => {
  const routes = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...slack, name: `chat-${index}` }));
  expect(flawsOf(withAlerts({ routes: routes(20) }))).toEqual([]);
  expect(flawsOf(withAlerts({ routes: routes(21) }))[0]).toContain(
    'alerts.routes: must have at most 20 entries, not 21.',
  );
});

test.each([
  [{ shop: ['shop'] }, 'alerts.dependsOn.shop: leads back to itself: shop needs shop.'],
  [
    { a: ['b'], b: ['c'], c: ['a'] },
    'alerts.dependsOn.a: leads back to itself: a needs b needs c needs a.',
  ],
  [
    { x: ['a'], a: ['b'], b: ['a'] },
    'alerts.dependsOn.a: leads back to itself: a needs b needs a.',
  ],
])('services that wait for each other are named once', (dependsOn, flaw) => {
  expect(flawsOf(withAlerts({ dependsOn }))).toEqual([expect.stringContaining(flaw)]);
});

test('a service that is needed twice by one is named', () => {
  expect(flawsOf(withAlerts({ dependsOn: { shop: ['bank', 'bank'], quiet: [] } }))).toEqual([
    expect.stringContaining('alerts.dependsOn.quiet: must not be empty.'),
    expect.stringContaining('alerts.dependsOn.shop[1]: is the same as [0].'),
  ]);
});

test('there is a circle exactly where no order puts each service after those that it needs', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const needs = fc.dictionary(name, fc.uniqueArray(name, { minLength: 1 }));
  fc.assert(
    fc.property(needs, (dependsOn) => {
      const flaws = flawsOf(withAlerts({ dependsOn }));
      expect(flaws.length > 0).toBe(!canBeOrdered(dependsOn));
    }),
    { numRuns: 60 },
  );
});

function canBeOrdered(needs: Readonly<Record<string, readonly string[]>>): boolean {
  const left = new Map(Object.entries(needs));
  for (;;) {
    const free = [...left].find(([, needed]) => needed.every((one) => !left.has(one)));
    if (!free) return left.size === 0;
    left.delete(free[0]);
  }
}
