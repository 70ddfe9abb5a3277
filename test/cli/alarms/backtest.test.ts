import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterprod } from '../../support/afterprod.ts';

const { latencyFixture } = require('../../../scripts/latency-fixture.js');

const FIXTURE = path.join(__dirname, '../../../fixtures/latency.csv');
const INCIDENTS = [
  '--incident=2026-11-10T13:20Z/2026-11-10T14:00Z',
  '--incident=2026-11-13T02:10Z/2026-11-13T04:40Z',
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'afterprod-backtest-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const backtest = (...args: readonly string[]) => afterprod(['alarms', 'backtest', ...args]);

function csv(...lines: readonly string[]): string {
  const file = path.join(folder, `${lines.length}-${lines.join('').length}.csv`);
  writeFileSync(file, lines.join('\n'));
  return file;
}

const minutes = (count: number, valueAt: (i: number) => number | string) =>
  Array.from({ length: count }, (_, i) => {
    const at = new Date(Date.UTC(2026, 10, 2, 0, i)).toISOString();
    return `${at},${valueAt(i)}`;
  });

test('the fixture is what its script makes', () => {
  expect(readFileSync(FIXTURE, 'utf8')).toBe(latencyFixture());
});

test('finds the two incidents of the fixture, and says when and how bad', async () => {
  const { code, stdout, stderr } = await backtest(FIXTURE, ...INCIDENTS);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('4032 points from 2026-11-02 00:00 UTC to 2026-11-16 00:00 UTC');
  expect(stdout).toContain("an approximation of CloudWatch's");
  expect(stdout).toContain('2 alarms in 11 d 0 h');
  expect(stdout).toMatch(/2026-11-10 13:35 UTC {2}30 min +856/);
  expect(stdout).toContain('false: 0 a week; incidents missed: 0');
  expect(stdout).not.toContain('\u001b');
  const chart = stdout.split('\n').filter((line) => /[\u2800-\u28ff▲]/.test(line));
  expect(Math.max(...chart.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('--json is the episodes, the rule, and what was false beside known incidents', async () => {
  const { stdout } = await backtest(FIXTURE, '--above', '400', '--points', '2/3', '--json');
  const rule = {
    kind: 'threshold',
    comparison: 'above',
    threshold: 400,
    datapointsToAlarm: 2,
    evaluationPeriods: 3,
    periodSeconds: 300,
    missingData: 'missing',
  };
  const episode = { start: '2026-11-10T13:30:00.000Z', end: '2026-11-10T14:10:00.000Z' };
  expect(JSON.parse(stdout)).toEqual({
    episodes: [{ ...episode, peak: expect.any(Number) }],
    rule,
  });
  const known = await backtest(FIXTURE, '--above', '400', '--json', ...INCIDENTS);
  expect(JSON.parse(known.stdout)).toMatchObject({ falsePerWeek: 0 });
});

test('--svg writes a picture that names what it shows, and says where it cannot', async () => {
  const file = path.join(folder, 'chart.svg');
  const hostile = path.join(folder, 'a<b>&.csv');
  writeFileSync(hostile, minutes(10, (i) => i).join('\n'));
  expect(await backtest(hostile, '--above', '5', '--svg', file)).toMatchObject({ code: 0 });
  const svg = readFileSync(file, 'utf8');
  expect(svg).toContain('a&lt;b&gt;&amp;.csv</title>');
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  const { code, stderr } = await backtest(FIXTURE, '--svg', path.join(folder, 'no/chart.svg'));
  expect([code, stderr]).toEqual([1, expect.stringMatching(/Cannot write .*folder that exists/)]);
});

test('gaps, NaN, duplicates and disorder are told, and judged as CloudWatch would', async () => {
  const file = csv(
    'timestamp,host,value',
    '2026-11-02T00:02:00Z,a,60',
    '2026-11-02T00:00:00Z,a,60',
    '2026-11-02T01:01:00+01:00,a,',
    '2026-11-02T00:03:00Z,a,NaN',
    '2026-11-02T00:04:00Z,a,80',
    '2026-11-02T00:04:00Z,a,100',
    '',
  );
  const { stdout } = await backtest(file, '--above', '50', '--points', '2/2', '--period', '1m');
  expect(stdout).toContain('note: 2 lines without a value');
  expect(stdout).toContain('note: 1 point out of order');
  expect(stdout).toContain('note: 1 point shares its period with another');
  expect(stdout).toContain('note: 2 periods without a point');
  expect(stdout).toMatch(/2026-11-02 00:02 UTC {2}3 min, still firing {2}90/);
});

test('times without an offset need --time-zone, and are of it', async () => {
  const file = csv('timestamp,value', '2026-11-02 00:00:00,1', '2026-11-02 00:01:00,99');
  expect((await backtest(file)).stderr).toContain(
    "line 2: '2026-11-02 00:00:00' does not say in which time zone it is. Give --time-zone UTC",
  );
  const args = ['--time-zone', 'Europe/Berlin', '--above', '50', '--points', '1/1', '--json'];
  const { stdout } = await backtest(file, ...args);
  expect(JSON.parse(stdout).episodes).toMatchObject([{ start: '2026-11-01T23:02:00.000Z' }]);
});

test.each([
  [['time,latency', '1,2'], [], "has the columns 'time', 'latency': it needs timestamp and value"],
  [['timestamp,value', '2026-02-30T00:00:00Z,1'], [], "line 2: '2026-02-30T00:00:00Z' is no time"],
  [['timestamp,value', '2026-11-02T00:00:00Z,fast'], [], "line 2: 'fast' is no number"],
  [['timestamp,value', '2026-11-02T00:00:00Z,1e999'], [], "line 2: '1e999' is no number"],
  [['timestamp,value'], [], 'holds no point with a value'],
  [minutes(10, () => 1), [], 'is 10 min long, and 3 d 0 h of it only teach the band'],
  [minutes(10, () => 1), ['--learn', '5m'], 'has too few points before any day of it for a band'],
  [
    ['timestamp,value', '0000000001,1', '1793577600,1'],
    ['--period', '1m'],
    'is one of these times wrong?',
  ],
] as const)('%j %j cannot be replayed: %s', async (lines, args, why) => {
  const { code, stderr, stdout } = await backtest(csv(...lines), ...args);
  expect(stderr).toContain(why);
  expect([code, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1]);
});

test.each([
  [[], 'Nothing says what to replay'],
  [['a.csv', '--metric', 'A/B'], 'Only one history can be replayed'],
  [['a.csv', '--band', '0'], 'Give 1 to 10'],
  [['a.csv', '--points', '3/2'], 'Give M/N with M up to N'],
  [['a.csv', '--period', '90s'], 'whole minutes'],
  [['a.csv', '--time-zone', 'Mars/North'], 'Give a name as in Europe/Berlin'],
  [['a.csv', '--incident', '2026-11-10'], 'Give two times'],
  [['a.csv', '--incident', '2026-11-10T14:00Z/2026-11-10T13:00Z'], 'must be before the second'],
  [[FIXTURE, '--points', '1/1'], 'A band of 1/1 raises an alarm a day'],
  [[FIXTURE, '--above', '1', '--below', '2'], 'Give one of --band, --above and --below'],
  [[FIXTURE, '--points', '300/300'], 'look back further than the 1 d that CloudWatch allows'],
  [[FIXTURE, '--stat', 'p99'], 'choose Average, Maximum, Minimum or Sum'],
])('%j is wrong use: %s', async (args, why) => {
  const { code, stderr } = await backtest(...args);
  expect(stderr).toContain(why);
  expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
});

test('of a file with an open quote, or one that is not UTF-8, the error is short and says what to do', async () => {
  const open = await backtest(csv('timestamp,value', `"${minutes(5_000, (i) => i).join('\n')}`));
  expect(open.stderr).toContain("'2026-11-02T00:00:00.000Z,0 2026-11-02T00:01:00.000Z,1");
  expect(open.stderr.length).toBeLessThan(400);
  const utf16 = path.join(folder, 'utf-16.csv');
  writeFileSync(utf16, Buffer.from(minutes(10, (i) => i).join('\n'), 'utf16le'));
  expect((await backtest(utf16)).stderr).toContain('save it as UTF-8');
});

test('a time that is thousands of years off is refused at once, with its line', async () => {
  const { code, stderr } = await backtest(
    csv('2026-11-02T00:00:00Z,1', '9999-11-02T00:00:00Z,2', '2026-11-02T00:05:00Z,1'),
  );
  expect(code).not.toBe(0);
  expect(stderr).toContain(
    'line 2: From 2026-11-02T00:00:00.000Z to 9999-11-02T00:00:00.000Z are more than 400 days: is',
  );
});

test('a file that is not there is said to be', async () => {
  const { code, stderr } = await backtest('/nowhere/a.csv');
  expect([code, stderr]).toEqual([
    1,
    'error: Cannot read /nowhere/a.csv: ENOENT. Give a CSV file.\n',
  ]);
});

test('suggest proposes a band within the budget as settings to paste', async () => {
  const { stdout } = await afterprod(['alarms', 'suggest', FIXTURE, ...INCIDENTS, '--name=slow']);
  expect(stdout).toMatch(/'slow': \{ band: [\d.]+, points: '[2-5]\/[35]' \},\n\},\n$/);
  const none = await afterprod(['alarms', 'suggest', FIXTURE, '--budget', '0', '--json']);
  expect(JSON.parse(none.stdout)).toMatchObject({ budget: 0, tried: expect.any(Number) });
});

test.each([
  [
    'an incident that lies elsewhere',
    ['--incident=2025-11-10T13:20Z/2025-11-10T14:00Z'],
    'outside of what is replayed',
  ],
  ['points finer than those of the file', ['--period=1m'], 'a point each 5 min'],
  ['a length of history beside a file', ['--history=7d'], 'is of CloudWatch'],
])('%s is refused', async (_, args, words) => {
  const { code, stderr } = await backtest(FIXTURE, ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
});

test('suggest without a name leaves a place for it, and says which points it judged', async () => {
  const { stdout } = await afterprod(['alarms', 'suggest', FIXTURE, ...INCIDENTS]);
  expect(stdout).toContain("'<alarm>': {");
  expect(stdout).toContain('Judged on points of 5 min');
});

test('help says defaults as they are typed', async () => {
  const { stdout } = await backtest('--help');
  expect(stdout).toContain('(default: 14d)');
  expect(stdout).toContain('(default: 3d)');
});
