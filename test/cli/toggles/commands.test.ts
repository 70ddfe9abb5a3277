import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { documentsOver } from '../../../functions/shared/dynamo.ts';
import { afterprod } from '../../support/afterprod.ts';
import { toggle } from '../../support/toggle-builders.ts';
import { startTogglesCloud, type TogglesCloud } from '../../support/toggles-cloud.ts';

jest.setTimeout(120_000); // each test starts processes

let cloud: TogglesCloud;

beforeAll(async () => {
  cloud = await startTogglesCloud();
});
afterAll(() => cloud.stop());

const metadata = { owner: 'shop', expires: '2026-01-10', description: 'A test' };

/** The driven time of the test cloud stands in January 2026. */
const put = (flags: Parameters<TogglesCloud['put']>[1]) => cloud.put('prod', flags);

test('a kill, seen in list, show and history, and taken back', async () => {
  await put({ 'new-checkout': toggle({ metadata, defaultVariant: 'on' }) });
  const killed = await cloud.toggles('kill', 'new-checkout', '--why', 'card payments fail');
  expect(killed).toMatchObject({ code: 0, stderr: '' });
  expect(killed.stdout).toMatch(
    /^new-checkout: on to everybody -> killed: off\nRevision \d+ in prod\. Functions notice within 10 s; browsers at their next poll\.\n$/,
  );
  expect((await cloud.toggles('list')).stdout).toBe(
    'TOGGLE        SERVES       OWNER  EXPIRES\nnew-checkout  killed: off  shop   2026-01-10 (soon)\n',
  );
  const { stdout: shown } = await cloud.toggles('show', 'new-checkout');
  expect(shown).toMatch(/killed .* by \S+: card payments fail/);
  expect(shown).toMatch(/Last changes\n\d+ .*\n {4}.*\n {4}card payments fail/);
  expect(await cloud.togglesJson('undo', '--why', 'fixed')).toMatchObject({
    changed: true,
    changes: [{ key: 'new-checkout', before: 'killed: off', after: 'on' }],
  });
  expect(await cloud.togglesJson('history', 'new-checkout', '--limit', '2')).toMatchObject({
    history: [
      { kind: 'restore', why: 'fixed' },
      { kind: 'kill', why: 'card payments fail', variant: 'off' },
    ],
  });
});

test('a kill without a reason does not hide the reason of the one in force', async () => {
  await put({ twice: toggle({ metadata }) });
  await cloud.toggles('kill', 'twice', '--why', 'cards fail');
  const again = await cloud.toggles('kill', 'twice');
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(again.stdout).toMatch(
    / killed twice already \(.*: cards fail\), it serves off; with --why/,
  );
  expect(await cloud.togglesJson('kill', 'twice')).toMatchObject({ changed: false });
  const other = await cloud.togglesJson('kill', 'twice', '--variant', 'on');
  expect(other).toMatchObject({ changes: [{ key: 'twice', after: 'killed: on' }] });
  await cloud.toggles('kill', 'twice', '--variant', 'on', '--why', 'it is the other way round');
  expect((await cloud.toggles('show', 'twice')).stdout).toMatch(/killed .*: it is the other way/);
});

test('history tells the version that undo --to takes, and a revision in its place is explained', async () => {
  await put({ back: toggle({ metadata }) });
  await cloud.toggles('kill', 'back');
  const { stdout } = await cloud.toggles('restore', 'back'); // more revisions than versions, now
  const [, revision = ''] = /Revision (\d+)/.exec(stdout) ?? [];
  const { docVersion = 0 } = (await cloud.storeOf('prod').readHead()) ?? {};
  const history = await cloud.toggles('history', '--limit', '1');
  expect(history.stdout).toContain(`${revision} · version ${docVersion}  `);
  const { code, stderr } = await cloud.toggles('undo', '--to', revision);
  expect(stderr).toContain(`Revision ${revision} had version ${docVersion} of the document.`);
  expect(stderr).toContain(`afterprod toggles undo --to ${docVersion}\n`);
  expect(code).toBe(1);
});

test('a life: created, rolled out, enabled, described, taken back, removed', async () => {
  await put({});
  const facts = ['--owner', 'shop', '--expires', '8w', '--description', 'Search that is new'];
  const steps: readonly (readonly [readonly string[], object])[] = [
    [['create', 'search', ...facts], { after: 'off' }],
    [['rollout', 'search', '25 %'], { before: 'off', after: 'on to 25 %' }],
    [['enable', 'search'], { after: 'on' }],
    [['disable', 'search'], { after: 'off' }],
    [['set', 'search', 'on'], { after: 'on' }],
    [['describe', 'search', '--ticket', 'S-1', '--exposed'], { before: 'on', after: 'on' }],
    [['undo', 'search'], { before: 'on', after: 'on' }],
    [['undo'], { before: 'on', after: 'off' }],
    [['remove', 'search'], { before: 'off' }],
  ];
  for (const [args, change] of steps) {
    const answer = await cloud.togglesJson(...args);
    expect(answer).toMatchObject({ changed: true, changes: [{ key: 'search', ...change }] });
  }
  const { stdout } = await cloud.toggles('history', 'search', '--limit', '9');
  expect(stdout).toContain('search: off to everybody -> on to 25 %');
  expect(stdout).toContain('ticket none -> S-1; exposed none -> client');
  expect(stdout).toContain('takes back');
});

