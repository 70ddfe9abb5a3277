import { judge } from '../../../../functions/probes/expectations/judge.ts';
import type { Expectation } from '../../../../functions/probes/targets/expectation.ts';
import { seenAnswer } from '../../../support/seen-answer.ts';

const HEALTH = { 'content-type': 'application/health+json' };
const OK: Expectation = { on: 'status', ranges: [[200, 299]] };

/** What becomes of a health answer. */
const judged = (body: object | string, differing: Parameters<typeof seenAnswer>[0] = {}) =>
  judge(
    seenAnswer({
      headers: HEALTH,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...differing,
    }),
    [OK],
    { isLatencyTrusted: true },
  );

test.each(['pass', 'ok', 'up', 'UP'])('%s is up', (status) => {
  expect(judged({ status })).toEqual({ outcome: 'up', sentence: 'status was 200 after 43 ms' });
});

test('warn is degraded', () => {
  expect(judged({ status: 'warn' })).toEqual({ outcome: 'degraded', sentence: 'health was warn' });
});

test.each(['fail', 'error', 'down', 'DOWN'])('%s is down, though its status is 200', (status) => {
  expect(judged({ status })).toEqual({ outcome: 'down', sentence: 'health was fail' });
});

test('its checks are told, the worst first, and why', () => {
  const checks = {
    uptime: [{ status: 'pass', observedValue: 1209600.245, observedUnit: 's' }],
    'cpu:utilization': [
      { componentId: 'node-1', status: 'warn', observedValue: 85, observedUnit: 'percent' },
    ],
    database: [{ status: 'fail', output: 'connection refused' }],
  };
  expect(judged({ status: 'fail', checks })).toEqual({
    outcome: 'down',
    sentence:
      'health was fail: database is fail (connection refused); cpu:utilization (node-1) is warn (85 percent)',
    checks: [
      { name: 'database', status: 'fail', output: 'connection refused' },
      { name: 'cpu:utilization (node-1)', status: 'warn', observedValue: '85 percent' },
      { name: 'uptime', status: 'pass', observedValue: '1209600.245 s' },
    ],
  });
});

test('the whole says how it is, whatever one check of it says', () => {
  const checks = { cache: [{ status: 'fail' }] };
  expect(judged({ status: 'pass', checks })).toEqual({
    outcome: 'up',
    sentence: 'status was 200 after 43 ms',
    checks: [{ name: 'cache', status: 'fail' }],
  });
  expect(judged({ status: 'warn', checks: {}, output: 'one of two is gone' }).sentence).toBe(
    'health was warn: one of two is gone',
  );
});

test('what was expected and is not comes before what it says itself', () => {
  const checks = { database: [{ status: 'fail' }] };
  expect(judged({ status: 'fail', checks }, { status: 503 }).sentence).toBe(
    'status was 503, expected 200–299; health was fail: database is fail',
  );
  expect(judged({ status: 'warn' }, { status: 404 }).outcome).toBe('down');
});

test('of many checks twenty are told, and in the sentence two', () => {
  const nodes = Array.from({ length: 30 }, (_, at) => ({
    componentId: at,
    status: at < 25 ? 'pass' : 'warn',
  }));
  const { sentence, checks = [] } = judged({ status: 'warn', checks: { node: nodes } });
  expect(sentence).toBe('health was warn: node (25) is warn; node (26) is warn; and 3 more');
  expect(checks).toHaveLength(20);
  expect(checks.filter(({ status }) => status === 'warn')).toHaveLength(5);
});

test('what a check says stays short and printable', () => {
  const output = `\u001b[31m${'x'.repeat(1000)}`;
  const { checks, sentence } = judged({
    status: 'fail',
    checks: { 'a\nb': { status: 'fail', output } },
  });
  expect(checks).toEqual([{ name: 'a b', status: 'fail', output: `[31m${'x'.repeat(95)}…` }]);
  expect(sentence.length).toBeLessThan(130);
});

test('what a check names a secret is masked', () => {
  const output = 'cannot open postgres://ann:abc@db?Password=abc';
  const { checks, sentence } = judged({
    status: 'fail',
    checks: { db: { status: 'fail', output } },
  });
  expect(checks?.[0]?.output).toBe('cannot open postgres://***@db?Password=***');
  expect(sentence).not.toContain('abc');
  expect(judged({ status: 'warn', output }).sentence).not.toContain('abc');
});

test.each<[string, unknown]>([
  ['a list', []],
  ['a text', 'all is well'],
  ['entries that are none', { a: null, b: 'x', c: [1, null, []] }],
])('checks that are %s are none', (_, checks) => {
  expect(judged({ status: 'pass', checks })).not.toHaveProperty('checks');
});

test('an entry without a status, or with a value that is none, tells the rest', () => {
  const checks = { a: [{}], b: [{ status: 'odd', observedValue: { x: 1 }, output: '' }] };
  expect(judged({ status: 'pass', checks }).checks).toEqual([
    { name: 'a', status: 'pass' },
    { name: 'b', status: 'pass' },
  ]);
});

test.each([
  ['{"status":"fine"}', 'health was "fine", expected pass, warn or fail'],
  ['{}', 'health was missing, expected pass, warn or fail'],
  ['[]', 'health answer was no JSON object'],
  ['ok', 'health answer was no JSON object'],
  ['{"status":"pass"', 'health answer was no JSON object'],
])('one that cannot be understood is a warning: %s', (body, sentence) => {
  expect(judged(body)).toEqual({ outcome: 'degraded', sentence });
});

test('without its media type, or without a body, an answer says nothing of health', () => {
  const json = { 'content-type': 'application/json' };
  expect(judged({ status: 'fail' }, { headers: json }).outcome).toBe('up');
  expect(judged('').outcome).toBe('up');
  const withCharset = { 'content-type': 'Application/Health+JSON ; charset=utf-8' };
  expect(judged({ status: 'fail' }, { headers: withCharset }).outcome).toBe('down');
});
