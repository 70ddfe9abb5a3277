import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Feedback } from '../../../functions/feedback/feedback.ts';
import { feedbackOf } from '../../support/feedback-admin-call.ts';
import { type FeedbackCloud, startFeedbackCloud } from '../../support/feedback-cloud.ts';

jest.setTimeout(120_000); // each test starts processes

let cloud: FeedbackCloud;
let count = 0;

beforeAll(async () => {
  cloud = await startFeedbackCloud();
});
afterAll(() => cloud.stop());

/** Kept under an id and a release of its own, in the driven time of the cloud. */
async function put(more: Partial<Feedback> = {}): Promise<Feedback> {
  count += 1;
  const release = `release${count}`;
  const feedback = {
    ...feedbackOf(`id${count}`, more),
    receivedAt: more.receivedAt ?? new Date(cloud.clock.now() + count).toISOString(),
    context: {
      release,
      url: 'https://shop.example.com/basket',
      toggles: { new: 'on' },
      ...more.context,
    },
  };
  await cloud.store.add(feedback);
  return feedback;
}

const releaseOf = ({ context }: Feedback) => context.release ?? '';

test('list tells what was said where, and narrows', async () => {
  const one = await put({
    text: `Pay does nothing. ${'x'.repeat(100)}`,
    rating: { scale: 'nps', value: 0 },
  });
  const { stdout } = await cloud.feedback('list', '--release', releaseOf(one), '--words', 'PAY');
  const [head, where, said, toggles, ...rest] = stdout.split('\n');
  expect(head).toBe(`${one.id}  bug 0 (nps), new`);
  expect(where).toMatch(
    new RegExp(
      `^ {4}\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC {2}release ${releaseOf(one)} {2}/basket$`,
    ),
  );
  expect(said).toMatch(/^ {4}> Pay does nothing\. x{53}…$/);
  expect([toggles, ...rest]).toEqual(['    new=on', '']);
  const none = await cloud.feedback('list', '--release', releaseOf(one), '--toggle', 'new=off');
  expect(none).toMatchObject({ code: 0, stdout: 'Nothing that fits.\n' });
});

test('list goes on where the page before has ended', async () => {
  const one = await put({ receivedAt: '2099-01-01T00:00:01.000Z' }); // later than all others
  const two = await put({ receivedAt: '2099-01-01T00:00:02.000Z' });
  const first = await cloud.feedbackJson('list', '--limit', '1');
  expect(first.items).toMatchObject([{ id: two.id }]);
  const { stdout } = await cloud.feedback('list', '--limit', '1');
  expect(stdout).toContain(`Older ones: --cursor ${first.next}`);
  const second = await cloud.feedbackJson('list', '--limit', '1', '--cursor', first.next);
  expect(second.items).toMatchObject([{ id: one.id }]);
});

test('a life: linked, replied to, planned, merged, shipped, and shown', async () => {
  const [one, two] = [await put(), await put({ text: 'Cannot pay' })];
  expect(await cloud.feedback('link', one.id, 'octo/shop#12')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/ linked to octo\/shop#12\n$/),
  });
  await cloud.feedbackJson('reply', one.id, 'We are on it');
  expect(await cloud.feedbackJson('status', one.id, 'planned')).toMatchObject({
    changed: true,
    status: 'planned',
  });
  const again = await cloud.feedback('status', one.id, 'planned');
  expect(again).toMatchObject({
    code: 0,
    stdout: 'It is so already: nothing was changed in prod.\n',
  });
  expect((await cloud.feedback('merge', one.id, two.id)).stdout).toMatch(/ merged into id\d+\n$/);
  const { stdout } = await cloud.feedback('show', one.id);
  expect(stdout).toMatch(/^ {2}> Pay does nothing$/m);
  expect(stdout).toMatch(/^ {2}link {7}octo\/shop#12$/m);
  expect(stdout).toMatch(
    /Timeline\n.* linked to octo\/shop#12\n.* replied: We are on it\n.* new -> planned\n.* merged into id/,
  );
  expect(await cloud.store.idsOfLink('octo/shop#12')).toContain(one.id);
  const listed = await cloud.feedbackJson('list', '--topic', two.id);
  expect(listed.items).toHaveLength(2);
});

