import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { commitsOf } from '../functions/releases/commits-of.ts';
import { standingOf } from '../functions/releases/ledger.ts';
import { recordMark } from '../functions/releases/record-mark.ts';
import type { Deployment } from '../functions/releases/release.ts';
import { releaseIdOf } from '../functions/releases/release-id.ts';
import type { ReleaseStore } from '../functions/releases/release-store.ts';
import { CliError } from './cli-error.ts';
import { contextOf } from './command-context.ts';
import { gitIn } from './git-in.ts';
import { moment } from './moment.ts';
import { columns } from './output.ts';
import { releaseStoreOf } from './stores.ts';
import { nowMs } from './target-time.ts';

const NO_HISTORY =
  'This is no repository that has the commit: only feedback that is linked to the commit itself is told of it.';

/** `afterprod releases …`: what was deployed to a stage, and marks from other deployment tools. */
export function addReleases(program: Command): void {
  const releases = program.command('releases').description('what was deployed to one stage');
  releases
    .command('list')
    .description('deployments, the newest first')
    .action((_, command) => list(command));
  releases
    .command('mark')
    .description(
      'tell that a deployment begins, or with --live that users have it; git tells here what it consists of',
    )
    .requiredOption('--commit <hash>', 'as git rev-parse HEAD prints it')
    .option('--live', 'users have it from now on', false)
    .action((options, command) => mark(options, command));
}

async function list(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const deployments = await deploymentsIn(releaseStoreOf(await target()));
  output.answer({ deployments }, () => {
    if (deployments.length === 0) return ['No release in this stage yet.'];
    return columns([
      ['RELEASE', 'STATUS', 'STARTED', 'LIVE', 'ENDED'],
      ...deployments.map((each) => [
        each.releaseId,
        each.status,
        ...[each.startedAt, each.liveAt, each.endedAt].map((at) => (at ? moment(at) : '')),
      ]),
    ]);
  });
}

async function mark(
  { commit, live }: { readonly commit: string; readonly live: boolean },
  command: Command,
): Promise<void> {
  const { target, output } = contextOf(command);
  const releaseId = checkedReleaseId(commit);
  const where = await target();
  const store = releaseStoreOf(where);
  const commits = commitsOf(commit, gitIn('.'));
  if (commits) await store.keepCommits(releaseId, commits); // who hears of the mark looks at them
  const changed = await recordMark(store, {
    kind: live ? 'live' : 'started',
    markId: randomUUID(),
    releaseId,
    commit,
    at: new Date(await nowMs(where)).toISOString(),
  });
  const known = commits?.commits.length ?? 0;
  output.answer({ releaseId, changed, commits: known }, () => [
    ...(changed.length === 0 ? [`${releaseId} was so already.`] : []),
    ...changed.map((each) => `${each.releaseId} is ${each.status.replace('_', ' ')}`),
    ...(commits ? [] : [NO_HISTORY]),
  ]);
}

/** What is kept of the latest deployments, by way of the ledger's marks. */
async function deploymentsIn(store: ReleaseStore): Promise<readonly Deployment[]> {
  const ledger = await store.ledger();
  const { live, rolling } = standingOf(ledger);
  const ids = [live, rolling].flatMap((each) => (each ? [each.releaseId] : []));
  const releaseIds = new Set([...ids, ...ledger.marks.map(({ releaseId }) => releaseId)]);
  const deployments = await Promise.all([...releaseIds].map((id) => store.deploymentsOf(id)));
  return deployments.flat().sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}

function checkedReleaseId(commit: string): string {
  try {
    return releaseIdOf(commit);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(message, { cause, exitCode: 2 });
  }
}
