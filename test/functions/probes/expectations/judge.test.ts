import type { Seen } from '../../../../functions/probes/exchange/seen.ts';
import { judge } from '../../../../functions/probes/expectations/judge.ts';
import type { Expectation } from '../../../../functions/probes/targets/expectation.ts';
import { seenAnswer } from '../../../support/seen-answer.ts';

const TRUSTED = { isLatencyTrusted: true };
const LATE = { isLatencyTrusted: false };
const CERTIFICATE = {
  daysLeft: 3,
  expiresAt: '2026-11-26T10:00:00.000Z',
  subject: 'shop.example.com',
  issuer: 'Example CA',
};
const TIMES = { phases: {}, latencyMs: 12.4, totalMs: 15 };

const said = (seen: Seen, ...expectations: readonly Expectation[]) =>
  judge(seen, expectations, TRUSTED).sentence;

const down = (sentence: string) => ({ outcome: 'down', sentence });

test('an answer that is all that was expected is up', () => {
  const answer = seenAnswer({
    body: '{"status":"ok","queue":10}',
    headers: { 'content-type': 'application/json', 'x-a': 'b' },
    certificate: CERTIFICATE,
    latencyMs: 500,
    totalMs: 2000,
  });
  const expectations: readonly Expectation[] = [
    { on: 'status', ranges: [[200, 200]] },
    { on: 'header', name: 'content-type', is: { matches: 'json$' } },
    { on: 'header', name: 'x-a', is: { equals: 'b' } },
    { on: 'header', name: 'x-b', is: { excludes: 'c' } },
    { on: 'header', name: 'x-b', is: { exists: false } },
    { on: 'body', is: { contains: '"ok"' } },
    { on: 'json', path: '$.queue', is: { atMost: 10 } },
    { on: 'certificate', atLeastDays: 3 },
    { on: 'headersWithin', ms: 500 },
    { on: 'totalWithin', ms: 2000 },
  ];
  expect(judge(answer, expectations, TRUSTED)).toEqual({
    outcome: 'up',
    sentence: 'status was 200 after 500 ms',
  });
});

test('where the prober was late, times are neither judged nor told; all else is', () => {
  const slow = seenAnswer({ latencyMs: 9000, totalMs: 9000 });
  const times: readonly Expectation[] = [
    { on: 'headersWithin', ms: 1 },
    { on: 'totalWithin', ms: 1 },
  ];
  expect(judge(slow, times, LATE)).toEqual({ outcome: 'up', sentence: 'status was 200' });
  const status: Expectation = { on: 'status', ranges: [[500, 599]] };
  expect(judge(slow, [status], LATE).outcome).toBe('down');
});

test('a time that was not measured breaks nothing', () => {
  const answer = seenAnswer({ latencyMs: undefined });
  expect(judge(answer, [{ on: 'headersWithin', ms: 1 }], TRUSTED).outcome).toBe('up');
});

test('of several reasons the first two are told, and how many more there are; one that comes twice is one', () => {
  const json = (path: string): Expectation => ({ on: 'json', path, is: { equals: 1 } });
  const reasons = said(
    seenAnswer({ status: 503, body: '{"a":2,"b":3,"c":4}' }),
    { on: 'status', ranges: [[200, 299]] },
    json('$.a'),
    json('$.b'),
    json('$.c'),
  );
  expect(reasons).toBe('status was 503, expected 200–299; $.a was 2, expected 1; and 2 more');
  expect(said(seenAnswer({ body: 'no' }), json('$.a'), json('$.b'))).toBe(
    'body was no, expected JSON',
  );
});

test.each(['set-cookie', 'authorization', 'x-api-key', 'x-session-id', 'x-csrf-token'])(
  'what %s held is not told: it may be a key',
  (name) => {
    const answer = seenAnswer({ headers: { [name]: 'abc' } });
    expect(said(answer, { on: 'header', name, is: { contains: 'x' } })).toBe(
      `header ${name} was something else, which is not shown, expected to contain x`,
    );
  },
);

