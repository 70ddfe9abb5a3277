import type { Alert } from '../../../../functions/alerts/alert.ts';
import type { Route } from '../../../../functions/alerts/alerts-config.ts';
import { nextStep } from '../../../../functions/alerts/deliveries/next-step.ts';
import type { Delivery, PendingMessage } from '../../../../functions/alerts/delivery.ts';
import { at, memberAlarm, openAlert } from '../../../support/alerts.ts';

const ROUTE: Route = { name: 'hook', severities: ['page'], channel: 'slack', secretId: 's' };
const PACE = { waitSeconds: 10, intervalSeconds: 300 };

/** What is due so many seconds after the alert opened. */
function due(
  seconds: number,
  alert: Partial<Alert> = {},
  delivery: Partial<Delivery> = {},
  route: Partial<Route> = {},
) {
  const known = { alertId: 'a', route: 'hook', version: 0, messages: 0, ...delivery };
  const nowMs = Date.parse(at(seconds));
  return nextStep(openAlert(alert), known, { ...ROUTE, ...route } as Route, PACE, nowMs);
}

const RESOLVED = { status: 'resolved', resolvedAt: at(600) } as const;
const TOLD = {
  toldKind: 'trigger',
  toldRevision: 1,
  toldSeverity: 'page',
  toldAt: at(10),
} as const;

const pending = (differences: Partial<PendingMessage> = {}): PendingMessage => ({
  id: 'a_hook_1',
  kind: 'trigger',
  revision: 1,
  severity: 'page',
  body: '{}',
  attempts: 0,
  nextAttemptAt: at(10),
  ...differences,
});

test('the first message waits for company, and then goes', () => {
  expect(due(0)).toEqual({ kind: 'wait', until: at(10) });
  expect(due(10)).toEqual({ kind: 'compose', message: 'trigger' });
});

test.each([
  ['of another severity', { severity: 'ticket' }, {}],
  ['of another service', {}, { services: ['search'] }],
  ['held back by a service that it depends on', { heldBy: 'database' }, {}],
  ['outside of its hours', {}, { hours: { from: '20:00', to: '21:00', timeZone: 'UTC' } }],
] as const)('nobody is told of an alert %s', (_, alert, route) => {
  expect(due(60, alert, {}, route)).toEqual({ kind: 'idle' });
  expect(due(700, { ...alert, ...RESOLVED }, {}, route)).toEqual({ kind: 'done' });
});

describe('what alarms told directly', () => {
  const mail = { channel: 'sns', topicArn: 'page' } as Partial<Route>;
  const direct = memberAlarm({ name: 'shop-prod-alerts-stuck', told: 'directly' });
  const alarms = { [direct.name]: direct };

  test('is not told again by mail, but its end is; other channels are told both', () => {
    expect(due(60, { alarms }, {}, mail)).toEqual({ kind: 'idle' });
    expect(due(601, { alarms, ...RESOLVED }, {}, mail)).toMatchObject({ message: 'resolve' });
    expect(due(60, { alarms })).toMatchObject({ message: 'trigger' });
  });

  test('is told with what only the router knows', () => {
    const other = memberAlarm();
    const both = { ...alarms, [other.name]: other };
    expect(due(60, { alarms: both }, {}, mail)).toMatchObject({ message: 'trigger' });
    const ticket = { ...other, severity: 'ticket' } as const;
    const lesser = { ...alarms, [other.name]: ticket };
    expect(due(60, { alarms: lesser }, {}, mail)).toMatchObject({ message: 'trigger' });
  });

  test('is none of the business of mail of another severity', () => {
    const info = { ...mail, severities: ['info'] } as const;
    expect(due(601, { alarms, ...RESOLVED }, {}, info)).toEqual({ kind: 'done' });
  });
});

test('whoever was told hears the end, whatever his route wants by now, even when it is held back', () => {
  const route = { severities: ['info'], services: ['search'] } as const;
  expect(due(601, { ...RESOLVED, heldBy: 'database' }, TOLD, route)).toEqual({
    kind: 'compose',
    message: 'resolve',
  });
  expect(due(601, RESOLVED, { ...TOLD, toldKind: 'resolve' })).toEqual({ kind: 'done' });
});

