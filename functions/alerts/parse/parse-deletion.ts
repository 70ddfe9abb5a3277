import { readAlarm } from '../alarm-facts.ts';
import type { Transition } from '../transition.ts';
import { BadMessage } from './bad-message.ts';
import { type JsonObject, jsonObject } from './json-object.ts';
import { nameIn, textIn, timeIn } from './transition-fields.ts';
import { factsOr } from './unsaid-facts.ts';

/** Whether EventBridge tells that an alarm was deleted. What else becomes of alarms' configuration is nothing to people. */
export function isDeletion(message: JsonObject): boolean {
  return (
    message['source'] === 'aws.cloudwatch' &&
    message['detail-type'] === 'CloudWatch Alarm Configuration Change' &&
    jsonObject(message['detail'])?.['operation'] === 'delete'
  );
}

/** A deleted alarm is over: it will never be OK. */
export function parseDeletion({ detail: told, resources, time }: JsonObject): Transition {
  const detail = jsonObject(told);
  if (!detail) throw new BadMessage('the event has no detail');
  const { sentence, facts } = readAlarm(
    textIn(jsonObject(detail['configuration'])?.['description']),
  );
  const [arn] = Array.isArray(resources) ? resources : [];
  return {
    alarmName: nameIn(detail['alarmName']),
    alarmArn: textIn(arn),
    state: 'OK',
    at: deletedAt(timeIn(time), jsonObject(detail['state'])?.['timestamp']),
    reason: 'The alarm was deleted.',
    sentence,
    facts: factsOr(facts, 'ticket'),
    source: 'events',
    isMuted: false,
  };
}

/** The event's time is cut to seconds: what the alarm did last in that second came before. */
function deletedAt(toldAt: string, changed: unknown): string {
  const changedMs = typeof changed === 'string' ? Date.parse(timeIn(changed)) : 0;
  return new Date(Math.max(Date.parse(toldAt), changedMs + 1)).toISOString();
}
