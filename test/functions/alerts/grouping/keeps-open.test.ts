import type { ServiceState } from '../../../../functions/alerts/alert.ts';
import { applyTransitions } from '../../../../functions/alerts/grouping/apply-transitions.ts';
import { settle } from '../../../../functions/alerts/grouping/settle.ts';
import type { Transition } from '../../../../functions/alerts/transition.ts';
import { at, transition } from '../../../support/alerts.ts';

const NOBODY: ServiceState = { service: 'storefront', version: 0, alarms: {} };

/** A burn rate over hours: it goes on for long after the service is well again. */
const burns = (seconds: number, differences: Partial<Transition> = {}) =>
  transition({
    alarmName: 'shop-prod-slo-page-page',
    facts: { service: 'storefront', severity: 'page', ends: 'late' },
    at: at(seconds),
    ...differences,
  });

const probe = (seconds: number, state: Transition['state'] = 'ALARM') =>
  transition({ at: at(seconds), state });

/** What alarms make of a service, one after another; between them time goes by, as the sweep sees it. */
function after(transitions: readonly Transition[]): ServiceState {
  return transitions.reduce((before, each) => {
    const nowMs = Date.parse(each.at);
    const circumstances = { nowMs, settleSeconds: 60, waitSeconds: 10, suffix: 'bcdf' };
    return applyTransitions(settle(before, nowMs).state, [each], circumstances).state;
  }, NOBODY);
}

const at2h = (state: ServiceState) => settle(state, Date.parse(at(7_200))).state.alert;

test('an alert that other alarms opened is over when they are, whatever fires on late', () => {
  const alert = at2h(after([probe(0), burns(120), probe(360, 'OK')]));
  expect(alert).toMatchObject({ status: 'resolved', resolvedAt: at(360) });
});

test('one that comes while the alert settles joins it, and does not hold it up', () => {
  const settling = after([probe(0), probe(360, 'OK'), burns(390)]).alert;
  expect(settling).toMatchObject({ status: 'settling', settlesAt: at(420) });
  expect(Object.keys(settling?.alarms ?? {})).toHaveLength(2);
});

test('what only tells late of an alert that was resolved opens no other', () => {
  const before = after([probe(0), probe(360, 'OK')]).alert?.id;
  expect(after([probe(0), probe(360, 'OK'), burns(600)]).alert?.id).toBe(before);
  expect(after([probe(0), probe(360, 'OK'), burns(3_600)]).alert?.id).not.toBe(before);
});

test('alone it opens an alert, which stays open as long as it fires', () => {
  const burning = after([burns(0)]);
  expect(at2h(burning)).toMatchObject({ status: 'open', severity: 'page' });
  expect(at2h(after([burns(0), burns(1_800, { state: 'OK' })]))?.status).toBe('resolved');
});

test('an alarm that fires again keeps the alert open, also beside one that fires late', () => {
  const alert = at2h(after([probe(0), burns(120), probe(360, 'OK'), probe(400)]));
  expect(alert?.status).toBe('open');
});
