import type { DelayedWake } from '../../../../functions/alerts/deliveries/sqs-wakes.ts';
import { routeTransitions } from '../../../../functions/alerts/grouping/route-transitions.ts';
import { MemoryAlertStore } from '../../../../functions/alerts/store/memory-alert-store.ts';
import { serviceOfTest } from '../../../../functions/alerts/tested-route.ts';
import type { AlarmState } from '../../../../functions/alerts/transition.ts';
import { at, transition } from '../../../support/alerts.ts';

const SERVICE = serviceOfTest('hook');

function world() {
  const store = new MemoryAlertStore();
  const woken: DelayedWake[] = [];
  let seconds = 0;
  const route = async (service: string, state: AlarmState, at_: number) => {
    seconds = at_;
    const facts = { service, severity: 'page' } as const;
    await routeTransitions(service, [transition({ state, at: at(at_), facts })], {
      store,
      config: {
        routes: [
          { name: 'email-page', severities: ['page'], channel: 'sns', topicArn: 'page' },
          { name: 'hook', severities: ['info'], channel: 'webhook', secretId: 's' },
        ],
        waitSeconds: 10,
        intervalSeconds: 300,
        settleSeconds: 60,
        dependencies: {},
      },
      now: () => Date.parse(at(seconds)),
      pause: async () => {},
      wake: async (wakes) => void woken.push(...wakes),
      onLost: () => {},
      onUnknown: () => {},
      hasLearned: async () => true,
      newSuffix: () => `s${seconds}`,
    });
    return (await store.readService(service)).alert;
  };
  return { route, woken };
}

test('only the route that is tried out is woken, and at once', async () => {
  const { route, woken } = world();
  const alert = await route(SERVICE, 'ALARM', 0);
  expect(woken).toEqual([{ wake: { alertId: alert?.id, route: 'hook' }, delayMs: 0 }]);
});

test('it is over at once, and the next one is an alert of its own', async () => {
  const { route } = world();
  const first = await route(SERVICE, 'ALARM', 0);
  expect(await route(SERVICE, 'OK', 2)).toMatchObject({ id: first?.id, status: 'resolved' });
  const second = await route(SERVICE, 'ALARM', 3);
  expect(second).toMatchObject({ status: 'open' });
  expect(second?.id).not.toBe(first?.id);
});

test('an alert of a real service settles first', async () => {
  const { route } = world();
  await route('storefront', 'ALARM', 0);
  expect(await route('storefront', 'OK', 2)).toMatchObject({ status: 'settling' });
});
