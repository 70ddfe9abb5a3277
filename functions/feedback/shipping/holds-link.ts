import type { ReleaseCommits } from '../../releases/release-commits.ts';
import { isSameChange } from '../change-link.ts';

const PULL_REQUEST = /^([^/]+\/[^/]+)(#\d+)$/;

/** As GitLab, Bitbucket and others address a commit. */
const COMMIT_ADDRESS = /^https:.*\/commits?\/([0-9a-f]{7,64})$/;

/** Whether a link, as `changeLink` spells it, is among the commits. An address of something else never is. */
export function holdsLink({ commits, repository }: ReleaseCommits, link: string): boolean {
  const [, owner, pull] = PULL_REQUEST.exec(link) ?? [];
  if (owner !== undefined && pull !== undefined) {
    return isOf(owner, repository) && commits.some((commit) => pullsOf(commit).includes(pull));
  }
  const [, digits = link] = COMMIT_ADDRESS.exec(link) ?? [];
  return commits.some((commit) => isSameChange(digits, commit.split('#', 1)[0] ?? ''));
}

/** Where it is not known whose commits they are, the number alone tells. */
function isOf(owner: string, repository: string | undefined): boolean {
  return repository === undefined || owner.toLowerCase() === repository.toLowerCase();
}

function pullsOf(commit: string): readonly string[] {
  return commit.match(/#\d+/g) ?? [];
}
