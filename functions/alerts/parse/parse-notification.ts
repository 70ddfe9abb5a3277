import { readAlarm } from '../alarm-facts.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import type { Transition } from '../transition.ts';
import type { JsonObject } from './json-object.ts';
import { beganAtOf, measuredOf } from './measured-of.ts';
import { metricOfTrigger } from './metric-of.ts';
import { nameIn, stateIn, textIn, timeIn } from './transition-fields.ts';
import { factsOr } from './unsaid-facts.ts';

/**
 * What CloudWatch tells a topic: it has run the alarm's action, so that nothing keeps it back.
 *
 * @param topicArn - its severity counts where the alarm says none
 */
export function parseNotification(message: JsonObject, topicArn: unknown): Transition {
  const { sentence, facts } = readAlarm(textIn(message['AlarmDescription']));
  const reason = textIn(message['NewStateReason']);
  return {
    alarmName: nameIn(message['AlarmName']),
    alarmArn: textIn(message['AlarmArn']),
    state: stateIn(message['NewStateValue']),
    at: timeIn(message['StateChangeTime']),
    reason,
    sentence,
    facts: factsOr(facts, severityOf(textIn(topicArn))),
    source: 'sns',
    isMuted: false,
    ...measuredOf(reason, ''),
    ...beganAtOf(reason),
    ...metricOfTrigger(message['Trigger']),
  };
}

function severityOf(topicArn: string): Severity {
  return SEVERITIES.find((severity) => topicArn.endsWith(`-${severity}-alarms`)) ?? 'ticket';
}
