import type { MemberAlarm } from '../alert.ts';
import type { Transition } from '../transition.ts';

/** The latest change of an alarm as if EventBridge told it again, with nothing that keeps it back. */
export function transitionOf(service: string, member: MemberAlarm): Transition {
  const { severity, owner, runbook, told } = member;
  return {
    alarmName: member.name,
    alarmArn: member.arn,
    state: member.state,
    at: member.changedAt,
    reason: member.reason,
    sentence: member.sentence,
    facts: {
      service,
      severity,
      ...(owner !== undefined && { owner }),
      ...(runbook !== undefined && { runbook }),
      ...(told !== undefined && { told }),
    },
    source: 'events',
    isMuted: false,
  };
}
