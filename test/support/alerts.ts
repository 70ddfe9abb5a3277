import type { Alert, MemberAlarm, ServiceState } from '../../functions/alerts/alert.ts';
import { alertIdOf } from '../../functions/alerts/alert-id.ts';
import type { Transition } from '../../functions/alerts/transition.ts';

/** Monday morning, and so many seconds. */
export function at(seconds: number): string {
  return new Date(Date.parse('2026-11-23T09:00:00.000Z') + 1000 * seconds).toISOString();
}

/** An alarm that fires since `at(0)`, and of which people hear. */
export function memberAlarm(differences: Partial<MemberAlarm> = {}): MemberAlarm {
  const { name = 'shop-prod-probe-home-availability' } = differences;
  return {
    name,
    arn: `arn:aws:cloudwatch:eu-central-1:123456789012:alarm:${name}`,
    severity: 'page',
    state: 'ALARM',
    changedAt: at(0),
    firingSince: at(0),
    isAnnounced: true,
    sentence: "Whether probe 'home' reaches the service from outside.",
    reason: 'Threshold Crossed: 2 out of the last 3 datapoints were less than the threshold (1.0).',
    ...differences,
  };
}

/** The alert of one alarm, open since `at(0)`. */
export function openAlert(differences: Partial<Alert> = {}): Alert {
  const { service = 'storefront', openedAt = at(0) } = differences;
  const alarm = memberAlarm();
  return {
    id: alertIdOf(service, openedAt, 'abcd'),
    service,
    status: 'open',
    severity: 'page',
    beganAt: openedAt,
    openedAt,
    revision: 1,
    alarms: { [alarm.name]: alarm },
    ...differences,
  };
}

/** A service with one alarm, and its alert. */
export function serviceState(alert: Alert = openAlert()): ServiceState {
  const { service, alarms } = alert;
  return { service, version: 0, alarms, alert };
}

/** An unmuted ALARM of the storefront's first probe at `at(0)`, as EventBridge tells it. */
export function transition(differences: Partial<Transition> = {}): Transition {
  const { alarmName = 'shop-prod-probe-home-availability' } = differences;
  return {
    alarmName,
    alarmArn: `arn:aws:cloudwatch:eu-central-1:123456789012:alarm:${alarmName}`,
    state: 'ALARM',
    at: at(0),
    reason: 'Threshold Crossed: 2 out of the last 3 datapoints were less than the threshold (1.0).',
    sentence: "Whether probe 'home' reaches the service from outside.",
    facts: { service: 'storefront', severity: 'page' },
    source: 'events',
    isMuted: false,
    ...differences,
  };
}
