import { type Fingerprint, similarity } from './fingerprint.ts';
import type { Topic } from './triage-store.ts';

/** Two texts in which every tenth word differs have about 0.7 in common. */
const ALIKE = 0.55;

/** The known topic that is most like it, if any is like it at all. */
export function chooseTopic(fingerprint: Fingerprint, known: Iterable<Topic>): Topic | undefined {
  let best: Topic | undefined;
  let most = ALIKE;
  for (const topic of known) {
    const likeness = similarity(fingerprint, topic.fingerprint);
    if (likeness < most || (likeness === most && best)) continue;
    best = topic;
    most = likeness;
  }
  return best;
}
