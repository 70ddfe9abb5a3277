import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.join(__dirname, '../..');

/** `npm start -- …`, without npm. */
const start = (...args: readonly string[]) =>
  promisify(execFile)(
    process.execPath,
    ['--conditions=source', '--require', 'tsx/cjs', 'bin/local.ts', ...args],
    { cwd: ROOT },
  );

test.each([
  [['--port', 'abc'], 'It must be a whole number from 0 to 65535.'],
  [['--speed', '0'], 'It must be a number above 0'],
  [['--bogus'], "unknown option '--bogus'"],
  [['prod'], 'too many arguments'],
  [['--stage'], "option '--stage <name>' argument missing"],
])('%j is wrong use: exit code 2, one line, nothing starts', async (args, reason) => {
  const failure = await start(...args).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(reason) });
});

test('help is no failure', async () => {
  expect((await start('--help')).stdout).toContain('--fresh');
});
