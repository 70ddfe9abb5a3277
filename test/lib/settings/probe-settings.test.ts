import { createHash } from 'node:crypto';
import { flawsOf, someSettings } from '../../support/settings.ts';

const withProbes = (...probes: unknown[]) => ({ ...someSettings(), probes });
const url = 'https://example.com/';
const http = (differences: object) => ({ name: 'a', path: '/', ...differences });
const journey = (...steps: object[]) => ({ name: 'a', journey: steps });
const step = (name: string, differences: object = {}) => ({ name, path: '/', ...differences });
const token = { extract: { token: { json: '$.token' } } };
const arn = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:shop/probe-a1b2c3';

test.each<object>([
  http({}),
  http({ every: '10s', timeout: '3s' }),
  http({ every: '24h', timeout: '25s' }),
  http({ cron: '0 6 ? * MON-FRI *', timeZone: 'Europe/Berlin' }),
  http({ method: 'POST', body: { json: { a: [1, null, 'x'] } } }),
  http({ method: 'PUT', body: { text: '<a/>', contentType: 'application/xml' } }),
  http({ method: 'POST', body: { form: { user: 'ann' } }, redirects: 0, ports: [8443] }),
  http({ method: 'POST', body: { text: 'Dear {{name}}' } }),
  http({ headers: { 'X-Key': { parameter: '/shop/key' }, accept: 'text/html' } }),
  http({ headers: { authorization: { secret: 'shop/token' } } }),
  http({ auth: { basic: { user: 'ann', password: { secret: arn, field: 'password' } } } }),
  http({ auth: { bearer: { parameter: 'token' } } }),
  http({ auth: { mtls: { certificate: { secret: 'c' }, key: { secret: 'k' } } } }),
  http({ auth: { sigv4: { region: 'eu-west-1' } } }),
  http({
    auth: {
      oauth2: {
        tokenUrl: 'https://id.example.com/token',
        clientId: 'probe',
        clientSecret: { secret: 's' },
        scope: 'read',
      },
    },
  }),
  http({ redirects: 0, expect: { status: 301 } }),
  http({ expect: { status: ['200-299', 404], headers: { etag: { exists: true }, server: 'x' } } }),
  http({ expect: { body: { contains: ['a', 'b'], excludes: 'c', matches: '^(?i)ok' } } }),
  http({ expect: { json: { '$.a[0]': 1, '$.b': { oneOf: ['x', null] }, "$['c d']": [] } } }),
  http({ expect: { certificateDays: 0, headersWithin: '300ms', totalWithin: '9s' } }),
  { name: 'a', url: 'http://example.com:8080/' },
  { name: 'a', tcp: 'db.example.com:5432', expect: { totalWithin: '1s' } },
  { name: 'a', tcp: '[2606:4700::1111]:53' },
  { name: 'a', dns: '_dmarc.example.com', record: 'TXT', expect: { record: { contains: 'v=' } } },
  { name: 'a', tls: 'mail.example.com:993', expect: { certificateDays: 21 } },
  { name: 'a', heartbeat: { period: '24h', grace: '1h' }, every: '5m' },
  journey(step('b', { method: 'HEAD', extract: { at: { header: 'location' } } })),
  journey(
    step('log-in', token),
    step('open', { path: '/x/{{token}}', headers: { Authorization: 'Bearer {{token}}' } }),
  ),
  { ...journey({ name: 'b', url }), timeout: '25s' },
])('takes %j', (probe) => {
  expect(flawsOf(withProbes(probe))).toEqual([]);
});

