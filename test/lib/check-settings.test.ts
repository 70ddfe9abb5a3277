import { checkSettings } from '../../lib/check-settings.ts';
import { fullSettings, someFacts, withValue } from '../support/full-settings.ts';
import { flawsOf, someSettings } from '../support/settings.ts';

test.each(['/', '/a?next=/../b', '/a..b', '/.well-known/x'])('takes the path %s', (path) => {
  expect(flawsOf(withValue('probes.0.path', path))).toEqual([]);
});

test('takes 200 probes', () => {
  expect(flawsOf(withValue('probes', probesOf(200)))).toEqual([]);
});

test('accepts good settings, short and full', () => {
  expect(flawsOf(someSettings())).toEqual([]);
  expect(flawsOf(fullSettings())).toEqual([]);
});

test.each([
  [
    'project',
    'My Shop',
    "must be lower case letters, digits and hyphens, at most 20, not 'My Shop'",
  ],
  ['project', 'a-name-that-is-much-too-long', 'at most 20'],
  ['project', undefined, 'project: is missing; it must be lower case'],
  ['source', 'acme/shop', "source: must be an object, not 'acme/shop'"],
  ['source.connectionArn', 'my-connection', 'the ARN of a CodeConnections connection'],
  ['source.repository', 'https://github.com/acme/shop', "must be 'owner/name'"],
  ['source.repository', 'acme/shop.git', 'Leave out host, protocol and .git'],
  ['source.branch', 'refs/heads/main', 'Leave out refs/heads/'],
  ['pipeline.account', '33', '12 digits'],
  ['stages', {}, 'stages: must be a list, not {}'],
  ['stages', [], 'stages: must not be empty'],
  ['stages.0', 'beta', 'stages[0]: must be an object'],
  ['stages.0.name', 'Beta', 'stages[0].name: must be lower case'],
  ['stages.0.name', 'pipeline', "must not be 'pipeline'"],
  ['stages.0.account', 111111111111, '12 digits in quotes'],
  ['stages.0.account', '12345', "not '12345'"],
  ['stages.0.region', 'eu-centrel-1', "Did you mean 'eu-central-1'?"],
  ['stages.0.region', 'Frankfurt', "Use a region's code"],
  ['stages.0.order', 1.5, 'must be a whole number, not 1.5'],
  ['stages.0.approval', 'yes', "must be true or false, not 'yes'"],
  ['stages.1.name', 'beta', 'stages[1].name: is the same as stages[0].name: beta'],
  ['stages.1.order', 1, 'stages[1].order: is the same as stages[0].order: 1'],
  ['service.name', '', 'service.name: must be'],
  ['service.name', 'a-name-that-no-function-could-bear', 'at most 30'],
  ['service.name', 'feedback', "must not be 'feedback': Afterprod's own stack has that name"],
  ['service.name', 'console', "Fix: Name what your team ships, e.g. 'storefront'"],
  ['service.create', 'ShopStack', "a function that makes the service's stack"],
  ['probes', [], 'probes: must not be empty'],
  ['probes.0.name', 'Health!', 'probes[0].name: must be lower case'],
  ['probes.1.name', 'health', 'probes[1].name: is the same as probes[0].name: health'],
  ['probes.0.path', 'health', "Start it with '/'"],
  ['probes.0.path', '//evil.example', "a path from the service's root"],
  ['probes.0.path', undefined, "probes[0]: needs one of 'path', 'url', 'tcp'"],
  ['probes.0.url', 'https://example.com/', "probes[0]: has 'path' and 'url'"],
  ['probes.1.url', 'ftp://example.com', 'a whole http or https address'],
  ['probes.1.url', 'https://me:secret@example.com', 'without credentials'],
  ['probes.0.expect.headersWithin', 5000, "e.g. '5s', not 5000"],
  ['probes.0.expect.headersWithin', '5 seconds', 'a whole number with its unit'],
  ['probes.0.expect.headersWithin', '10s', 'under the timeout, 10000ms, not 10s'],
  ['probes.0.expect.headersWithin', '0s', 'must be from 1ms'],
  ['probeInterval', '90s', 'whole minutes from 1m to 1h, not 90s'],
  ['probeInterval', '2h', 'whole minutes from 1m to 1h'],
  ['probeInterval', '1 minute', 'a whole number with its unit'],
  ['severities.page.email', 'oncall@example.com', 'must be a list'],
  ['severities.page.email', ['oncall'], 'severities.page.email[0]: must be an e-mail address'],
  ['severities.page.email', ['a@b.de', 'a@b.de'], 'email[1]: is the same as [0]'],
  [
    'severities.page.https',
    ['http://hook.example.com'],
    "a public address that starts with 'https://'",
  ],
  ['severities.urgent', {}, 'Here you can set: page, ticket, info'],
  ['toggles.new-checkout.state', 'on', 'must be ENABLED or DISABLED'],
  ['toggles.new-checkout.variants', { on: true, off: 'no' }, 'not boolean and string'],
  ['toggles.new-checkout.variants', { on: {}, off: null }, 'new-checkout.variants.off: must be'],
  ['toggles.new-checkout.defaultVariant', 'of', "names no variant: 'of'"],
  ['toggles.new-checkout.defaultVariant', 'constructor', "names no variant: 'constructor'"],
  ['toggles.new-checkout.targeting', 'everybody', 'targeting: must be a rule'],
  ['toggles.new-checkout.metadata', { ...someFacts(), owner: {} }, 'metadata.owner: must be'],
  [
    'toggles.new-checkout.metadata',
    { owner: 'a', expires: '2027-12-31' },
    'description: is missing',
  ],
  ['toggles.new-checkout.targeting.if.1', 'onn', "Did you mean 'on'?"],
  ['toggles.new-checkout.targeting.if.0', { $ref: 'bata' }, "Did you mean 'beta'?"],
  ['segments.beta', { $ref: 'beta' }, 'segments.beta: leads to itself'],
  ['segments.beta', 'ann', 'segments.beta: must be a rule'],
  ['segments', 'ann', 'segments: must be an object'],
  ['feedback', undefined, 'feedback: is missing'],
  ['feedback.allowedOrigins.0', 'https://shop.example.com/', 'Leave out the path'],
  ['feedback.allowedOrigins.0', 'shop.example.com', 'an origin: protocol and host'],
  ['feedback.allowedOrigins.0', 'null', 'an origin'],
  ['feedback.allowedOrigins.1', '*', "has '*' beside other origins"],
  ['feedback.allowedOrigins.1', 'https://shop.example.com', 'is the same as [0]'],
  ['feedback.duplicatesForTicket', 1, 'a whole number from 2 to 1000'],
  ['feedback.duplicatesForTicket', '5', 'a whole number from 2 to 1000'],
  ['feedback.challengeAbove', 9, 'a whole number from 10 to 6000'],
  ['feedback.challengeAbove', 6_001, 'a whole number from 10 to 6000'],
  ['feedback.waf', true, 'a list'],
  ['feedback.waf', ['staging'], 'is no stage: staging.'],
  ['feedback.waf', ['prod', 'prod'], 'is the same as [0].'],
  ['toggleClients', 'backend', "toggleClients: must be a list, not 'backend'"],
  ['toggleClients', ['Backend'], 'toggleClients[0]: must be lower case letters'],
  ['toggleClients', ['public'], "and not 'public'"],
  ['toggleClients', ['backend', 'backend'], 'toggleClients[1]: is the same as [0]'],
  ['toggleClients', Array.from({ length: 51 }, (_, i) => `c${i}`), 'at most 50 entries, not 51'],
  ['reservedConcurrency', 5, 'reservedConcurrency: must be an object, not 5'],
  ['reservedConcurrency.probes', 0, 'reservedConcurrency.probes: must be a whole number from 1'],
  ['reservedConcurrency.probes', 1.5, 'a whole number from 1, not 1.5'],
])('says what is wrong with %s = %j', (path, value, expected) => {
  const flaws = flawsOf(withValue(path, value));
  expect(flaws).toHaveLength(1);
  expect(flaws[0]).toContain(expected);
});

