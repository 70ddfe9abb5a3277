import type { Ledger } from '../../releases/ledger.ts';
import type { HistoryEntry } from '../../toggles/store/change.ts';
import type { Alert } from '../alert.ts';
import { printable } from '../messages/printable.ts';
import { changeText } from '../surroundings/change-text.ts';
import type { TimelineEvent } from '../timeline.ts';

/** What changed so long before an incident may be its cause. */
const BEFORE_MS = 2 * 3_600_000;

const LONGEST_TEXT = 200;

type Mark = Ledger['marks'][number];

const WORDS: Readonly<Record<Mark['kind'], string>> = {
  started: 'is being deployed',
  live: 'is live',
  ended: 'was taken away',
};

/** Releases and changes of toggles around an incident, for its timeline: from two hours before it began to its end. */
export function happenings(
  { beganAt, resolvedAt }: Pick<Alert, 'beganAt' | 'resolvedAt'>,
  marks: readonly Mark[],
  changes: readonly HistoryEntry[],
): readonly TimelineEvent[] {
  const from = Date.parse(beganAt) - BEFORE_MS;
  const to = resolvedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(resolvedAt);
  return [
    ...marks.map(ofMark),
    ...changes.filter(({ isMembership }) => !isMembership).map(ofChange),
  ].filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);
}

function ofMark({ markId, kind, releaseId, commit, at }: Mark): TimelineEvent {
  const name = commit === undefined ? releaseId : `${releaseId} (${commit.slice(0, 12)})`;
  return {
    at,
    kind: 'release',
    key: `release ${markId}`,
    text: printable(`Release ${name} ${WORDS[kind]}`, LONGEST_TEXT),
  };
}

function ofChange(entry: HistoryEntry): TimelineEvent {
  const { revision, at, who, why } = entry;
  const because = why === '' ? '' : `: ${why}`;
  return {
    at,
    kind: 'toggle',
    key: `toggles ${revision}`,
    text: printable(`${changeText(entry)}${because}`, LONGEST_TEXT),
    who,
  };
}