test.each<[object, string]>([
  [{ name: 'a', pth: '/' }, "probes[0]: needs one of 'path', 'url', 'tcp', 'dns', 'tls', "],
  [{ name: 'a', pth: '/' }, "Did you mean 'path'?"],
  [{ name: 'a', tcp: 'db:1', dns: 'x' }, "has 'tcp' and 'dns', of which it takes one"],
  [{ name: 'a', tcp: 'db:1', method: 'GET' }, 'probes[0].method: is not a setting.'],
  [{ name: 'a', tcp: 'db.example.com' }, 'probes[0].tcp: must be a host and its port'],
  [{ name: 'a', tcp: 'db.example.com:70000' }, 'a host and its port'],
  [{ name: 'a', tcp: 'https://db.example.com:1' }, 'a host and its port'],
  [{ name: 'a', tcp: '10.0.0.1:5432' }, 'probes[0].tcp: must be public: 10.0.0.1 is private'],
  [{ name: 'a', tls: '[::1]:443' }, 'must be public: ::1 is loopback'],
  [{ name: 'a', tcp: 'ann@10.0.0.1:80' }, 'a host and its port'],
  [{ name: 'a', tcp: '10.0.0.1:80/x' }, 'a host and its port'],
  [{ name: 'a', url: 'https://ann:x@10.0.0.1/' }, 'without credentials'],
  [{ name: 'a', tcp: 'localhost:80' }, 'localhost is the prober itself'],
  [{ name: 'a', tcp: 'mail.example.com:25' }, 'must not have port 25'],
  [{ name: 'a', tls: 'a.example.com:443', expect: { record: 'x' } }, 'record: is not a setting'],
  [{ name: 'a', dns: '10.0.0.1' }, 'probes[0].dns: must be a name of DNS'],
  [{ name: 'a', dns: 'https://example.com' }, 'a name of DNS'],
  [{ name: 'a', dns: 'example.com', record: 'mx' }, 'must be one of A, AAAA'],
  [http({ expect: { record: 'x' } }), 'probes[0].expect.record: is not a setting'],
  [{ name: 'a', heartbeat: { period: '30s' } }, 'must be from 1m to 768h, not 30s'],
  [{ name: 'a', heartbeat: { period: '1h', grace: '25h' } }, 'grace: must be at most 24h'],
  [{ name: 'a', heartbeat: { period: '1h' }, timeout: '1s' }, 'timeout: is not a setting'],
  [http({ every: '15s' }), 'probes[0].every: must be 10s, 20s, 30s, or whole minutes from 1m to'],
  [http({ every: '90s' }), 'whole minutes from 1m to 24h, not 90s'],
  [http({ every: '25h' }), 'cron for what is rarer'],
  [http({ every: '10' }), "a whole number with its unit: ms, s, m or h, e.g. '5s', not '10'"],
  [http({ every: '1m', cron: '0 6 ? * * *' }), "probes[0]: has both 'every' and 'cron'"],
  [http({ timeZone: 'UTC' }), "probes[0].timeZone: is there without 'cron'"],
  [http({ cron: '0 6 ? * * *', timeZone: 'Europe/Berlim' }), "Did you mean 'Europe/Berlin'?"],
  [http({ cron: '0 6 ? * * *', timeZone: '+01:00' }), 'a time zone by its IANA name'],
  [http({ cron: '0 6 ? * * *', timeZone: 'europe/berlin' }), "Did you mean 'Europe/Berlin'?"],
  [http({ cron: '0 6 * * MON' }), 'It has 5 fields, not 6: minutes, hours'],
  [http({ timeout: '26s' }), 'probes[0].timeout: must be from 100ms to 25s, not 26s'],
  [http({ timeout: '4s', every: '10s' }), 'must be from 100ms to 3s, not 4s'],
  [http({ timeout: '50ms' }), 'must be from 100ms'],
  [http({ timeout: '2s', expect: { totalWithin: '2s' } }), 'under the timeout, 2000ms, not 2s'],
  [http({ every: '10s', expect: { headersWithin: '4s' } }), 'under the timeout, 3000ms'],
  [http({ method: 'get' }), 'probes[0].method: must be one of GET, HEAD'],
  [http({ body: { text: 'x' } }), 'probes[0].body: is there, but GET has no body'],
  [http({ method: 'POST', body: 'x' }), 'probes[0].body: must be an object'],
  [http({ method: 'POST', body: { text: 'x', json: 1 } }), "has 'text' and 'json'"],
  [http({ method: 'POST', body: { json: { at: new Date(0) } } }), 'body.json: must be JSON'],
  [http({ headers: 'x: a' }), 'probes[0].headers: must be an object'],
  [http({ headers: null }), 'probes[0].headers: must be an object'],
  [http({ headers: new Map([['x', 'a']]) }), 'probes[0].headers: must be an object'],
  [http({ headers: Object('') }), 'probes[0].headers: must be an object'],
  [http({ expect: new Date(0) }), 'probes[0].expect: must be an object'],
  [http({ headers: { 'X Key': 'a' } }), 'its name must be the name of a header'],
  [http({ headers: { x: 'a\r\nb: c' } }), 'none of them beyond Latin-1 or for control'],
  [http({ headers: { x: {} } }), 'probes[0].headers.x.secret: is missing'],
  [http({ headers: { Host: 'b' } }), 'probes[0].headers["Host"]: is written by the prober'],
  [http({ headers: { a: '1', A: '2' } }), 'names of headers know no capitals'],
  [http({ headers: { Authorization: 'Basic YTpi' } }), 'holds a secret as it is'],
  [
    http({ headers: { authorization: { secret: 's' } }, auth: { bearer: { secret: 't' } } }),
    "is there beside 'auth'",
  ],
  [http({ redirects: 11 }), 'a whole number from 0 to 10'],
  [http({ ports: [0] }), 'probes[0].ports[0]: must be a whole number from 1 to 65535'],
  [http({ auth: {} }), "probes[0].auth: needs one of 'basic', 'bearer', 'oauth2', 'mtls', 'sigv4'"],
  [http({ auth: { bearer: 'hunter2' } }), 'must be a reference to where the secret stands'],
  [http({ auth: { bearer: { parameter: 'a/b' } } }), 'a name with a slash in it begins with one'],
  [http({ auth: { bearer: { parameter: '/aws/x' } } }), 'the name of a parameter'],
  [http({ auth: { bearer: { secret: 'a b' } } }), 'the name or ARN of a secret'],
  [http({ auth: { basic: { user: 'a:b', password: { secret: 's' } } } }), 'a name without a colon'],
  [http({ auth: { sigv4: { service: 'lambda' } } }), "service 'lambda' needs it"],
  [http({ auth: { sigv4: { service: 's3' } } }), "'execute-api' or 'lambda'"],
  [http({ auth: { sigv4: { service: ['lambda'] } } }), "'execute-api' or 'lambda'"],
  [http({ auth: { sigv4: { service: { toString: 1 } } } }), "'execute-api' or 'lambda'"],
  [
    http({
      auth: {
        oauth2: { tokenUrl: 'http://a.example', clientId: 'x', clientSecret: { secret: 's' } },
      },
    }),
    'tokenUrl: must be an https address',
  ],
  [
    http({
      auth: {
        oauth2: { tokenUrl: 'https://10.0.0.1/', clientId: 'x', clientSecret: { secret: 's' } },
      },
    }),
    'auth.oauth2.tokenUrl: must be public',
  ],
  [http({ expect: { status: 99 } }), 'probes[0].expect.status: must be a status from 200 to 599'],
  [http({ expect: { status: '299-200' } }), 'a range of them'],
  [http({ expect: { status: [] } }), 'probes[0].expect.status: must not be empty'],
  [http({ expect: { status: [200, 301] } }), 'Add redirects: 0'],
  [http({ expect: { headers: { etag: {} } } }), 'Give at least one of: equals, contains'],
  [http({ expect: { headers: { etag: { contain: 'x' } } } }), "Did you mean 'contains'?"],
  [http({ expect: { body: { contains: '' } } }), 'must be a text of 1 to 1000 characters'],
  [http({ expect: { body: {} } }), 'Give at least one of: contains, excludes, matches'],
  [http({ expect: { body: { matches: '(' } } }), "must be an expression of RE2's syntax"],
  [http({ expect: { body: { matches: '(?=x)' } } }), 'no look-around'],
  [http({ expect: { json: { 'a.b': 1 } } }), 'its name must be a path to one value'],
  [http({ expect: { json: { '$.a[*]': 1 } } }), '["$.a[*]"]: its name must be a path'],
  [http({ expect: { json: { '$.a': { atMost: '10' } } } }), 'must be a number'],
  [http({ expect: { json: { '$.a': { equal: 1 } } } }), "Did you mean 'equals'?"],
  [http({ expect: { json: { '$.a': () => 1 } } }), 'must be JSON'],
  [http({ method: 'HEAD', expect: { json: { '$.a': 1 } } }), 'an answer to HEAD has no body'],
  [http({ expect: { certificateDays: 366 } }), 'a whole number from 0 to 365'],
  [
    { name: 'a', url: 'http://example.com/', expect: { certificateDays: 7 } },
    'there is no certificate over http',
  ],
  [http({ path: '/{{token}}' }), 'uses {{token}}, but a single request has no variables'],
  [http({ headers: { x: '{{id}}' } }), 'probes[0].headers.x: uses {{id}}'],
  [http({ expect: { body: { matches: 5 } } }), 'Write it in quotes'],
  [journey(), 'probes[0].journey: must not be empty'],
  [
    journey(...Array.from({ length: 11 }, (_, index) => step(`s${index}`))),
    'probes[0].journey: must have at most 10 entries, not 11',
  ],
  [journey(step('b'), step('b')), 'is the same as probes[0].journey[0].name: b'],
  [journey(step('b', { url })), "journey[0]: has 'path' and 'url'"],
  [journey(step('b', { timeout: '1s' })), 'journey[0].timeout: is not a setting'],
  [journey(step('b', { path: '/{{token}}' })), 'journey[0].path: uses {{token}}, which no step'],
  [journey(step('b', { ...token, path: '/{{token}}' })), 'which no step before sets'],
  [
    journey(step('b', token), step('c', { headers: { x: '{{tokn}}' } })),
    'Steps before it set: token',
  ],
  [
    journey(step('b', { method: 'POST', body: { json: { a: ['{{id}}'] } } })),
    'journey[0].body.json.a[0]: uses {{id}}',
  ],
  [journey(step('b', token), step('c', { path: '/{{to-ken}}' })), 'has {{ that begins no variable'],
  [
    journey(step('b', token), { name: 'c', url: 'https://{{token}}.example.com/' }),
    'journey[1].url: has a variable in its host',
  ],
  [journey(step('b', { extract: { 'a-b': { header: 'x' } } })), 'its name must be letters, digits'],
  [journey(step('b', { extract: { a: { json: 'token' } } })), 'must begin with $'],
  [
    journey(step('b', { method: 'HEAD', extract: { a: { body: 'x' } } })),
    'extract.a: is there, but an answer to HEAD has no body',
  ],
])('refuses %j: %s', (probe, expected) => {
  const flaws = flawsOf(withProbes(probe));
  expect(flaws).toHaveLength(1);
  expect(flaws[0]?.toLowerCase()).toContain(expected.toLowerCase());
});

