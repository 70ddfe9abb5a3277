import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { aggregateOf } from '../../../../local/emulators/cloudwatch/aggregate.ts';
import { MetricFile } from '../../../../local/emulators/cloudwatch/metric-file.ts';
import { MetricStore } from '../../../../local/emulators/cloudwatch/metric-store.ts';

const AT_MS = Date.UTC(2026, 10, 23);
const UP = { namespace: 'Afterprod', name: 'Up', dimensions: { Probe: 'home' } };

let dir: string;
let file: string;
let notices: string[];

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'metrics-'));
  file = path.join(dir, 'metrics.ndjson');
  notices = [];
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function load(): MetricStore {
  const store = new MetricStore();
  new MetricFile(file, store).load((message) => notices.push(message));
  return store;
}

function savedLine(): string {
  const store = new MetricStore();
  store.put(UP, { atMs: AT_MS, unit: 'None', measured: aggregateOf([3, 4]) });
  new MetricFile(file, store).save();
  return readFileSync(file, 'utf8');
}

const samples = (store: MetricStore) =>
  store.samples(UP, { startMs: AT_MS, periodMs: 60_000, count: 1 });

test('comes back as it was saved, without a word', () => {
  savedLine();
  expect(samples(load())).toEqual([2]);
  expect(notices).toEqual([]);
});

test.each([
  ['of a time that is no date', '["a","b",{},"None","minutes",null,[]]'],
  ['that is no JSON', '["a",'],
  ['of an unknown tier', '["a","b",{},"None","hours",1,[]]'],
  ['without dimensions', '["a","b",null,"None","minutes",1,[]]'],
  ['with a bucket beyond its block', '["a","b",{},"None","minutes",1,[[60,1,1,1,1]]]'],
  ['with a bucket without numbers', '["a","b",{},"None","minutes",1,[[0,null,1,1,1]]]'],
  ['with values that are no pairs', '["a","b",{},"None","minutes",1,[[0,1,1,1,1,[1]]]]'],
])('a line %s costs that line alone, once, with a notice', (_, bad) => {
  writeFileSync(file, `${bad}\n${savedLine()}${bad}\n`);
  expect(samples(load())).toEqual([2]);
  expect(notices).toEqual([expect.stringMatching(/lines that are not readable are lost: 2/)]);
  expect(samples(load())).toEqual([2]);
  expect(notices).toHaveLength(1);
});

test('a file without a line of ours is set aside', () => {
  writeFileSync(file, 'hello\n');
  expect(samples(load())).toEqual([0]);
  expect(notices).toEqual([expect.stringContaining(`it is kept as ${file}.corrupt`)]);
  expect(existsSync(file)).toBe(false);
});
