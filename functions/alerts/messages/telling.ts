import type { Alert, MemberAlarm } from '../alert.ts';
import { testedRoute } from '../tested-route.ts';
import { factsOf, type LabelledText } from './facts.ts';
import { type Links, linksOf } from './links.ts';
import { measuredText } from './measured-text.ts';
import { firingOf, lateOf, overOf, silentOf } from './members.ts';
import { clockText, momentText, spanText } from './moments.ts';
import { printable } from './printable.ts';
import type { Story } from './story.ts';

/** A story in words, for people: one line each, printable. */
export interface Telling {
  /** `[page] storefront prod: probe-health-availability and 2 more fire`. */
  readonly headline: string;
  /** What holds now, since when. */
  readonly intro: string;
  readonly firing: readonly string[];
  /** Those that fire, and nobody is to hear of it. */
  readonly silent: readonly string[];
  readonly over: readonly string[];
  /** Of an alert that is over: those that end later. */
  readonly late: readonly string[];
  readonly facts: readonly LabelledText[];
  readonly links: Links;
}

/** More are not read on a phone at night; their number is told. */
const MOST_ALARMS = 15;

export function tellingOf(story: Story): Telling {
  const { alert, project, stage, at } = story;
  const prefix = `${project}-${stage}-`;
  const lines = (alarms: readonly MemberAlarm[], unlisted = 0) =>
    inPart(
      alarms.map((alarm) => alarmText(alarm, prefix, at)),
      unlisted,
    );
  return {
    headline: headlineOf(story, prefix),
    intro: introOf(story),
    firing: lines(firingOf(alert), alert.leftOut?.length),
    silent: lines(silentOf(alert)),
    over: lines(overOf(alert)),
    late: lines(lateOf(alert)),
    facts: factsOf(story),
    links: linksOf(story),
  };
}

function headlineOf({ kind, stage, alert }: Story, prefix: string): string {
  const tested = testedRoute(alert.service);
  if (tested !== undefined) return testHeadline(tested, kind, stage);
  const mark = markOf(kind, alert);
  const again = kind === 'update' ? ', still' : '';
  return `[${mark}] ${printable(alert.service, 60)} ${stage}${again}: ${whatOf(alert, prefix)}`;
}

function testHeadline(route: string, kind: Story['kind'], stage: string): string {
  const end = kind === 'resolve' ? ' is over' : '';
  return `[test] Test of route ${printable(route, 60)} in ${stage}${end}`;
}

function markOf(kind: Story['kind'], { severity }: Alert): string {
  return kind === 'resolve' ? 'resolved' : severity;
}

function whatOf(alert: Alert, prefix: string): string {
  const firing = withoutEchoes(firingOf(alert));
  const [first, ...more] = firing.length > 0 ? firing : withoutEchoes(overOf(alert));
  if (!first) return silentOf(alert).length > 0 ? 'what fires is silent (muted)' : 'no alarm fires';
  const count = more.length + (alert.leftOut?.length ?? 0);
  const others = count === 0 ? '' : ` and ${count} more`;
  const verb = count === 0 ? 'fires' : 'fire';
  const state = firing.length > 0 ? verb : count === 0 ? 'is over' : 'are over';
  return `${shortName(first.name, prefix)}${others} ${state}`;
}

/** One that ends late says again what the others say: it is counted where it is alone. */
function withoutEchoes(alarms: readonly MemberAlarm[]): readonly MemberAlarm[] {
  const prompt = alarms.filter(({ ends }) => ends === undefined);
  return prompt.length > 0 ? prompt : alarms;
}

function introOf({ kind, alert, stage, at }: Story): string {
  const { service, severity, beganAt, openedAt, resolvedAt } = alert;
  const tested = testedRoute(service);
  const test = tested === undefined ? '' : `This is a test of the route ${printable(tested, 60)}. `;
  const who = `${printable(service, 60)} in ${stage}`;
  if (resolvedAt !== undefined) {
    const lasted = spanText(beganAt, resolvedAt);
    const over = `is over since ${momentText(resolvedAt)}, after ${lasted} (severity ${severity}).`;
    return `${test}The alert of ${who} ${kind === 'resolve' ? over : `came late: it ${over}`}`;
  }
  const since = `since ${momentText(openedAt)} (${spanText(openedAt, at)})`;
  return `${test}${who} has an open alert ${since}, severity ${severity}. It began at ${momentText(beganAt)}.`;
}

function alarmText(alarm: MemberAlarm, prefix: string, at: string): string {
  const { firingSince, sentence, severity, state, changedAt } = alarm;
  const since =
    firingSince === undefined
      ? `over since ${clockText(changedAt)}`
      : `since ${clockText(firingSince)} (${spanText(firingSince, at)})`;
  const silent = state === 'INSUFFICIENT_DATA' ? `, no data since ${clockText(changedAt)}` : '';
  const measured = firingSince === undefined ? undefined : measuredText(alarm);
  const bad = measured === undefined ? '' : `; ${measured}`;
  const what = printable(sentence, 300);
  return `${shortName(alarm.name, prefix)} [${severity}] ${since}${silent}${bad}${what && `: ${what}`}`;
}

/** Project and stage stand in each name, and are told once. */
function shortName(name: string, prefix: string): string {
  return printable(name.startsWith(prefix) ? name.slice(prefix.length) : name, 120);
}

function inPart(lines: readonly string[], unlisted: number): readonly string[] {
  const more = Math.max(0, lines.length - MOST_ALARMS) + unlisted;
  return more > 0 ? [...lines.slice(0, MOST_ALARMS), `and ${more} more`] : lines;
}