test.each<[string, (text: string) => object, number]>([
  ['a part of a body', (text) => http({ expect: { body: { contains: text } } }), 1_000],
  ['a header', (text) => http({ expect: { headers: { etag: text } } }), 1_000],
  ['a body', (text) => http({ method: 'POST', body: { text } }), 16_000],
  ['the value of a header', (text) => http({ headers: { x: text } }), 4_000],
])('%s may be so long, and no longer', (_, probe, most) => {
  expect(flawsOf(withProbes(probe('x'.repeat(most))))).toEqual([]);
  expect(flawsOf(withProbes(probe('x'.repeat(most + 1))))).toHaveLength(1);
});

test('never shows what stands where a secret must not', () => {
  const probe = http({ auth: { bearer: 'hunter2' }, headers: { authorization: 'hunter3' } });
  expect(flawsOf(withProbes(probe)).join()).not.toMatch(/hunter/);
});

const probesWithBodies = (count: number, textOf: (index: number) => string) =>
  withProbes(
    ...Array.from({ length: count }, (_, index) => ({
      ...http({ method: 'POST', body: { text: textOf(index) } }),
      name: `p${index}`,
    })),
  );

test('takes only as much in all as a prober can keep', () => {
  const noise = (index: number) =>
    Array.from({ length: 250 }, (_, part) =>
      createHash('sha512').update(`${index} ${part}`).digest('hex').slice(0, 64),
    ).join('');
  expect(flawsOf(probesWithBodies(20, noise))).toEqual([]);
  expect(flawsOf(probesWithBodies(40, noise))).toEqual([
    expect.stringContaining('bytes when packed; the prober keeps'),
  ]);
  expect(flawsOf(probesWithBodies(200, () => 'x'.repeat(16_000)))).toEqual([]);
});

test.each<[object, string]>([
  [{ name: 'a', url: 'https://a.example.com/', body: 'x' }, "Fix: Write { text: '…' }, { json: "],
  [journey(step('a', { extract: { x: '$.t' } })), "Fix: Write { json: '$.token' }, { header: "],
  [{ name: 'a', tls: 'example.com' }, 'Fix: Name the port after a colon'],
])('a fix shows how to write what %j means', (probe, fix) => {
  expect(flawsOf({ ...someSettings(), probes: [probe] }).join('\n')).toContain(fix);
});
