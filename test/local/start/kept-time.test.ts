import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { keptTimeMs } from '../../../local/start/kept-time.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'kept-time-'));
  file = path.join(dir, 'clock.json');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('time that is ahead goes on', () => {
  const nowMs = Date.now() + 3_600_000;
  writeFileSync(file, JSON.stringify({ nowMs }));
  expect(keptTimeMs(dir, () => {})).toBe(nowMs);
});

test.each([
  '{"nowMs":1e300}',
  '{"nowMs":8640000000000001}',
  '{"nowMs":-1}',
  'null',
  '{"nowMs":[]}',
])('%s is set aside with a notice, and time starts from now', (kept) => {
  const notices: string[] = [];
  writeFileSync(file, kept);
  expect(Math.abs(keptTimeMs(dir, (message) => notices.push(message)) - Date.now())).toBeLessThan(
    60_000,
  );
  expect(notices).toEqual([expect.stringContaining('holds no time')]);
  expect(readFileSync(`${file}.corrupt`, 'utf8')).toBe(kept);
  expect(existsSync(file)).toBe(false);
});
