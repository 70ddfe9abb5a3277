import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { linkTo } from '../../functions/feedback/edits/link-to.ts';
import type { StatusView } from '../../functions/feedback/reporter/reported-status.ts';
import { commitsOf } from '../../functions/releases/commits-of.ts';
import { DynamoReleaseStore } from '../../functions/releases/dynamo-release-store.ts';
import { recordMark } from '../../functions/releases/record-mark.ts';
import { releaseIdOf } from '../../functions/releases/release-id.ts';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { servePages } from '../../local/page/pages.ts';
import { describeLocalCloud, writeLocalJson } from '../../local/start/local-json.ts';
import { afterprod } from '../support/afterprod.ts';
import { editFeedbackOf } from '../support/edit-feedback-of.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

jest.setTimeout(60_000);

let storefront: Storefront;
let client: DynamoDBClient;
let repository: string;

beforeAll(async () => {
  repository = mkdtempSync(path.join(tmpdir(), 'afterprod-shipping-'));
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  storefront = await startStorefront();
  const { endpoint, credentials, cloud } = storefront.cloud;
  client = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  servePages(storefront.cloud, 'prod');
  writeLocalJson(path.join(repository, '.afterprod'), describeLocalCloud(storefront.cloud, 'prod'));
});
afterAll(async () => {
  client?.destroy();
  await storefront?.stop();
  rmSync(repository, { recursive: true });
});

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: repository, encoding: 'utf8' }).trim();
}

/** Commits in the team's repository. */
function commit(message: string): string {
  git('commit', '--quiet', '--allow-empty', '--message', message);
  return git('rev-parse', 'HEAD');
}

/** Lets happen what follows from a change. */
function settle(): Promise<void> {
  return storefront.cloud.clock.advance(2_000);
}

/** The command, where the team runs it; then all that follows from it. */
async function run(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await afterprod([...args, '--local'], {}, repository);
  if (code !== 0) throw new Error(stderr);
  await settle();
}

/** As `run('feedback', 'link', …)` does, without a process. */
async function link(id: string, change: string, toggle?: string): Promise<void> {
  const at = new Date(storefront.cloud.clock.now()).toISOString();
  await editFeedbackOf(storefront, id, linkTo(change, { who: 'bob', at }, toggle));
  await settle();
}

async function deploy(hash: string): Promise<string> {
  const releaseId = await mark(hash);
  await settle();
  return releaseId;
}

/** As `run('releases', 'mark', …)` does, without a process, and before anything follows from it. */
async function mark(hash: string): Promise<string> {
  const store = new DynamoReleaseStore(documentsOver(client), storefront.tables['releases'] ?? '');
  const releaseId = releaseIdOf(hash);
  const commits = commitsOf(hash, git);
  if (commits) await store.keepCommits(releaseId, commits);
  const at = new Date(storefront.cloud.clock.now()).toISOString();
  await recordMark(store, { kind: 'live', markId: randomUUID(), releaseId, commit: hash, at });
  return releaseId;
}

/** Posts feedback, and gives what its reporter can do from then on. */
async function report() {
  const body = { kind: 'bug', message: 'The basket forgets its content.' };
  const posted = await storefront.postFeedback(body);
  const { id, statusUrl } = (await posted.json()) as { id: string; statusUrl: string };
  const { origin, pathname, hash } = new URL(statusUrl);
  const headers = {
    authorization: `Bearer ${hash.slice(1)}`,
    'content-type': 'application/json',
  };
  const look = async () =>
    (await (await fetch(`${origin}${pathname}`, { headers })).json()) as StatusView;
  const judge = (verdict: string) => {
    const init = { method: 'POST', headers, body: JSON.stringify({ verdict }) };
    return fetch(`${origin}${pathname}/verdict`, init);
  };
  return { id, look, judge };
}

test('what is linked is shipped by the release that has the commit, and not again by any once it is still broken', async () => {
  const mine = await report();
  const fix = commit('Mend the basket (#12)');
  await run('feedback', 'link', mine.id, fix.slice(0, 7));
  expect(await mine.look()).toMatchObject({ status: 'new', timeline: [] });

  const head = commit('More');
  await run('releases', 'mark', '--commit', head, '--live');
  const release = releaseIdOf(head);
  expect(await mine.look()).toMatchObject({
    status: 'shipped',
    verdictDue: true,
    timeline: [{ type: 'status', status: 'shipped', release }],
  });

  const answer = await fetch(`${storefront.apis['feedback']}/v1/changes`);
  const { changes } = (await answer.json()) as { changes: { release: string; fixed: number }[] };
  const fixed = changes.find((each) => each.release === release)?.fixed;
  expect(fixed).toBeGreaterThan(0); // what another test left linked may be shipped, too

  expect((await mine.judge('still-broken')).status).toBe(200);
  await deploy(commit('Yet more'));
  expect(await mine.look()).toMatchObject({ status: 'new' });

  await link(mine.id, 'acme/shop#13');
  const next = await deploy(commit('Mend it for good (#13)'));
  expect((await mine.look()).timeline.at(-1)).toMatchObject({ status: 'shipped', release: next });

  const late = await report();
  await link(late.id, 'acme/shop#13'); // it is live already: no release wakes anybody
  expect(await late.look()).toMatchObject({ status: 'shipped', timeline: [{ release: next }] });
});

test('what is behind a toggle is shipped when that is on, and taken back with its release', async () => {
  const before = commit('Before');
  await deploy(before);
  const fix = commit('Mend it behind a toggle');
  const mine = await report();
  await link(mine.id, fix, 'new-checkout');
  const release = await deploy(fix);
  expect(await mine.look()).toMatchObject({ status: 'new' });

  await storefront.switchToggle('new-checkout', 'on');
  await storefront.minutes(15);
  expect(await mine.look()).toMatchObject({ status: 'shipped', timeline: [{ release }] });

  await deploy(before);
  expect(await mine.look()).toMatchObject({ status: 'in-progress', verdictDue: false });
});

test('while DynamoDB is down nothing is told; then all is, with every right that it takes, and no words in any log', async () => {
  const mine = await report();
  const fix = commit('Mend it in spite of all');
  await link(mine.id, fix);
  const release = await mark(fix);
  const { clock, faults } = storefront.cloud;
  faults.inject({ service: 'dynamodb', kind: 'outage', untilMs: clock.now() + 5 * 60_000 });
  await storefront.minutes(6);
  expect(await mine.look()).toMatchObject({ status: 'shipped', timeline: [{ release }] });

  expect(storefront.heard.filter(({ kind }) => kind === 'denied')).toEqual([]);
  const logs = JSON.stringify(storefront.heard.filter(({ kind }) => kind === 'log'));
  expect(logs).toContain('Looked for what is shipped');
  expect(logs).not.toContain('forgets its content');
});