test('a link names a toggle that the stage has', async () => {
  const one = await put();
  const behind = (key: string) => cloud.feedback('link', one.id, 'abc1234', '--toggle', key);
  expect(await behind('new-checkout')).toMatchObject({
    code: 1,
    stderr: "error: There is no toggle 'new-checkout'. Known: none\n",
  });
  expect(await behind('no key')).toMatchObject({ code: 2 });
  await cloud.afterprod(
    ...['toggles', 'create', 'new-checkout', '--owner', 'shop', '--expires', '8w'],
    ...['--description', 'The checkout on one page', '--why', 'a test', '--local'],
  );
  expect(await behind('new-checkout')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/ linked to abc1234 behind new-checkout\n$/),
  });
});

test('a merge tells where it went before the status that it took over', async () => {
  const [one, two] = [await put(), await put({ status: 'planned' })];
  const { stdout } = await cloud.feedback('merge', one.id, two.id);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(new RegExp(` merged into ${two.id}$`)),
    expect.stringMatching(/ new -> planned$/),
    '',
  ]);
});

test('a link that no release can have is kept, and said to be one', async () => {
  const one = await put();
  const { code, stdout } = await cloud.feedback('link', one.id, 'https://example.com/foo');
  expect(code).toBe(0);
  expect(stdout).toMatch(/ linked to https:.*\nThis address names no commit and no pull request/);
  const known = await cloud.feedbackJson('link', one.id, 'octo/shop#12');
  expect(known.hint).toBeUndefined();
});

test('words of users are no commands for a terminal, and no lines of ours', async () => {
  const one = await put({ text: 'red \u001b[31m\nid99  praise, shipped' });
  const { stdout: listed } = await cloud.feedback('list', '--release', releaseOf(one));
  const { stdout: shown } = await cloud.feedback('show', one.id);
  expect(listed + shown).not.toContain('\u001b');
  expect(listed + shown).not.toMatch(/^id99/m);
});

