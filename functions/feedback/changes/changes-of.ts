import type { Ledger } from '../../releases/ledger.ts';

/** A release that users got. */
export interface Change {
  readonly release: string;
  /** ISO 8601, UTC. */
  readonly liveAt: string;
  /** How many pieces of feedback it has shipped. @default - nobody knows */
  readonly fixed?: number;
}

/**
 * What was shipped lately and is still there, newest first, as far as the ledger goes back. When an earlier release
 * comes back, those after it were taken back: they are no longer told of.
 */
export function changesOf({ base, marks }: Pick<Ledger, 'base' | 'marks'>): readonly Change[] {
  const { live } = base;
  const shipped: Change[] = live
    ? [{ release: live.releaseId, liveAt: live.liveAt ?? live.startedAt }]
    : [];
  for (const { kind, releaseId: release, at: liveAt } of marks) {
    if (kind !== 'live') continue;
    const earlier = shipped.findIndex((each) => each.release === release);
    if (earlier >= 0) shipped.splice(earlier + 1);
    else shipped.push({ release, liveAt });
  }
  return shipped.reverse();
}
