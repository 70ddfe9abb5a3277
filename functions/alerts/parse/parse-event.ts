import { readAlarm } from '../alarm-facts.ts';
import type { Transition } from '../transition.ts';
import { BadMessage } from './bad-message.ts';
import { type JsonObject, jsonObject } from './json-object.ts';
import { beganAtOf, measuredOf } from './measured-of.ts';
import { metricOfEvent } from './metric-of.ts';
import { nameIn, stateIn, textIn, timeIn } from './transition-fields.ts';
import { factsOr } from './unsaid-facts.ts';

/** Whether it is EventBridge's: what alarms' configuration changes look like is not. */
export function isStateChange(message: JsonObject): boolean {
  return (
    message['source'] === 'aws.cloudwatch' &&
    message['detail-type'] === 'CloudWatch Alarm State Change'
  );
}

export function parseEvent({ detail: told, resources }: JsonObject): Transition {
  const detail = jsonObject(told);
  const state = jsonObject(detail?.['state']);
  if (!detail || !state) throw new BadMessage('the event has no detail.state');
  const configuration = jsonObject(detail['configuration']) ?? {};
  const { sentence, facts } = readAlarm(textIn(configuration['description']));
  const reason = textIn(state['reason']);
  const [arn] = Array.isArray(resources) ? resources : [];
  return {
    alarmName: nameIn(detail['alarmName']),
    alarmArn: textIn(arn),
    state: stateIn(state['value']),
    at: timeIn(state['timestamp']),
    reason,
    sentence,
    facts: factsOr(facts, 'ticket'),
    source: 'events',
    // Every alarm's changes come this way: of one without facts nobody knows whether it has an action.
    isMuted: isKeptBack(detail, state) || facts === undefined,
    ...measuredOf(reason, textIn(state['reasonData'])),
    ...beganAtOf(reason),
    ...metricOfEvent(configuration),
  };
}

function isKeptBack(detail: JsonObject, state: JsonObject): boolean {
  const suppressor = state['actionsSuppressedBy'];
  return (
    jsonObject(detail['muteDetail']) !== undefined ||
    (typeof suppressor === 'string' && suppressor !== '')
  );
}
