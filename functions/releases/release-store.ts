import type { Entry, Ledger } from './ledger.ts';
import type { CurrentRelease, Deployment } from './release.ts';
import type { ReleaseCommits } from './release-commits.ts';

/** Where releases are kept. Every adapter passes `describeReleaseStore` in test/support. */
export interface ReleaseStore {
  /** What users get now; undefined before the first release is live. */
  current(): Promise<CurrentRelease | undefined>;

  /** All deployments of one release, in the order in which they began. */
  deploymentsOf(releaseId: string): Promise<readonly Deployment[]>;

  ledger(): Promise<Ledger>;

  /**
   * Keeps a ledger, what it says is current, and the deployments that it changed: all or nothing.
   * False, with nothing kept, when another writer was first: read again and repeat.
   */
  save(entry: Entry): Promise<boolean>;

  /** Keeps what a release consists of, in place of what was said before. */
  keepCommits(releaseId: string, commits: ReleaseCommits): Promise<void>;

  /** What a release consists of; undefined where nobody said it. */
  commitsOf(releaseId: string): Promise<ReleaseCommits | undefined>;
}
