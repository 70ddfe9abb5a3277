import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterprod } from '../../support/afterprod.ts';
import { documentOf, toggle } from '../../support/toggle-builders.ts';
import { startTogglesCloud, type TogglesCloud } from '../../support/toggles-cloud.ts';

jest.setTimeout(120_000); // each test starts processes

let cloud: TogglesCloud;
let folder: string;

beforeAll(async () => {
  cloud = await startTogglesCloud();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'afterprod-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => cloud.stop());

function write(file: string, content: string | object): string {
  const whole = path.join(folder, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, typeof content === 'string' ? content : JSON.stringify(content));
  return whole;
}

test('what was exported is imported elsewhere, and then nothing is left to do', async () => {
  const targeting = { if: [{ $ref: 'testers' }, 'on', 'off'] };
  await cloud.put('prod', { b: toggle(), a: toggle({ variants: { on: 1, off: 0 } }) });
  const file = path.join(folder, 'flags.json');
  const exported = await cloud.toggles('export', file);
  expect(exported.stdout).toMatch(/flags\.json has the 2 toggles of prod \(version \d+\)\.\n$/);
  const { stdout } = await cloud.toggles('export');
  expect(stdout).toBe(readFileSync(file, 'utf8'));

  const more = { ...JSON.parse(stdout), $evaluators: { testers: { '==': [{ var: 'a' }, 1] } } };
  write('flags.json', { ...more, flags: { ...more.flags, c: toggle({ targeting }) } });
  expect(await cloud.togglesJson('import', file)).toMatchObject({
    changed: true,
    changes: [{ key: 'c', after: 'by rules, else off' }],
    segments: ['testers'],
  });
  expect(await cloud.togglesJson('import', file)).toMatchObject({ changed: false });

  write('flags.json', { ...more, flags: { ...more.flags, b: toggle({ defaultVariant: 'on' }) } });
  const exists = await cloud.toggles('import', file);
  expect(exists).toMatchObject({ code: 1, stderr: expect.stringContaining('differ: b') });
  const replaced = await cloud.toggles('import', file, '--replace');
  expect(replaced.stdout).toContain('b: off to everybody -> on to everybody');
});

test('a rule for beta testers is imported before there is one, as the recipe says', async () => {
  const recipe = readFileSync(path.join(__dirname, '../../../docs/toggles.md'), 'utf8');
  const [, segments = ''] = /^("\$evaluators": \{ "beta": .*\})$/m.exec(recipe) ?? [];
  await cloud.put('prod', {});
  const targeting = { if: [{ $ref: 'beta' }, 'on', null] };
  const document = documentOf({ search: toggle({ targeting }) });
  const without = await cloud.toggles('import', write('without.json', document));
  expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining("'beta'") });
  const file = write('with.json', { ...document, ...JSON.parse(`{${segments}}`) });
  expect(await cloud.togglesJson('import', file)).toMatchObject({ changed: true });
});

test('a file that is none, or none that may be imported', async () => {
  expect(await cloud.toggles('import', path.join(folder, 'none.json'))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot be read'),
  });
  expect(await cloud.toggles('import', write('torn.json', '{"flags'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is no JSON'),
  });
  const wrong = write('wrong.json', documentOf({ a: toggle({ defaultVariant: 'blue' }) }));
  expect(await cloud.toggles('import', wrong)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('flags.a.defaultVariant'),
  });
});

test('a file with a key twice is refused: the first would be dropped', async () => {
  const twice = '{"flags":{"a":{"state":"ENABLED"},"a":{}}}';
  for (const command of ['import', 'lint']) {
    expect(await cloud.toggles(command, write('twice.json', twice))).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('twice.json has the key /flags/a twice. Leave one.'),
    });
  }
});

test('an import tells its file and every fault, up to a limit', async () => {
  const flags = Array.from({ length: 13 }, (_, at) => [`t${at}`, toggle({ defaultVariant: 'x' })]);
  const file = write('wrong.json', documentOf(Object.fromEntries(flags)));
  const { code, stderr } = await cloud.toggles('import', file);
  expect(stderr).toMatch(/^error: \S+wrong\.json: flags\.t0\.defaultVariant .*; flags\.t9\./);
  expect(stderr).toMatch(/; and 3 more: afterprod toggles lint \S+wrong\.json\n$/);
  expect([code, stderr.trim().split('\n')]).toEqual([1, [expect.anything()]]);
});

const onUnix = existsSync('/dev/zero') ? test : test.skip;

onUnix('a file that never ends is not read to its end', async () => {
  expect(await afterprod(['toggles', 'lint', '/dev/zero'])).toMatchObject({
    code: 2,
    stderr: 'error: /dev/zero cannot be read: it has more than 16777216 bytes\n',
  });
});