const manyStages = Array.from({ length: 51 }, (_, order) => ({
  name: `s${order}`,
  account: '111111111111',
  region: 'eu-central-1',
  order,
}));
const probesOf = (length: number) =>
  Array.from({ length }, (_, index) => ({ name: `p${index}`, path: '/' }));
const manyEmails = Array.from({ length: 600 }, (_, index) => `p${index}@example.com`);
const originsOf = (length: number) =>
  Array.from(
    { length },
    (_, index) => `https://shop-${String(index).padStart(3, '0')}.${'a'.repeat(21)}.example.com`,
  );
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

test.each([
  ['source.repository', '../..', "must be 'owner/name'"],
  ['source.branch', 'a..b', 'a branch as Git allows it'],
  ['source.branch', 'a\0b', 'a branch as Git allows it'],
  ['source.branch', 'b'.repeat(256), 'at most 255 characters'],
  ['stages', manyStages, 'stages: must have at most 50 entries, not 51'],
  ['probes', probesOf(201), 'probes: must have at most 200 entries, not 201'],
  ['severities.page.email', manyEmails, 'severities: has 601 subscribers'],
  ['feedback.allowedOrigins', originsOf(40), 'has 40 entries of 2039 characters; at most 2000'],
  ['feedback.allowedOrigins', originsOf(120), "or ['*']"],
  ['probes.0.path', `/${'a'.repeat(4999)}`, 'at most 1000 characters'],
  ['probes.0.path', '/a\0b', "a path from the service's root"],
  ['probes.0.path', '/a/../b', "leave out '..'"],
  ['probes.0.path', '/..', "leave out '..'"],
  ['probes.1.url', 'http://127.0.0.1/', 'probes[1].url: must be public: '],
  ['probes.1.url', 'http://169.254.169.254/', 'probes[1].url: must be public: '],
  ['probes.1.url', 'http://localhost:3000/', 'probes[1].url: must be public: '],
  ['probes.1.url', 'https://10.0.0.1/', 'probes[1].url: must be public: '],
  ['probes.1.url', 'https://example.com/a b', 'without credentials, spaces or fragment'],
  ['probes.1.url', 'https://example.com/#top', 'without credentials, spaces or fragment'],
  ['severities.page.email', ['on\u0007call@example.com'], 'must be an e-mail address'],
  ['severities.page.https', ['https://me:secret@example.com/'], 'without credentials'],
  ['severities.page.https', ['https://192.168.0.1/'], 'a public address'],
  ['feedback.allowedOrigins.0', 'https://*.example.com', 'an origin'],
  ['feedback.allowedOrigins.0', 'https://a"b.example.com', 'an origin'],
  ['toggles.new-checkout.targeting', cyclic, 'leads back to itself'],
  ['toggles.new-checkout.variants', { on: cyclic, off: {} }, 'leads back to itself'],
])(
  'refuses what the stacks could not hold or the functions would refuse: %s, case %#',
  (path, value, expected) => {
    const flaws = flawsOf(withValue(path, value));
    expect(flaws).toHaveLength(1);
    expect(flaws[0]).toContain(expected);
  },
);