test('export writes what fits, as NDJSON or CSV, to a file or the standard output', async () => {
  const one = await put({ text: '=1+1' });
  const filter = ['--release', releaseOf(one)];
  const { stdout } = await cloud.feedback('export', ...filter);
  expect(JSON.parse(stdout)).toMatchObject({ id: one.id, text: '=1+1' });
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-export-'));
  try {
    const file = path.join(folder, 'feedback.csv');
    const told = await cloud.feedback('export', file, '--format', 'csv', ...filter);
    expect(told.stdout).toBe(`${file} has 1 of prod.\n`);
    expect(readFileSync(file, 'utf8')).toMatch(/^"id",.*\r\n"id\d+",.*,"'=1\+1"\r\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('stats add up hours, by release and by variant', async () => {
  expect((await cloud.feedback('stats')).stdout).toBe('Nothing was counted in this time.\n');
  const hour = new Date(cloud.clock.now()).toISOString().slice(0, 13);
  const countOf = (sk: string, total: number, negative: number, expiresAtEpochSeconds = 4e9) =>
    cloud.documents.send(
      new PutCommand({
        TableName: 'shop-prod-feedback',
        Item: { pk: `COUNT#${hour}`, sk, total, negative, expiresAtEpochSeconds },
      }),
    );
  await countOf('r1#*', 4, 3);
  await countOf('r1#new-checkout:on', 4, 3);
  await countOf('gone#*', 4, 3, 1);
  await cloud.documents.send(
    new PutCommand({
      TableName: 'shop-prod-toggles-exposures',
      Item: { pk: hour.slice(0, 10), sk: `${hour.slice(11)}#r1#0`, 'e:new-checkout:on': 1_500 },
    }),
  );
  const { stdout } = await cloud.feedback('stats', '--since', '90m');
  expect(stdout).toMatch(/^RELEASE {2}ALL {2}NEGATIVE\nr1 {7}4 {4}3 \(75 %\)\n\nTOGGLE/);
  expect(await cloud.feedbackJson('stats', '--toggle', 'new-checkout')).toMatchObject({
    releases: [{ release: 'r1', total: 4, negative: 3 }],
    variants: [{ toggle: 'new-checkout', variant: 'on', total: 4, negative: 3 }],
  });
});

test('a release is found by its whole commit, as it is marked', async () => {
  const [release, commit] = ['0123456789ab', '0123456789abcdef0123456789abcdef01234567'];
  const { id } = await put({ context: { release } });
  const listed = await cloud.feedbackJson('list', '--release', commit);
  expect(listed.items).toMatchObject([{ id }]);

  const pk = `COUNT#${new Date(cloud.clock.now()).toISOString().slice(0, 13)}`;
  const Item = { pk, sk: `${release}#*`, total: 2, negative: 1, expiresAtEpochSeconds: 4e9 };
  await cloud.documents.send(new PutCommand({ TableName: 'shop-prod-feedback', Item }));
  const counted = await cloud.feedbackJson('stats', '--release', commit);
  const Key = { pk, sk: Item.sk }; // the other test of figures counts all there are
  await cloud.documents.send(new DeleteCommand({ TableName: 'shop-prod-feedback', Key }));
  expect(counted.releases).toEqual([{ release, total: 2, negative: 1 }]);
});

test.each([
  [['show', 'nobody'], 1, "There is no feedback 'nobody': an id is needed whole"],
  [
    ['status', 'nobody', 'done'],
    2,
    'status must be new, planned, in-progress, shipped or declined',
  ],
  [['link', 'nobody', 'abc'], 2, 'No link: give a commit'],
  [['export', '/nowhere/at/all.csv'], 2, 'cannot be written'],
])('%j is refused in one line: exit code %i', async (args, code, reason) => {
  const refused = await cloud.feedback(...args);
  expect(refused).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(reason) });
  expect(refused.stderr.trimEnd()).not.toContain('\n');
});

test('a merge in prod needs --yes where nobody can be asked', async () => {
  const receivedAt = new Date().toISOString(); // on AWS there is no driven time
  const [one, two] = [await put({ receivedAt }), await put({ receivedAt })];
  const refused = await cloud.onAws('merge', one.id, two.id);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('Add --yes') });
  expect((await cloud.store.find(one.id))?.topic).toBeUndefined();
  const merged = await cloud.onAws('merge', one.id, two.id, '--yes');
  expect(merged).toMatchObject({ code: 0, stdout: expect.stringContaining('root  merged into') });
});

test('erase takes away all of one address, and asks in prod', async () => {
  const contact = { email: 'bob@example.com', consentedAt: '2026-01-01T00:00:00.000Z' };
  const [one, two] = [feedbackOf('of-bob'), feedbackOf('of-ann')];
  await cloud.store.add(one, contact);
  await cloud.store.add(two, { ...contact, email: 'ann@example.com' });
  expect(await cloud.onAws('erase', 'bob@example.com')).toMatchObject({ code: 2 });
  expect((await cloud.feedback('erase', 'Bob@example.com')).stdout).toBe('1 erased in prod.\n');
  expect(await cloud.store.find('of-bob')).toBeUndefined();
  expect(await cloud.store.find('of-ann')).toBeDefined();
});

test('erase finds the key from the sources, too: Node 20 itself reads no TypeScript', async () => {
  const erased = await cloud.fromSources('feedback', 'erase', 'nobody@example.com', '--local');
  expect(erased).toEqual({ code: 0, stdout: '0 erased in prod.\n', stderr: '' });
});

test('what is over its time is not shown', async () => {
  const one = await put();
  await cloud.clock.advance(181 * 86_400_000);
  expect((await cloud.feedback('show', one.id)).code).toBe(1);
});