test('what its path or its name calls a secret is not told either', () => {
  const body = '{"user":"ann","access_token":"abc","password":"d e f","author":"bob"}';
  const json = (path: string, equals: string): Expectation => ({
    on: 'json',
    path,
    is: { equals },
  });
  const hidden = 'something else, which is not shown';
  expect(said(seenAnswer({ body }), json('$.access_token', 'x'))).toBe(
    `$.access_token was ${hidden}, expected "x"`,
  );
  expect(said(seenAnswer({ body }), json('$.author', 'ann'))).toBe(
    '$.author was "bob", expected "ann"',
  );
  expect(said(seenAnswer({ body }), { on: 'body', is: { contains: 'fine' } })).toBe(
    'body was {"user":"ann","access_token":***,"password":***,"author":"bob"}, expected to contain fine',
  );
  expect(said(seenAnswer({ body }), json('$', 'x'))).toBe(
    '$ was {"user":"ann","access_token":***,"password":***,"author":"bob"}, expected "x"',
  );
  const headers = { location: '/login?session=abc&next=%2F' };
  expect(
    said(seenAnswer({ headers }), { on: 'header', name: 'location', is: { equals: '/' } }),
  ).toBe('header location was /login?session=***&next=%2F, expected /');
});

test('cookies that an answer sets are its header set-cookie', () => {
  const answer = seenAnswer({ setCookies: ['a=1', 'b=2; Secure'] });
  const cookie = (is: string): Expectation => ({
    on: 'header',
    name: 'set-cookie',
    is: { contains: is },
  });
  expect(judge(answer, [cookie('b=2')], TRUSTED).outcome).toBe('up');
  expect(judge(answer, [cookie('c=3')], TRUSTED).outcome).toBe('down');
});

test('a sentence stays short and printable, whatever the body is', () => {
  const hostile = `\u001b[2J\u202e${'x'.repeat(300_000)}`;
  const sentence = said(seenAnswer({ body: hostile }), { on: 'body', is: { contains: 'ok' } });
  expect(sentence).toBe(`body was [2J ${'x'.repeat(75)}…, expected to contain ok`);
});

test('bytes that are no UTF-8 are judged as far as they are text', () => {
  const answer = seenAnswer({ body: Uint8Array.of(0x6f, 0x6b, 0xff, 0xc3) });
  expect(judge(answer, [{ on: 'body', is: { contains: 'ok' } }], TRUSTED).outcome).toBe('up');
  expect(said(answer, { on: 'body', is: { equals: 'ok' } })).toBe('body was ok��, expected ok');
});

test('JSON that is nested without end is judged, not followed', () => {
  const body = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(said(seenAnswer({ body }), { on: 'json', path: '$.a', is: { equals: [[]] } })).toBe(
    '$.a was [[[[…]]]], expected [[]]',
  );
});

test('a member that every object inherits is not there', () => {
  const answer = seenAnswer({ body: '{"__proto__":{"a":1}}' });
  const exists = (path: string): Expectation => ({ on: 'json', path, is: { exists: true } });
  expect(judge(answer, [exists('$.__proto__.a')], TRUSTED).outcome).toBe('up');
  expect(said(answer, exists('$.toString'))).toBe('$.toString was missing, expected a value');
});

test('TCP, TLS and DNS are told in their own words', () => {
  expect(said({ kind: 'tcp', ...TIMES })).toBe('connected after 12 ms');
  expect(said({ kind: 'tls', ...TIMES, certificate: CERTIFICATE })).toBe(
    'certificate holds for 3 days, connected after 12 ms',
  );
  const records = ['10 a.example.com', '20 b.example.com'];
  expect(said({ kind: 'dns', ...TIMES, records })).toBe(
    'record was 10 a.example.com, 20 b.example.com after 12 ms',
  );
});

test('what is expected of a record holds when one of them passes; what is excluded must be in none', () => {
  const seen: Seen = { kind: 'dns', ...TIMES, records: ['192.0.2.1', '192.0.2.2'] };
  const of = (is: Extract<Expectation, { on: 'record' }>['is']) =>
    judge(seen, [{ on: 'record', is }], TRUSTED);
  expect(of({ equals: '192.0.2.2' }).outcome).toBe('up');
  expect(of({ exists: true }).outcome).toBe('up');
  expect(of({ excludes: '0.2.3' }).outcome).toBe('up');
  expect(of({ equals: '192.0.2.3' })).toEqual(
    down('record was 192.0.2.1, 192.0.2.2, expected 192.0.2.3'),
  );
  expect(of({ excludes: '0.2.2' }).outcome).toBe('down');
});

test.each<Expectation>([
  { on: 'status', ranges: [[200, 299]] },
  { on: 'header', name: 'a', is: { contains: 'a' } },
  { on: 'body', is: { contains: 'a' } },
  { on: 'json', path: '$', is: { exists: true } },
  { on: 'certificate', atLeastDays: 1 },
  { on: 'record', is: { exists: true } },
])(
  'what is expected of something that a connection does not have is not met: %j',
  (expectation) => {
    expect(judge({ kind: 'tcp', ...TIMES }, [expectation], TRUSTED).outcome).toBe('down');
  },
);
