import { awaitTold } from '../../../cli/alerts/await-told.ts';
import { MemoryAlertStore } from '../../../functions/alerts/store/memory-alert-store.ts';
import { at, memberAlarm, openAlert, serviceState } from '../../support/alerts.ts';

const service = 'test:hook';

/** An alert of a test that began at `at(0)` and was told then; gives what is known after so many looks. */
async function lookingFor(since: string, looks: number) {
  const store = new MemoryAlertStore();
  const alarm = memberAlarm({ changedAt: since });
  const alert = openAlert({ service, alarms: { [alarm.name]: alarm } });
  await store.saveService(serviceState(alert), 0, []);
  const told = { toldKind: 'trigger', toldRevision: 1, toldAt: at(1) } as const;
  await store.saveDelivery(
    { alertId: alert.id, route: 'hook', version: 1, messages: 1, ...told },
    0,
  );
  let left = looks;
  const goOn = async () => left-- > 0;
  return { ...(await awaitTold({ store, service, route: 'hook', since, goOn })), left };
}

test('what arrived ends the wait', async () => {
  expect(await lookingFor(at(0), 3)).toMatchObject({ standing: { state: 'told' }, left: 3 });
});

test('what an earlier test has told does not count for this one', async () => {
  expect(await lookingFor(at(20), 3)).toMatchObject({ left: -1 });
});

test('an alert of a test before is none of this one', async () => {
  const store = new MemoryAlertStore();
  await store.saveService(serviceState(openAlert({ service })), 0, []);
  const goOn = async () => false;
  const since = at(20);
  expect(await awaitTold({ store, service, route: 'hook', since, goOn })).toEqual({});
});
