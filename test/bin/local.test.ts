import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { nodeArguments } from '../support/bundled-programs.ts';

const ROOT = path.join(__dirname, '../..');

const SOURCE = ['--conditions=source', '--require', 'tsx/cjs', 'bin/local.ts'];

/** `npm start -- …`, without npm. */
const start = (args: readonly string[], program = nodeArguments('bin/local.ts')) =>
  promisify(execFile)(process.execPath, [...program, ...args], { cwd: ROOT });

test.each([
  [['--port', 'abc'], 'It must be a whole number from 0 to 65535.'],
  [['--speed', '0'], 'It must be a number above 0'],
  [['--bogus'], "unknown option '--bogus'"],
  [['prod'], 'too many arguments'],
  [['--stage'], "option '--stage <name>' argument missing"],
])('%j is wrong use: exit code 2, one line, nothing starts', async (args, reason) => {
  const failure = await start(args).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(reason) });
});

test('help is no failure', async () => {
  expect((await start(['--help'], SOURCE)).stdout).toContain('--fresh');
});
