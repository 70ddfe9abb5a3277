import type { MemberAlarm } from '../alert.ts';
import type { MessageKind } from '../delivery.ts';
import { testedRoute } from '../tested-route.ts';
import { linksOf } from './links.ts';
import { firingOf, lateOf, overOf, silentOf } from './members.ts';
import { printable } from './printable.ts';
import type { Story } from './story.ts';

const TYPES: Readonly<Record<MessageKind, string>> = {
  trigger: 'alert.triggered',
  update: 'alert.updated',
  resolve: 'alert.resolved',
};

/** More would make bodies that receivers refuse; `moreAlarms` says how many were left out. */
const MOST_ALARMS = 100;

/** What a webhook gets; docs/alerts.md promises its form to receivers: add to it, change nothing. */
export function webhookBody({ kind, project, stage, at, alert, surroundings }: Story): object {
  const isTest = testedRoute(alert.service) !== undefined;
  const alarms = [...firingOf(alert), ...silentOf(alert), ...overOf(alert), ...lateOf(alert)];
  const more = Math.max(0, alarms.length - MOST_ALARMS) + (alert.leftOut?.length ?? 0);
  const { release, toggles, feedback, unavailable } = surroundings;
  const { id, service, severity, status, openedAt, beganAt, resolvedAt } = alert;
  return {
    type: isTest ? 'test' : TYPES[kind],
    timestamp: at,
    data: {
      alert: {
        id,
        project,
        stage,
        service,
        severity,
        status: status === 'resolved' ? 'resolved' : 'open',
        beganAt,
        openedAt,
        ...(resolvedAt !== undefined && { resolvedAt }),
        alarms: alarms.slice(0, MOST_ALARMS).map(alarmOf),
        ...(more > 0 && { moreAlarms: more }),
      },
      ...(release && { release }),
      toggles,
      ...(feedback && { feedback }),
      remedies: [],
      ...(unavailable.length > 0 && { unavailable }),
      links: linksOf({ kind, project, stage, at, alert, surroundings }),
    },
  };
}

function alarmOf(alarm: MemberAlarm): object {
  const { name, arn, sentence, state, severity, firingSince, measured, runbook, owner } = alarm;
  return {
    name,
    arn,
    sentence: printable(sentence, 1_000),
    state,
    severity,
    ...(firingSince !== undefined && { firingSince }),
    ...(firingSince !== undefined && !alarm.isAnnounced && { announced: false }),
    ...(measured && { measured }),
    ...(runbook !== undefined && { runbook: printable(runbook, 1_000) }),
    ...(owner !== undefined && { owner: printable(owner, 200) }),
  };
}
