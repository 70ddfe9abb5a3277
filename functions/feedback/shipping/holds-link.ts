import type { ReleaseCommits } from '../../releases/release-commits.ts';
import { isSameChange } from '../change-link.ts';
import { linkedChange } from './linked-change.ts';

/** Whether a link, as `changeLink` spells it, is among the commits. An address of something else never is. */
export function holdsLink({ commits, repository }: ReleaseCommits, link: string): boolean {
  const change = linkedChange(link);
  if (change === undefined) return false;
  if ('digits' in change) {
    const { digits } = change;
    return commits.some((commit) => isSameChange(digits, commit.split('#', 1)[0] ?? ''));
  }
  const { owner, pull } = change;
  return isOf(owner, repository) && commits.some((commit) => pullsOf(commit).includes(pull));
}

/** Where it is not known whose commits they are, the number alone tells. */
function isOf(owner: string, repository: string | undefined): boolean {
  return repository === undefined || owner.toLowerCase() === repository.toLowerCase();
}

function pullsOf(commit: string): readonly string[] {
  return commit.match(/#\d+/g) ?? [];
}
