import type { ReleaseCommits } from './release-commits.ts';

/** Runs git in the repository; undefined where there is none, or it refuses. */
export type Git = (...args: readonly string[]) => string | undefined;

interface Commit {
  readonly hash: string;
  readonly pulls: readonly string[];
  readonly body: string;
}

/** A release that goes back further behind the one before it is rare; what it carries must fit a template. */
const MAX_COMMITS = 200;
const MAX_PULLS = 3;
const DIGITS = 12;

/** What the merge of a pull request is called: by a squash, or by a merge. Several were picked from branch to branch. */
const AT_THE_END = /(?:\s*\(#[1-9]\d{0,8}\))+\s*$/;
const MERGE = /^Merge pull request (#[1-9]\d{0,8}) /;
const PULL = /#\d+/g;

/** `git revert` writes the one into the message, GitHub's button the other. */
const REVERTS = /^This reverts commit ([0-9a-f]{40,64})|^Reverts (?:[\w.-]+\/[\w.-]+)?(#\d+)/gm;

/** Of an address with a host: a folder beside this one says nothing. */
const REMOTE = /^(?:[a-z+]+:\/\/[^/]+\/|[^/@]+@[^/:]+:)(?:.*\/)?([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;

/** What a release of this commit consists of; undefined where the repository does not know the commit. */
export function commitsOf(commit: string, git: Git): ReleaseCommits | undefined {
  const format = ['-z', '--no-show-signature', '--format=%H%x00%s%x00%b'];
  const text = git('log', `--max-count=${MAX_COMMITS}`, ...format, commit);
  if (text === undefined) return undefined;
  const [, repository] = REMOTE.exec(git('remote', 'get-url', 'origin')?.trim() ?? '') ?? [];
  const commits = withoutReverted(parsed(text)).map(
    ({ hash, pulls }) => hash.slice(0, DIGITS) + pulls.join(''),
  );
  return { ...(repository !== undefined && { repository }), commits };
}

/** A message holds no NUL. */
function parsed(text: string): readonly Commit[] {
  const fields = text.split('\0');
  return Array.from({ length: Math.floor(fields.length / 3) }, (_, index) => {
    const [hash = '', subject = '', body = ''] = fields.slice(index * 3);
    return { hash, body, pulls: pullsOf(subject) };
  });
}

function pullsOf(subject: string): readonly string[] {
  const [, merged] = MERGE.exec(subject) ?? [];
  if (merged !== undefined) return [merged];
  return AT_THE_END.exec(subject)?.[0].match(PULL)?.slice(-MAX_PULLS) ?? [];
}

/** What was taken back again mends nothing. Newest first: a revert that was reverted counts no more. */
function withoutReverted(commits: readonly Commit[]): readonly Commit[] {
  const reverted = new Set<string>();
  return commits.filter(({ hash, pulls, body }) => {
    if (reverted.has(hash) || pulls.some((pull) => reverted.has(pull))) return false;
    for (const [, commit, pull] of body.matchAll(REVERTS)) reverted.add(commit ?? pull ?? '');
    return true;
  });
}
