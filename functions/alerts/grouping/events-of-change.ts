import type { Alert, MemberAlarm } from '../alert.ts';
import type { TimelineEvent } from '../timeline.ts';
import { isLoud } from './step.ts';

interface Change<Changed> {
  readonly before: Changed | undefined;
  readonly after: Changed;
}

/** What the timeline says of an alarm that changed. Nothing, where only more is known of the same change. */
export function eventsOfAlarm({ before, after }: Change<MemberAlarm>): readonly TimelineEvent[] {
  const { name, state, changedAt: at, isAnnounced } = after;
  const isSame =
    before?.changedAt === at && before.state === state && before.isAnnounced === isAnnounced;
  const isUnheardOf = state === 'OK' && before?.firingSince === undefined; // it never fired: nothing is over
  if (isSame || isUnheardOf) return [];
  const isSilent = after.firingSince !== undefined && !isLoud(after);
  const kind = isSilent ? 'mute' : 'alarm';
  const key = `${name} ${at} ${state}${isSilent ? SILENT_MARK : ''}`;
  return [{ at, kind, key, text: `${name} ${isSilent ? SILENT : loudText(after)}` }];
}

/** The end of the key of what nobody heard of; without it, it is the key of the same when it was announced. */
export const SILENT_MARK = ' silent';

const SILENT = 'fires, but silently: it is muted, suppressed, or its band still learns';

function loudText({ state, sentence }: MemberAlarm): string {
  if (state === 'OK') return 'is over';
  return state === 'ALARM' ? `fires: ${sentence}` : 'has no data';
}

/** What the timeline says of an alert that an alarm changed. */
export function eventsOfAlert(
  { before, after }: Change<Alert>,
  { changedAt: at }: MemberAlarm,
): readonly TimelineEvent[] {
  if (before?.id !== after.id) {
    return [alertEvent(at, 'opened', `Opened: ${after.severity}, of ${after.service}`)];
  }
  return [
    ...(before.severity === after.severity
      ? []
      : [alertEvent(at, `severity ${after.severity}`, `Is a ${after.severity} now`)]),
    ...(before.status === after.status
      ? []
      : [
          after.status === 'open'
            ? alertEvent(at, `reopened ${at}`, 'Goes on: an alarm came back')
            : alertEvent(at, `settling ${at}`, 'No alarm fires any more'),
        ]),
  ];
}

export function alertEvent(at: string, key: string, text: string): TimelineEvent {
  return { at, kind: 'alert', key, text };
}
