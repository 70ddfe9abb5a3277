import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { openDataDir } from '../../local/data-dir.ts';

let dir: string;
let notices: string[];
const open = () => openDataDir(dir, (message) => notices.push(message));

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'data-'));
  notices = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

test('what was saved last is there after a restart, and so is the secret', () => {
  const first = open();
  expect(first.state('ssm').load()).toBeUndefined();
  first.state('ssm').save({ a: 1 });
  first.state('ssm').save({ a: 2 });
  expect(first.state('ssm').load()).toEqual({ a: 2 });
  first.close();

  const second = open();
  expect(second.state('ssm').load()).toEqual({ a: 2 });
  expect(second.secret).toBe(first.secret);
  second.close();
});

test('a corrupt document is set aside with a notice, and nothing else is lost', () => {
  const first = open();
  first.state('ssm').save({ a: 1 });
  first.state('sqs').save([1]);
  first.close();
  const file = path.join(dir, 'ssm/state.json');
  writeFileSync(file, '{"a": 1');

  const second = open();
  expect(second.state('ssm').load()).toBeUndefined();
  expect(second.state('sqs').load()).toEqual([1]);
  expect(notices).toEqual([expect.stringMatching(/ssm\/state\.json is not readable.*kept as/)]);
  expect(readFileSync(`${file}.corrupt`, 'utf8')).toBe('{"a": 1');
  second.close();
});

test.each([
  ['of another alphabet', 'x'.repeat(64)],
  ['that a kill has cut short', 'ab'],
])('a secret %s is set aside and made anew, with a notice', (_, broken) => {
  const file = path.join(dir, 'secret');
  writeFileSync(file, broken);
  const opened = open();
  expect(opened.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(readFileSync(file, 'utf8')).toBe(opened.secret);
  expect(readFileSync(`${file}.corrupt`, 'utf8')).toBe(broken);
  expect(notices).toEqual([expect.stringContaining('is no secret')]);
  opened.close();
});

test('a folder that a live process uses is refused, with what to do', () => {
  writeFileSync(path.join(dir, 'lock'), String(process.ppid));
  expect(open).toThrow(new RegExp(`in use .* process id ${process.ppid}.*--data`));
});

test.each([
  ['of a dead process', String(spawnSync(process.execPath, ['--version']).pid)],
  ['that is empty', ''],
  ['of this process: an earlier start failed', String(process.pid)],
])('a lock %s is taken over', (_, content) => {
  writeFileSync(path.join(dir, 'lock'), content);
  const taken = open();
  expect(readFileSync(path.join(dir, 'lock'), 'utf8')).toBe(String(process.pid));
  taken.close();
});
