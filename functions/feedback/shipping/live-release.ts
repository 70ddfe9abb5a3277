import type { Ledger } from '../../releases/ledger.ts';
import { standingOf } from '../../releases/ledger.ts';
import type { ReleaseCommits } from '../../releases/release-commits.ts';
import type { ReleaseStore } from '../../releases/release-store.ts';
import { changesOf } from '../changes/changes-of.ts';
import { holdsLink } from './holds-link.ts';

/** What users get now. */
export interface LiveRelease {
  readonly releaseId: string;
  /** Whether the change that a link names is in it. */
  holds(link: string): boolean;
}

export interface StageReleases {
  /** @default - none is live */
  readonly live?: LiveRelease;
  /** Users had them, and an earlier one came back; as far as the ledger goes back. */
  readonly takenBack: readonly string[];
}

/** Reads what has become of releases. What woke us may be old: this is what counts. */
export async function readReleases(
  releases: Pick<ReleaseStore, 'ledger' | 'commitsOf'>,
): Promise<StageReleases> {
  const ledger = await releases.ledger();
  const takenBack = takenBackIn(ledger);
  const { live } = standingOf(ledger);
  if (!live) return { takenBack };
  const { releaseId } = live;
  const history = (await releases.commitsOf(releaseId)) ?? ownCommits(ledger);
  const holds = (link: string) => holdsLink(history, link);
  return { live: { releaseId, holds }, takenBack };
}

/** Nobody told its history: then it is the releases before it, which are named after the commits they were made of. */
function ownCommits(ledger: Ledger): ReleaseCommits {
  return { commits: changesOf(ledger).map(({ release }) => release) };
}

function takenBackIn({ base, marks }: Ledger): readonly string[] {
  const there = new Set(changesOf({ base, marks }).map(({ release }) => release));
  const lived = marks.flatMap(({ kind, releaseId }) => (kind === 'live' ? [releaseId] : []));
  const all = new Set([...(base.live ? [base.live.releaseId] : []), ...lived]);
  return [...all].filter((release) => !there.has(release));
}
