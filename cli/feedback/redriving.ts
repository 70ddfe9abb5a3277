import { type DeadLetter, deadLetterOf } from '../../functions/feedback/triage/dead-letter.ts';
import type { Letter, LetterQueue } from '../letter-queue.ts';

export interface Redriving {
  readonly queue: LetterQueue;
  /** Lets triage work on one piece again. False where that failed: it can be tried later. */
  readonly triage: (id: string) => Promise<boolean>;
  /** Whether triage has something left to do about it: not where it is erased. */
  readonly isLeft: (id: string) => Promise<boolean>;
  /** Feedback that came in from one moment to another: ISO 8601, UTC. */
  readonly idsBetween: (from: string, to: string) => AsyncIterable<string>;
  readonly tell?: (outcome: Redriven) => void;
}

export interface Redriven {
  /** Pieces that triage has worked on now. */
  readonly triaged: number;
  /** Pieces that it has failed on again: they are still in the queue. */
  readonly failed: number;
  /** Messages that it was not asked about, for they are none of triage's: still in the queue, too. */
  readonly unreadable: number;
  /** About how many messages another run held when this one began, and which it therefore did not see. */
  readonly held: number;
}

/** What has become of one piece: `back` is in the queue again, set aside by a message of its own. */
type Fate = 'triaged' | 'nothing to do' | 'back' | 'failed';

interface Run {
  readonly fates: Map<string, Fate>;
  /** By their ids: messages that were taken, and are not removed. */
  readonly taken: Map<string, Letter>;
  readonly held: number;
  readonly unreadable: Set<string>;
}

/** Lets triage work again on all that is in the queue of what it could not do. Where it fails, nothing stays taken. */
export async function redrive(redriving: Redriving): Promise<Redriven> {
  const { queue } = redriving;
  const held = await queue.countTaken();
  const run: Run = { fates: new Map(), taken: new Map(), unreadable: new Set(), held };
  try {
    await redriveAll(redriving, run);
  } finally {
    // What cannot be released either comes back by itself; the failure that led here is the one to tell of.
    await Promise.allSettled([...run.taken.values()].map((letter) => queue.release(letter)));
  }
  return countOf(run);
}

async function redriveAll(redriving: Redriving, run: Run): Promise<void> {
  const { queue, tell } = redriving;
  for (let letters = await take(queue, run); letters.length > 0; letters = await take(queue, run)) {
    for (const letter of letters) {
      if (await isSettled(letter, redriving, run)) {
        await queue.remove(letter);
        run.taken.delete(letter.messageId);
      }
      tell?.(countOf(run));
    }
  }
}

/** In a long run what was kept comes by again. */
async function take(queue: LetterQueue, { taken }: Run): Promise<readonly Letter[]> {
  const letters = (await queue.take()).filter(({ messageId }) => !taken.has(messageId));
  for (const letter of letters) taken.set(letter.messageId, letter);
  return letters;
}

/** Whether the message has done its duty. What came back during this run has a new message, which has not. */
async function isSettled(
  { messageId, body }: Letter,
  redriving: Redriving,
  { fates, unreadable }: Run,
): Promise<boolean> {
  const about = deadLetterOf(body);
  if (!about) unreadable.add(messageId);
  let settled = about !== undefined;
  for await (const id of idsOf(about, redriving)) {
    const known = fates.get(id);
    const fate = known ?? (await fateOf(id, redriving));
    fates.set(id, fate);
    if (fate === 'failed' || (fate === 'back' && known)) settled = false;
  }
  return settled;
}

async function fateOf(id: string, { triage, isLeft }: Redriving): Promise<Fate> {
  if (!(await isLeft(id))) return 'nothing to do';
  if (!(await triage(id))) return 'failed';
  return (await isLeft(id)) ? 'back' : 'triaged';
}

async function* idsOf(
  about: DeadLetter | undefined,
  { idsBetween }: Redriving,
): AsyncGenerator<string> {
  if (about?.kind === 'one') yield about.id;
  if (about?.kind === 'span') yield* idsBetween(about.from, about.to);
}

function countOf({ fates, unreadable, held }: Run): Redriven {
  const all = [...fates.values()];
  const triaged = all.filter((fate) => fate === 'triaged').length;
  const failed = all.filter((fate) => fate === 'failed' || fate === 'back').length;
  return { triaged, failed, unreadable: unreadable.size, held };
}
