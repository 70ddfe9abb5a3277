import { isoTime } from '../../shared/clock.ts';
import type { Alert, MemberAlarm, ServiceState } from '../alert.ts';
import { alertIdOf } from '../alert-id.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import { goesOn, opensAlert } from './keeps-open.ts';
import { settleSecondsOf } from './settle-seconds.ts';
import { alarmOf, isLoud } from './step.ts';
import { withMember } from './with-member.ts';

export interface Circumstances {
  readonly nowMs: number;
  /** So long no alarm may fire before an alert is over; grows where alerts come and go. */
  readonly settleSeconds: number;
  /** What joins so soon belongs to what the alert began with. */
  readonly waitSeconds: number;
  /** Of the id of an alert that opens: letters and digits. */
  readonly suffix: string;
}

/** What a changed alarm makes of the service's alert. Undefined, or the same, where it has no part in one. */
export function alertAfter(
  state: ServiceState,
  member: MemberAlarm,
  circumstances: Circumstances,
): Alert | undefined {
  const { service, alert } = state;
  if (!alert || alert.status === 'resolved') {
    return opensAlert(member, alert) ? opened(service, member, circumstances) : alert;
  }
  if (isLoud(member)) return settledAgain(alert, joined(alert, member, circumstances));
  if (!alarmOf(alert.alarms, member.name) && !alert.leftOut?.includes(member.name)) return alert;
  const known = withMember(alert, member);
  if (alert.status === 'settling' || goesOn(known)) return known;
  const settleMs = 1000 * settleSecondsOf(alert, state, circumstances.settleSeconds);
  const settlesAt = isoTime(circumstances.nowMs + settleMs);
  return { ...known, status: 'settling', settlesAt };
}

function opened(service: string, member: MemberAlarm, { suffix }: Circumstances): Alert {
  const { changedAt: openedAt, severity } = member;
  return {
    id: alertIdOf(service, openedAt, suffix),
    service,
    status: 'open',
    severity,
    beganAt: earlier(member.beganAt, openedAt),
    openedAt,
    revision: 1,
    alarms: { [member.name]: member },
  };
}

function joined(alert: Alert, member: MemberAlarm, { waitSeconds }: Circumstances): Alert {
  const { settlesAt: _, ...rest } = withMember(alert, member);
  const isOfTheBeginning =
    Date.parse(member.changedAt) <= Date.parse(alert.openedAt) + 1000 * waitSeconds;
  return {
    ...rest,
    status: 'open',
    severity: moreUrgent(alert.severity, member.severity),
    ...(isOfTheBeginning && { beganAt: earlier(member.beganAt, alert.beganAt) }),
  };
}

/** One that ends late joins an alert that settles, and holds it up no longer. */
function settledAgain({ status, settlesAt }: Alert, joined: Alert): Alert {
  if (status !== 'settling' || settlesAt === undefined || goesOn(joined)) return joined;
  return { ...joined, status, settlesAt };
}

/** Whether one severity is more urgent than another. */
export function isMoreUrgent(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other);
}

function moreUrgent(one: Severity, other: Severity): Severity {
  return isMoreUrgent(other, one) ? other : one;
}

function earlier(one: string | undefined, other: string): string {
  return one !== undefined && Date.parse(one) < Date.parse(other) ? one : other;
}