test('what was over before it could be told is told all the same, from its beginning; not a day later', () => {
  expect(due(700, RESOLVED)).toEqual({ kind: 'compose', message: 'trigger' });
  expect(due(600 + 86_400 + 1, RESOLVED)).toEqual({ kind: 'done' });
});

test('news wait until the interval is over, but not where the alert got more urgent', () => {
  expect(due(100, { revision: 2 }, TOLD)).toEqual({ kind: 'wait', until: at(310) });
  expect(due(310, { revision: 2 }, TOLD)).toEqual({ kind: 'compose', message: 'update' });
  const ticket = { ...TOLD, toldSeverity: 'ticket' } as const;
  expect(due(11, { revision: 2 }, ticket)).toEqual({ kind: 'compose', message: 'update' });
});

test.each([
  ['nothing changed', {}],
  ['no alarm fires and it may be over soon', { status: 'settling', revision: 2 }],
] as const)('no update while %s', (_, alert) => {
  expect(due(1_000, alert, TOLD)).toEqual({ kind: 'idle' });
});

test('one message at a time: the end waits for the trigger that is on its way', () => {
  const message = pending({ attempts: 1, nextAttemptAt: at(900) });
  expect(due(700, RESOLVED, { pending: message })).toEqual({ kind: 'wait', until: at(900) });
  expect(due(900, RESOLVED, { pending: message })).toEqual({ kind: 'send', message });
});

test('a message that another one sends is left to it until its claim has run out', () => {
  const message = pending({ claimedUntil: at(80) });
  expect(due(79, {}, { pending: message })).toEqual({ kind: 'wait', until: at(80) });
  expect(due(80, {}, { pending: message })).toEqual({ kind: 'send', message });
});

describe('a message that was given up', () => {
  const dead = (kind: PendingMessage['kind']) => ({
    pending: pending({ kind, isDead: true, nextAttemptAt: at(100) }),
  });

  test('stays so while there is nothing newer', () => {
    expect(due(5_000, {}, dead('trigger'))).toEqual({ kind: 'dead' });
  });

  test('gives way to newer news, an interval later', () => {
    expect(due(399, { revision: 2 }, dead('trigger'))).toEqual({ kind: 'wait', until: at(400) });
    expect(due(400, { revision: 2 }, dead('trigger'))).toEqual({
      kind: 'compose',
      message: 'trigger',
    });
  });

  test('an update gives way to the end at once; without the trigger nobody hears the end', () => {
    const resolve = { kind: 'compose', message: 'resolve' };
    expect(due(700, RESOLVED, { ...TOLD, ...dead('update') })).toEqual(resolve);
    expect(due(700, RESOLVED, dead('trigger'))).toEqual({ kind: 'dead' });
    expect(due(700, RESOLVED, { ...TOLD, ...dead('resolve') })).toEqual({ kind: 'dead' });
  });
});

test('a route without an address is looked at again every five minutes, until the alert is over', () => {
  const unconnected = { unconnectedAt: at(10) };
  expect(due(100, {}, unconnected)).toEqual({ kind: 'wait', until: at(310) });
  expect(due(310, {}, unconnected)).toEqual({ kind: 'compose', message: 'trigger' });
  expect(due(700, RESOLVED, unconnected)).toEqual({ kind: 'done' });
});

test("a test is told to its route alone, at once, whatever the route's rules are", () => {
  const alert = { service: 'test:hook', severity: 'info' } as const;
  expect(due(0, alert)).toEqual({ kind: 'compose', message: 'trigger' });
  expect(due(0, { ...alert, service: 'test:other' })).toEqual({ kind: 'idle' });
});

test('what opens at night and still holds in the morning is told then', () => {
  const hours = { from: '09:30', to: '18:00', timeZone: 'UTC' };
  expect(due(1_799, {}, {}, { hours })).toEqual({ kind: 'idle' });
  expect(due(1_800, {}, {}, { hours })).toEqual({ kind: 'compose', message: 'trigger' });
});