describe('lint', () => {
  test('tells every finding of a file with its place, without any cloud', async () => {
    const metadata = { expires: '2020-01-01', description: 'A test', owner: 'shop' };
    const file = write(
      'flags.json',
      documentOf({ old: toggle({ metadata }), a: toggle({ defaultVariant: 'blue' }) }),
    );
    const { code, stdout, stderr } = await afterprod(['toggles', 'lint', file]);
    expect(stdout).toMatch(/flags\.json: flags\.old\.metadata\.expires: warning: .*2020-01-01/);
    expect(stdout).toMatch(/flags\.json: flags\.a\.defaultVariant: error: .*: .*on, off/);
    expect([code, stderr]).toEqual([1, `error: 1 error in ${file}.\n`]);
  });

  test('warnings stop nothing, and --json tells them', async () => {
    const metadata = { expires: '2020-01-01', description: 'A test', owner: 'shop' };
    const file = write('flags.json', documentOf({ old: toggle({ metadata }) }));
    const { code, stdout } = await afterprod(['toggles', 'lint', file, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ path: 'flags.old.metadata.expires', code: 'expired', severity: 'warning' }],
    });
    expect(code).toBe(0);
  });

  test('without a file it is what is stored', async () => {
    await cloud.put('prod', { a: toggle() });
    expect(await cloud.toggles('lint')).toMatchObject({ code: 0, stdout: 'no findings\n' });
  });
});

test('types are written from a stage or a file, checked, and not written twice', async () => {
  await cloud.put('prod', { 'new-checkout': toggle() });
  const out = path.join(folder, 'toggles.generated.ts');
  const written = await cloud.toggles('types', '--out', out);
  expect(written.stdout).toContain('has a function for each of 1 toggles');
  const from = ['--from', write('flags.json', documentOf({ 'new-checkout': toggle() }))];
  const types = (...args: string[]) => afterprod(['toggles', 'types', ...from, ...args]);
  expect((await types('--out', '-')).stdout).toBe(readFileSync(out, 'utf8'));
  expect(await types('--out', out, '--check')).toMatchObject({ code: 0 });
  writeFileSync(out, readFileSync(out, 'utf8').replaceAll('\n', '\r\n'));
  expect(await types('--out', out, '--check')).toMatchObject({ code: 0 });
  writeFileSync(out, '// mine');
  expect(await types('--out', out, '--check')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /is not what the toggles are\. Run: afterprod toggles types --out /,
    ),
  });
});

describe('references', () => {
  test('where code names a toggle, and the toggles that no code names', async () => {
    const flags = write('flags.json', documentOf({ 'new-checkout': toggle(), old: toggle() }));
    write('src/a.ts', "\nif (toggles.boolean('new-checkout', false)) {\u001b[31m\n");
    write('src/node_modules/b.js', "'old'");
    const args = ['toggles', 'references', path.join(folder, 'src'), '--from', flags];
    const { code, stdout } = await afterprod(args);
    expect(stdout).toBe(
      `a.ts:2:22  if (toggles.boolean('new-checkout', false)) { [31m\nNamed nowhere in ${folder}/src: old\n`,
    );
    expect(code).toBe(0);
    expect(JSON.parse((await afterprod([...args, '--json'])).stdout)).toMatchObject({
      references: [{ key: 'new-checkout', file: 'a.ts', line: 2, column: 22 }],
      unnamed: ['old'],
    });
  });

  test('of one toggle that may be gone already, without any cloud', async () => {
    write('a.py', 'if flag("gone"):');
    const found = await afterprod(['toggles', 'references', folder, 'gone']);
    expect(found).toEqual({ code: 0, stdout: 'a.py:1:10  if flag("gone"):\n', stderr: '' });
  });

  test('a folder that is none is wrong use', async () => {
    const { code, stderr } = await afterprod(['toggles', 'references', '/nowhere', 'a']);
    expect([code, stderr]).toEqual([2, 'error: /nowhere is no folder.\n']);
  });

  test('ten thousand files are searched in seconds', async () => {
    for (let at = 0; at < 10_000; at += 1) {
      if (at % 100 === 0) mkdirSync(path.join(folder, String(at)));
      const file = path.join(folder, String(at - (at % 100)), `${at}.ts`);
      writeFileSync(file, `export const name${at} = 'toggle-${at % 1000}';\n`.repeat(10));
    }
    const started = performance.now();
    const { stdout } = await afterprod(['toggles', 'references', folder, 'toggle-7', '--json']);
    expect(JSON.parse(stdout).references).toHaveLength(100);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
