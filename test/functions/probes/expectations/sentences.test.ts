import { judge } from '../../../../functions/probes/expectations/judge.ts';
import type { Expectation } from '../../../../functions/probes/targets/expectation.ts';
import { seenAnswer } from '../../../support/seen-answer.ts';

const TRUSTED = { isLatencyTrusted: true };
const CERTIFICATE = {
  daysLeft: 3,
  expiresAt: '2026-11-26T10:00:00.000Z',
  subject: 'shop.example.com',
  issuer: 'Example CA',
};

test.each<[string, Expectation, Parameters<typeof seenAnswer>[0]]>([
  ['status was 503, expected 200–299', { on: 'status', ranges: [[200, 299]] }, { status: 503 }],
  [
    'status was 205, expected 200–204, 301 or 400–404',
    {
      on: 'status',
      ranges: [
        [200, 204],
        [301, 301],
        [400, 404],
      ],
    },
    { status: 205 },
  ],
  [
    'header content-type was text/html, expected to contain json',
    { on: 'header', name: 'content-type', is: { contains: 'json' } },
    { headers: { 'content-type': 'text/html' } },
  ],
  [
    'header cache-control was missing, expected one',
    { on: 'header', name: 'cache-control', is: { exists: true } },
    {},
  ],
  [
    'header server was Apache/2.4.1, expected none',
    { on: 'header', name: 'server', is: { exists: false } },
    { headers: { server: 'Apache/2.4.1' } },
  ],
  [
    'header x-cache was empty, expected HIT',
    { on: 'header', name: 'x-cache', is: { equals: 'HIT' } },
    { headers: { 'x-cache': '' } },
  ],
  [
    'body was <!doctype html> <title>Sorry</title>, expected to contain ok',
    { on: 'body', is: { contains: 'ok' } },
    { body: '<!doctype html>\n  <title>Sorry</title>' },
  ],
  [
    'body was an error, expected not to contain error',
    { on: 'body', is: { excludes: 'error' } },
    { body: 'an error' },
  ],
  ['body was empty, expected to match ^ok$', { on: 'body', is: { matches: '^ok$' } }, {}],
  ['body was empty, expected one', { on: 'body', is: { exists: true } }, {}],
  [
    'body was long, expected to contain ok in its first 256 kB',
    { on: 'body', is: { contains: 'ok' } },
    { body: 'long', isTruncated: true },
  ],
  [
    '$.queue was 12, expected at most 10',
    { on: 'json', path: '$.queue', is: { atMost: 10 } },
    { body: '{"queue":12}' },
  ],
  [
    '$.status was "down", expected "ok"',
    { on: 'json', path: '$.status', is: { equals: 'ok' } },
    { body: '{"status":"down"}' },
  ],
  [
    '$.a was missing, expected a value',
    { on: 'json', path: '$.a', is: { exists: true } },
    { body: '{}' },
  ],
  [
    'body was <html>, expected JSON',
    { on: 'json', path: '$.a', is: { equals: 1 } },
    { body: '<html>' },
  ],
  [
    'body was longer than 256 kB, expected JSON',
    { on: 'json', path: '$', is: { exists: true } },
    { body: '{}', isTruncated: true },
  ],
  [
    'certificate expires in 3 days, expected at least 7',
    { on: 'certificate', atLeastDays: 7 },
    { certificate: CERTIFICATE },
  ],
  [
    'certificate expired 1 day ago, expected at least 7',
    { on: 'certificate', atLeastDays: 7 },
    { certificate: { ...CERTIFICATE, daysLeft: -1 } },
  ],
  [
    'there was no certificate: it did not answer over TLS',
    { on: 'certificate', atLeastDays: 7 },
    {},
  ],
  [
    'answered after 812 ms, expected 500 ms or less',
    { on: 'headersWithin', ms: 500 },
    { latencyMs: 811.2 },
  ],
  [
    'took 2001 ms in all, expected 2000 ms or less',
    { on: 'totalWithin', ms: 2000 },
    { totalMs: 2000.1 },
  ],
])('%s', (sentence, expectation, answer) => {
  expect(judge(seenAnswer(answer), [expectation], TRUSTED)).toEqual({ outcome: 'down', sentence });
});
