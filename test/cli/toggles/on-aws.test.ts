import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { toggle } from '../../support/toggle-builders.ts';
import { startTogglesCloud, type TogglesCloud } from '../../support/toggles-cloud.ts';

jest.setTimeout(120_000); // each test starts processes

let cloud: TogglesCloud;

beforeAll(async () => {
  cloud = await startTogglesCloud();
});
afterAll(() => cloud.stop());

const on = toggle({ defaultVariant: 'on' });
const latestOf = async (stage: 'beta' | 'prod') => {
  const [entry] = await cloud.storeOf(stage).history({ limit: 1 });
  return entry;
};

describe('a change in prod', () => {
  test('needs --yes where nobody can be asked, and does nothing without it', async () => {
    await cloud.put('prod', { a: toggle() });
    const refused = await cloud.onAws('enable', 'a');
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: This changes shop-prod (a: off to everybody -> on to everybody), and nobody is here to be asked. Add --yes.\n',
    });
    expect(await latestOf('prod')).toMatchObject({ who: 'ann', summary: 'put' });
  });

  test('is kept under the name that AWS knows', async () => {
    await cloud.put('prod', { a: toggle() });
    expect(await cloud.onAws('enable', 'a', '--yes')).toMatchObject({ code: 0, stderr: '' });
    expect(await latestOf('prod')).toMatchObject({ who: 'root', why: 'afterprod toggles enable' });
  });

  test('that changes nothing asks nothing', async () => {
    await cloud.put('prod', { a: on });
    const { code, stdout } = await cloud.onAws('enable', 'a');
    expect([code, stdout]).toEqual([0, 'It is so already: nothing was changed in prod.\n']);
  });

  test('is not held up by an STS that is down: who it was is marked as unconfirmed', async () => {
    await cloud.put('prod', { a: on });
    cloud.faults.inject({ service: 'sts', kind: 'outage', untilMs: cloud.clock.now() + 60_000 });
    const killed = await cloud.onAws('kill', 'a', '--yes');
    cloud.faults.clear();
    expect(killed).toMatchObject({ code: 0, stderr: '' });
    expect((await latestOf('prod'))?.who).toContain('(unconfirmed: STS did not answer)');
    await cloud.storeOf('prod').restore('a', { who: 'ann', why: 'test' });
  });

  /** util-linux's `script` gives a process a terminal. */
  const onTerminal =
    existsSync('/usr/bin/script') && process.platform === 'linux' ? test : test.skip;

  onTerminal.each([
    ['y', 0, 'on'],
    ['n', 1, 'off'],
  ])('on a terminal it asks: %s ends with %i', async (answer, code, variant) => {
    await cloud.put('prod', { a: toggle() });
    const asked = await typed(['enable', 'a', '--stage', 'prod'], answer);
    expect(asked.said).toContain('In shop-prod:');
    expect(asked.said).toContain('a: off to everybody -> on to everybody');
    expect(asked.code).toBe(code);
    const latest = await cloud.storeOf('prod').readDocument();
    expect(latest?.document.flags['a']?.defaultVariant).toBe(variant);
  });

  onTerminal('on a terminal a killed toggle is red, but not with NO_COLOR', async () => {
    await cloud.put('prod', { red: on });
    await cloud.storeOf('prod').kill('red', 'off', { who: 'ann', why: 'test' });
    const onTty = (await typed(['list'], '')).said;
    const inCi = (await typed(['list'], '', { CI: 'true' })).said;
    const plain = (await typed(['list'], '', { NO_COLOR: '1' })).said;
    await cloud.storeOf('prod').restore('red', { who: 'ann', why: 'test' });
    for (const said of [onTty, inCi]) expect(said).toContain('\u001b[31mred ');
    expect(plain).not.toContain('\u001b[3');
  });

  /** Answers as soon as something is asked. */
  function typed(
    args: readonly string[],
    answer: string,
    env: Readonly<Record<string, string>> = {},
  ) {
    const command = path.join(__dirname, '../../../bin/afterprod.js');
    const line = ['exec', process.execPath, command, 'toggles', ...args].join(' ');
    const { NO_COLOR: _none, FORCE_COLOR: _forced, ...outside } = process.env;
    const child = spawn('/usr/bin/script', ['-q', '-e', '-c', line, '/dev/null'], {
      env: { ...outside, TERM: 'xterm', ...cloud.awsEnv, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let said = '';
    let isAnswered = false;
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (isAnswered || !said.includes('[y/N]')) return;
      isAnswered = true;
      child.stdin.write(`${answer}\n`);
    });
    return new Promise<{ code: number | null; said: string }>((resolve) => {
      child.on('close', (code) => resolve({ code, said }));
    });
  }
});

test('beta is changed without a question', async () => {
  await cloud.put('beta', { a: toggle() });
  expect(await cloud.onAws('enable', 'a', '--stage', 'beta')).toMatchObject({ code: 0 });
});

test('two stages are compared, and one is made as the other', async () => {
  const metadata = { owner: 'shop', expires: '2030-01-01', description: 'A test' };
  await cloud.put('beta', { a: on, c: toggle({ metadata }), same: on });
  await cloud.put('prod', { a: toggle(), b: toggle(), same: on });
  const different = await cloud.onAws('diff', 'beta', 'prod');
  expect(different).toEqual({
    code: 1,
    stdout: 'a: on to everybody -> off to everybody\nonly in prod: b, off\nonly in beta: c, off\n',
    stderr: 'error: beta and prod differ in 3 toggles or segments (told as beta -> prod).\n',
  });
  const { stdout } = await cloud.onAws('diff', 'beta', 'prod', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    alike: false,
    differing: [
      { key: 'a', beta: 'on', prod: 'off' },
      { key: 'b', prod: 'off' },
      { key: 'c', beta: 'off' },
    ],
  });
  const promoted = await cloud.onAws('promote', 'beta', 'prod', 'a', '--yes', '--json');
  expect(JSON.parse(promoted.stdout)).toMatchObject({
    stage: 'prod',
    changes: [{ key: 'a', before: 'off', after: 'on' }],
  });
  expect(await cloud.onAws('promote', 'beta', 'prod')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('This changes shop-prod (c: created, serves off to everybody)'),
  });
  await cloud.onAws('promote', 'beta', 'prod', '--yes');
  await cloud.onAws('remove', 'b', '--yes');
  expect(await cloud.onAws('diff', 'beta', 'prod')).toMatchObject({
    code: 0,
    stdout: 'beta and prod are alike.\n',
  });
});

test.each([
  [['diff', 'beta', 'beta'], 'needs two stages, not beta twice'],
  [['promote', 'beta', 'prod', '--stage', 'prod'], 'leave out --stage'],
])('%j is wrong use', async (args, reason) => {
  const { code, stderr } = await cloud.onAws(...args);
  expect(stderr).toContain(reason);
  expect(code).toBe(2);
});
