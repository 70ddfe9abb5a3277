import type { NowMs } from '../../shared/clock.ts';
import { type LateItem, lateItem, mayStillCome, type Upload } from './late-uploads.ts';
import type { Member, Removal } from './removal.ts';

export interface CleanupDependencies {
  /** What is not there is no error. */
  readonly deleteObject: (upload: Upload) => Promise<unknown>;
  /** Puts what comes back once its time is over. */
  readonly keepLate: (item: LateItem) => Promise<void>;
  /** Takes it, and what its words left behind, out of its group of near-duplicates. */
  readonly leaveTopic: (member: Member) => Promise<void>;
  readonly now: NowMs;
}

/**
 * Removes what lies elsewhere of feedback that is gone, erased or over its time. It may end after any step, and run again:
 * what is to be looked at later is noted before the first deletion.
 */
export async function cleanUp(
  { id, attachments, member }: Removal,
  { deleteObject, keepLate, leaveTopic, now }: CleanupDependencies,
): Promise<void> {
  const late = attachments.filter((attachment) => mayStillCome(attachment, now()));
  if (late.length > 0) await keepLate(lateItem(id, late));
  for (const attachment of attachments) await deleteObject(attachment);
  if (member) await leaveTopic(member);
}
