import { describeAlarm } from '../../../../functions/alerts/alarm-facts.ts';
import { BadMessage } from '../../../../functions/alerts/parse/bad-message.ts';
import { parseMessage } from '../../../../functions/alerts/parse/parse-message.ts';

const NAME = 'shop-prod-probe-home-availability';
const ARN = `arn:aws:cloudwatch:us-east-2:123456789012:alarm:${NAME}`;
const facts = { service: 'storefront', severity: 'page' } as const;

const detail = {
  alarmName: NAME,
  operation: 'delete',
  state: { value: 'ALARM', timestamp: '2026-11-23T08:00:00.677+0000' },
  configuration: { alarmName: NAME, description: describeAlarm('Whether it is up.', facts) },
};

/** The event of a deletion, but for what differs. */
function event(differences: object = {}, more: object = {}): string {
  return JSON.stringify({
    version: '0',
    'detail-type': 'CloudWatch Alarm Configuration Change',
    source: 'aws.cloudwatch',
    time: '2026-11-23T09:00:04Z',
    resources: [ARN],
    detail: { ...detail, ...differences },
    ...more,
  });
}

test('an alarm that was deleted is over', () => {
  expect(parseMessage(event())).toEqual({
    alarmName: NAME,
    alarmArn: ARN,
    state: 'OK',
    at: '2026-11-23T09:00:04.000Z',
    reason: 'The alarm was deleted.',
    sentence: 'Whether it is up.',
    facts,
    source: 'events',
    isMuted: false,
  });
});

test("the event's time is cut to seconds: the deletion comes after the alarm's last change", () => {
  const state = { value: 'ALARM', timestamp: '2026-11-23T09:00:04.677+0000' };
  expect(parseMessage(event({ state })).at).toBe('2026-11-23T09:00:04.678Z');
  expect(parseMessage(event({ state: null })).at).toBe('2026-11-23T09:00:04.000Z');
});

test('of an alarm without facts the service is unknown', () => {
  expect(parseMessage(event({ configuration: 7 })).facts.service).toBe('unknown');
});

test.each<[string, object, object]>([
  ['an update', { operation: 'update' }, {}],
  ['a creation', { operation: 'create' }, {}],
  ['no name', { alarmName: 7 }, {}],
  ['no time', {}, { time: null }],
  ['a garbled time of its state', { state: { timestamp: 'lately' } }, {}],
  ['another source', {}, { source: 'mallory' }],
  ['no detail', {}, { detail: null }],
])('%s ends nothing', (_name, differences, more) => {
  expect(() => parseMessage(event(differences, more))).toThrow(BadMessage);
});
