import { bandsOf, type Fingerprint } from './fingerprint.ts';
import type { Topic } from './triage-store.ts';

/** The bands of a text that lead nowhere, or are its own: those of others keep leading where they do. */
export function freeBands(
  fingerprint: Fingerprint,
  known: ReadonlyMap<string, Topic>,
): readonly string[] {
  return bandsOf(fingerprint).filter((band) => {
    const topic = known.get(band);
    return topic === undefined || topic.fingerprint.join() === fingerprint.join();
  });
}
