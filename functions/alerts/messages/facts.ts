import type { FeedbackLately, LiveRelease, ToggleChange } from '../surroundings/surroundings.ts';
import { firingOf, lateOf, overOf } from './members.ts';
import { momentText, spanText } from './moments.ts';
import { printable } from './printable.ts';
import type { Story } from './story.ts';

export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

const MOST_TOGGLES = 5;

/** What an alert says beside its alarms: what was changed lately, what users say, whose it is. */
export function factsOf({ alert, surroundings }: Story): readonly LabelledText[] {
  const { release, toggles, feedback, unavailable } = surroundings;
  const owner = [...firingOf(alert), ...overOf(alert), ...lateOf(alert)].find(
    ({ owner }) => owner,
  )?.owner;
  return [
    ...(release ? [labelled('Release', releaseText(release, alert.beganAt))] : []),
    ...toggleFacts(toggles),
    ...(feedback ? [labelled('Feedback', feedbackText(feedback))] : []),
    ...(unavailable.length > 0 ? [labelled('Not known at present', unavailable.join(', '))] : []),
    ...(owner ? [labelled('Owner', printable(owner, 100))] : []),
    labelled('Alert', `${alert.id}, more by: afterprod incidents show ${alert.id}`),
  ];
}

function labelled(label: string, text: string): LabelledText {
  return { label, text };
}

function releaseText({ id, commit, liveAt, previous }: LiveRelease, beganAt: string): string {
  const name = printable(id, 60);
  const of = commit === undefined || id.startsWith(commit) ? '' : ` (${printable(commit, 40)})`;
  const before = previous === undefined ? '' : `; before it ${printable(previous, 60)}`;
  return `${name}${of}, live since ${momentText(liveAt)}, ${whenText(liveAt, beganAt)}${before}`;
}

/** A beginning is known to the minute in which its first datapoint lies: what came within it may be the cause. */
function whenText(at: string, beganAt: string): string {
  if (momentText(at) === momentText(beganAt)) return 'in the minute in which it began';
  return at < beganAt
    ? `${spanText(at, beganAt)} before it began`
    : `${spanText(beganAt, at)} after it began`;
}

/** One edit of several toggles is told once. */
function toggleFacts(toggles: readonly ToggleChange[]): readonly LabelledText[] {
  const texts = [...new Set(toggles.map(toggleText))];
  return [
    ...texts.slice(0, MOST_TOGGLES).map((text) => labelled('Toggle', text)),
    ...moreToggles(texts.length - MOST_TOGGLES),
  ];
}

function toggleText({ at, what, who, why }: ToggleChange): string {
  const by = who === undefined ? '' : `, by ${printable(who, 60)}`;
  const because = why === undefined ? '' : `: ${printable(why, 100)}`;
  return `${printable(what, 150)} at ${momentText(at)}${by}${because}`;
}

function moreToggles(count: number): readonly LabelledText[] {
  return count > 0 ? [labelled('Toggles', `and ${count} more changes`)] : [];
}

function feedbackText({ total, negative, before }: FeedbackLately): string {
  return `${total} in the last 24 h, ${negative} of them complaints; the day before ${before.total} and ${before.negative}`;
}