test('refuses a toggle key that is no word', () => {
  const { toggles } = fullSettings();
  const flaws = flawsOf(withValue('toggles', { 'New Checkout': toggles['new-checkout'] }));
  expect(flaws).toEqual([expect.stringContaining('toggles["New Checkout"]: must be 1 to 100')]);
});

test.each([
  ['projekt', "projekt: is not a setting. Fix: Did you mean 'project'?"],
  ['stages.0.acount', "stages[0].acount: is not a setting. Fix: Did you mean 'account'?"],
  ['probes.0.expect.headerswithin', "Did you mean 'headersWithin'?"],
  ['feedback.origins', 'Remove it. Here you can set: allowedOrigins, '],
  ['toggles.new-checkout.rollout', 'Use one of: state, variants'],
  ['reservedConcurrency.feedback-posts', "Did you mean 'feedback-post'?"],
  ['reservedConcurrency.storefront', 'Here you can set: alerts-'],
  ['source.__proto', 'is not a setting'],
])('refuses the unknown key %s', (path, expected) => {
  const flaws = flawsOf(withValue(path, 'x'));
  expect(flaws).toHaveLength(1);
  expect(flaws[0]).toContain(expected);
});

test('names every flaw at once, each with its path, rule and fix', () => {
  const settings = { ...someSettings(), project: 'X', colour: 'red', probes: [{ name: 'a' }] };
  expect(() => checkSettings(settings)).toThrow(
    [
      '3 errors in afterprod.config.ts',
      '',
      '  colour: is not a setting.',
      '    Fix: Remove it. Here you can set: project, source, pipeline, stages, service, probes, probeInterval, maintenance, probeRegions, probeQuorum, slos, alarms, severities, alerts, toggles, segments, toggleClients, feedback, reservedConcurrency.',
      '',
      "  project: must be lower case letters, digits and hyphens, at most 20, not 'X'.",
      "    Fix: Start with a letter, e.g. 'storefront'.",
      '',
      "  probes[0]: needs one of 'path', 'url', 'tcp', 'dns', 'tls', 'journey', 'heartbeat'.",
      "    Fix: Give 'path' for a path of the service, 'url' for any other address, or another kind.",
    ].join('\n'),
  );
});
