import type { AlertStore } from '../../functions/alerts/alert-store.ts';
import type { Delivery, PendingMessage } from '../../functions/alerts/delivery.ts';
import type { TimelineEvent } from '../../functions/alerts/timeline.ts';
import { at, memberAlarm, openAlert, serviceState } from './alerts.ts';

/** The behaviour every AlertStore owes its callers. */
export function describeAlertStore(adapter: string, createStore: () => AlertStore): void {
  const opened: TimelineEvent = { at: at(0), kind: 'alert', key: 'opened', text: 'opened' };
  const note: TimelineEvent = { at: at(5), kind: 'note', key: 'n1', text: 'on it', who: 'ann' };

  describe(`${adapter} as an alert store`, () => {
    test('knows no alarm of a service that it never heard of, at version 0', async () => {
      const store = createStore();
      expect(await store.readService('shop')).toEqual({ service: 'shop', version: 0, alarms: {} });
      expect(await store.activeServices()).toEqual([]);
    });

    test('keeps a state, its alert and its events at once, one version on', async () => {
      const store = createStore();
      const state = { ...serviceState(), revisedFiring: ['a'], untold: [openAlert().id] };
      expect(await store.saveService(state, 0, [opened])).toBe(true);
      expect(await store.readService('storefront')).toEqual({ ...state, version: 1 });
      expect(await store.findAlert(openAlert().id)).toEqual(openAlert());
      expect(await store.eventsOf(openAlert().id)).toEqual([opened]);
      expect(await store.activeServices()).toEqual(['storefront']);
    });

    test('keeps what an alert knew of an alarm that has changed since', async () => {
      const store = createStore();
      const quiet = memberAlarm({ name: 'constructor', state: 'OK' });
      const state = {
        ...serviceState(),
        alarms: { constructor: quiet },
        alert: openAlert({ alarms: { constructor: memberAlarm({ name: 'constructor' }) } }),
      };
      await store.saveService(state, 0, []);
      expect(await store.readService('storefront')).toEqual({ ...state, version: 1 });
    });

    test('lets one of two writers of a service win, and keeps nothing of the other', async () => {
      const store = createStore();
      const other = { ...serviceState(openAlert({ id: 'storefront-zzzzzz-late' })) };
      const won = await Promise.all([
        store.saveService(serviceState(), 0, [opened]),
        store.saveService(serviceState(), 0, [opened]),
      ]);
      expect(won.sort()).toEqual([false, true]);
      expect(await store.saveService(other, 0, [note])).toBe(false);
      expect(await store.findAlert('storefront-zzzzzz-late')).toBeUndefined();
      expect(await store.eventsOf('storefront-zzzzzz-late')).toEqual([]);
      expect(await store.saveService(other, 1, [note])).toBe(true);
    });

    test.each([
      ['an alarm that fires', { alarms: { a: memberAlarm() } }, true],
      ['an alert that is open', { alarms: {}, alert: openAlert({ alarms: {} }) }, true],
      ['an alert that settles', { alarms: {}, alert: openAlert({ status: 'settling' }) }, true],
      ['somebody who is to be told', { alarms: {}, untold: ['x-1-abcd'] }, true],
      ['nothing of these', { alarms: {}, alert: openAlert({ status: 'resolved' }) }, false],
    ])('a service with %s is active: %#', async (_, rest, isActive) => {
      const store = createStore();
      await store.saveService(serviceState(), 0, []);
      await store.saveService({ service: 'storefront', version: 0, ...rest }, 1, []);
      expect(await store.activeServices()).toEqual(isActive ? ['storefront'] : []);
    });

    test('lists alerts, the newest first, of one service or all, in pages', async () => {
      const store = createStore();
      const alerts = [
        openAlert({ openedAt: at(0) }),
        openAlert({ openedAt: at(60), service: 'shop' }),
        openAlert({ openedAt: at(120) }),
      ];
      let version = 0;
      for (const alert of alerts) {
        await store.saveService(serviceState(alert), alert.service === 'shop' ? 0 : version++, []);
      }
      const [first, shop, last] = alerts;
      expect(await store.listAlerts({ limit: 2 })).toEqual([last, shop]);
      expect(await store.listAlerts({ limit: 2, before: at(60) })).toEqual([first]);
      expect(await store.listAlerts({ limit: 9, service: 'shop' })).toEqual([shop]);
      expect(await store.listAlerts({ limit: 9, service: 'nobody' })).toEqual([]);
    });

    test('an event that is there stays as it is, and all come in the order of time', async () => {
      const store = createStore();
      const { id } = openAlert();
      await store.addEvents(id, [note, { ...note, key: `long ${'x'.repeat(2000)}`, at: at(-5) }]);
      await store.addEvents(id, [{ ...note, text: 'changed' }]);
      await store.saveService(serviceState(), 0, [opened]);
      await store.saveService(serviceState(), 1, [{ ...opened, text: 'changed' }]);
      const told = (await store.eventsOf(id)).map(({ text, at: time }) => [time, text]);
      expect(told).toEqual([
        [at(-5), 'on it'],
        [at(0), 'opened'],
        [at(5), 'on it'],
      ]);
      expect(await store.eventsOf('nobody-000000-none')).toEqual([]);
    });

    test('what is announced as soon as it was kept back was not silent', async () => {
      const store = createStore();
      const { id } = openAlert();
      await store.addEvents(id, [
        { ...note, key: 'a 1 ALARM silent' },
        { ...note, key: 'b silent' },
      ]);
      await store.addEvents(id, [{ ...note, key: 'a 1 ALARM' }]);
      const keys = (await store.eventsOf(id)).map(({ key }) => key);
      expect(keys.sort()).toEqual(['a 1 ALARM', 'b silent']);
    });

    test('keeps what each route was told, and lets one of two writers win', async () => {
      const store = createStore();
      const { id: alertId } = openAlert();
      const first: Delivery = { alertId, route: 'hook', version: 0, messages: 0 };
      expect(await store.readDelivery(alertId, 'hook')).toEqual(first);
      const told = { ...first, messages: 1, toldRevision: 1, toldKind: 'trigger' } as const;
      const won = await Promise.all([store.saveDelivery(told, 0), store.saveDelivery(told, 0)]);
      expect(won.sort()).toEqual([false, true]);
      expect(await store.readDelivery(alertId, 'hook')).toEqual({ ...told, version: 1 });
      await store.saveDelivery({ ...first, route: 'mail' }, 0);
      const routes = (await store.deliveriesOf(alertId)).map(({ route }) => route);
      expect(routes.sort()).toEqual(['hook', 'mail']);
    });

    test('knows what was given up, the newest alert first, until it is tried again', async () => {
      const store = createStore();
      const pending: PendingMessage = {
        id: 'm1',
        kind: 'trigger',
        revision: 1,
        severity: 'page',
        body: '{}',
        attempts: 16,
        nextAttemptAt: at(0),
        isDead: true,
      };
      const dead = (openedAt: string): Delivery => {
        const alertId = openAlert({ openedAt }).id;
        return { alertId, route: 'hook', version: 0, messages: 1, pending };
      };
      for (const each of [dead(at(0)), dead(at(60))]) await store.saveDelivery(each, 0);
      expect((await store.deadDeliveries()).map(({ alertId }) => alertId)).toEqual([
        dead(at(60)).alertId,
        dead(at(0)).alertId,
      ]);
      const { isDead: _, ...again } = pending;
      await store.saveDelivery({ ...dead(at(60)), pending: again }, 1);
      const left = await store.deadDeliveries();
      expect(left).toEqual([{ ...dead(at(0)), version: 1 }]);
    });

    test('gives others the routes that were published last', async () => {
      const store = createStore();
      const config = {
        routes: [],
        waitSeconds: 10,
        intervalSeconds: 300,
        settleSeconds: 60,
        dependencies: {},
      };
      expect(await store.published()).toBeUndefined();
      await store.publish({ ...config, waitSeconds: 5 });
      await store.publish(config);
      expect(await store.published()).toEqual(config);
    });
  });
}
