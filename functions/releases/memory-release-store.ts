import { currentReleaseOf } from './current-release.ts';
import { EMPTY_LEDGER, type Entry, type Ledger, standingOf } from './ledger.ts';
import type { CurrentRelease, Deployment } from './release.ts';
import type { ReleaseCommits } from './release-commits.ts';
import type { ReleaseStore } from './release-store.ts';

/** Releases that are gone with the process: for unit tests. */
export class MemoryReleaseStore implements ReleaseStore {
  #ledger: Ledger = EMPTY_LEDGER;
  readonly #deployments = new Map<string, Deployment>();
  readonly #commits = new Map<string, ReleaseCommits>();

  async current(): Promise<CurrentRelease | undefined> {
    return currentReleaseOf(standingOf(this.#ledger).live);
  }

  async deploymentsOf(releaseId: string): Promise<readonly Deployment[]> {
    return [...this.#deployments.values()]
      .filter((each) => each.releaseId === releaseId)
      .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  }

  async ledger(): Promise<Ledger> {
    return this.#ledger;
  }

  async save({ ledger, changed, withdrawn }: Entry): Promise<boolean> {
    if (ledger.revision !== this.#ledger.revision + 1) return false;
    this.#ledger = ledger;
    for (const each of withdrawn) this.#deployments.delete(each.deploymentId);
    for (const each of changed) this.#deployments.set(each.deploymentId, each);
    return true;
  }

  async keepCommits(releaseId: string, commits: ReleaseCommits): Promise<void> {
    this.#commits.set(releaseId, commits);
  }

  async commitsOf(releaseId: string): Promise<ReleaseCommits | undefined> {
    return this.#commits.get(releaseId);
  }
}