test('a toggle may have a name that every object inherits, and a description for terminals', async () => {
  const description = 'Sharp \u202e edge';
  await put(
    Object.fromEntries([['constructor', toggle({ metadata: { ...metadata, description } })]]),
  );
  expect(await cloud.togglesJson('list')).toMatchObject({
    toggles: [{ key: 'constructor', serves: 'off', state: 'enabled', owner: 'shop' }],
  });
  expect(await cloud.togglesJson('show', 'constructor')).not.toHaveProperty('kill');
  expect(await cloud.togglesJson('set', 'constructor', 'on')).toMatchObject({
    changes: [{ key: 'constructor', before: 'off', after: 'on' }],
  });
  const { code, stderr } = await cloud.toggles('show', 'toString');
  expect(stderr).toContain("no toggle 'toString'");
  expect(code).toBe(1);
});

test('why is stored and told as one printable line', async () => {
  await put({ a: toggle({ metadata }) });
  const { stdout } = await cloud.toggles('enable', 'a', '--why', 'see \u001b[31mred\nnext');
  const { stdout: history } = await cloud.toggles('history', 'a');
  expect(stdout + history).not.toContain('\u001b');
  expect(history).toMatch(/see\s+\[31mred next/);
});

test('evaluate says what one user gets, and why', async () => {
  const targeting = {
    if: [
      { ends_with: [{ var: 'email' }, '@x.com'] },
      'on',
      {
        fractional: [
          ['on', 50],
          ['off', 50],
        ],
      },
    ],
  };
  await put({ a: toggle({ metadata, targeting }) });
  const args = ['evaluate', 'a', '--context', '{"email":"ann@x.com"}', '--targeting-key', 'ann'];
  expect((await cloud.toggles(...args)).stdout).toMatch(
    /^a = true\n {2}variant {2}on\n {2}reason {3}TARGETING_MATCH\n {2}why {6}its rule decides\n/,
  );
  const failed = await cloud.toggles('evaluate', 'a');
  expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('--targeting-key') });
});

test.each([
  [['kill', 'nothing'], 1, "There is no toggle 'nothing'"],
  [['kill', 'a', '--variant', 'purple'], 1, "a has no variant 'purple'. Choose: on, off"],
  [['restore', 'nothing'], 1, "There is no toggle 'nothing'"],
  [
    ['create', 'b', '--owner', 's', '--expires', '2020-01-01', '--description', 'd'],
    1,
    'over on 2020-01-01',
  ],
  [['create', 'b', '--owner', 's', '--expires', '8w'], 2, '--description <text>'],
  [['describe', 'a'], 2, 'which fact?'],
  [['rollout', 'a', '101%'], 2, '0% to 100%'],
  [['rollout', 'a', 'half'], 2, '0% to 100%'],
  [['evaluate', 'a', '--context', '[1]'], 2, 'Give a JSON object'],
  [['evaluate', 'a', '--context', '{"a"'], 2, 'Give a JSON object'],
  [['history', '--limit', '0'], 2, 'whole number'],
  [['undo', 'a', '--to', '1'], 2, 'leave out the key'],
  [['undo', '--to', '9999'], 1, 'There is no version 9999'],
  [['diff', 'beta', 'prod'], 2, 'The local cloud runs one stage'],
  [['promote', 'beta', 'prod'], 2, 'The local cloud runs one stage'],
])('%j is refused in one line: exit code %i', async (args, code, reason) => {
  if (args[0] === 'kill') await put({ a: toggle({ metadata }) });
  const refused = await cloud.toggles(...args, '--json');
  expect(refused).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(reason) });
  expect(refused.stderr.trim().split('\n')).toHaveLength(1);
});

test('a corrupt document stops no kill, and undo --to brings it back', async () => {
  await put({ torn: toggle({ metadata }) });
  await put({ torn: toggle({ metadata, defaultVariant: 'on' }) });
  const { docVersion = 0 } = (await cloud.storeOf('prod').readHead()) ?? {};
  await tearDocument(docVersion);
  try {
    const hint = await cloud.toggles('kill', 'torn');
    expect(hint).toMatchObject({ code: 1, stderr: expect.stringContaining('add --variant') });
    const killed = await cloud.toggles('kill', 'torn', '--variant', 'off');
    expect(killed).toMatchObject({ code: 0, stdout: expect.stringContaining('torn: killed: off') });
  } finally {
    // What tests share must not stay corrupt, whatever failed above.
    const back = await cloud.toggles('undo', '--to', String(docVersion - 1));
    expect(back).toMatchObject({ code: 0, stderr: '' });
  }
  expect(await cloud.toggles('list')).toMatchObject({ code: 0, stderr: '' });
});

/** The item that readers read, and that of the version. */
async function tearDocument(docVersion: number): Promise<void> {
  const TableName = 'shop-prod-toggles';
  const client = documentsOver(new DynamoDBClient(cloud.client));
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  const torn = Items.filter((item) => item['docVersion'] === docVersion && 'sha256' in item);
  for (const item of torn) {
    await client.send(new PutCommand({ TableName, Item: { ...item, sha256: 'torn' } }));
  }
}

test.each([['list'], ['show', 'nowhere']])(
  'as a process of its own, toggles %s says the same and ends by itself',
  async (...args) => {
    await put({ here: toggle({ metadata }) });
    const asProcess = await afterprod(['toggles', ...args], cloud.awsEnv, tmpdir());
    expect(asProcess).toEqual(await cloud.onAws(...args));
  },
);

test('a reader that has gone is no failure', async () => {
  const flags = Array.from({ length: 900 }, (_, at) => [`toggle-${at}`, toggle({ metadata })]);
  await put(Object.fromEntries(flags));
  const command = path.join(__dirname, '../../../bin/afterprod.js');
  const child = spawn(process.execPath, [command, 'toggles', 'export'], {
    env: { ...process.env, ...cloud.awsEnv },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(errors).toBe('');
});
