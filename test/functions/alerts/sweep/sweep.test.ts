import type { Alert } from '../../../../functions/alerts/alert.ts';
import { redriven } from '../../../../functions/alerts/deliveries/redriven.ts';
import { sweptAgain } from '../../../../functions/alerts/deliveries/swept-again.ts';
import { routeTransitions } from '../../../../functions/alerts/grouping/route-transitions.ts';
import type { LookUpAlarms } from '../../../../functions/alerts/roll-call/alarm-registry.ts';
import { happenings } from '../../../../functions/alerts/sweep/happenings.ts';
import { sweep, type WholeSweepTools } from '../../../../functions/alerts/sweep/sweep.ts';
import { alertRouter } from '../../../support/alert-router.ts';
import { at, transition } from '../../../support/alerts.ts';

const nobody: LookUpAlarms = async () => new Map();
const unasked: LookUpAlarms = () => Promise.reject(new Error('not the time of a roll call'));

/** A router with one alarm that fires at `at(0)`, swept at some seconds after. */
async function swept(differences: Partial<WholeSweepTools> = {}) {
  const router = alertRouter();
  const { tools, store, time, woken } = router;
  await routeTransitions('storefront', [transition()], tools);
  woken();
  const sweepAt = (seconds: number) => {
    time.nowMs = Date.parse(at(seconds));
    return sweep({
      ...tools,
      lookUp: unasked,
      happenings: async () => () => [],
      ...differences,
    });
  };
  const alert = async () => (await store.readService('storefront')).alert as Alert;
  return { ...router, sweepAt, alert };
}

const longOk: LookUpAlarms = async () =>
  new Map([[transition().alarmName, { state: 'OK', changedAt: at(200), reason: 'well' }]]);

const end = transition({ state: 'OK', at: at(70) });

test('wakes for what is due, again and again, until it is told', async () => {
  const { sweepAt, woken, store, alert } = await swept();
  expect(await sweepAt(60)).toBe(0);
  expect(woken()).toEqual(['mail +0', 'pager +0']);
  const { id: alertId, revision: toldRevision } = await alert();
  const told = { alertId, route: 'mail', version: 1, messages: 1, toldRevision } as const;
  await store.saveDelivery({ ...told, toldKind: 'trigger', toldAt: at(60) }, 0);
  await sweepAt(120);
  expect(woken()).toEqual(['pager +0']);
});

test('resolves what has settled, wakes for it, and forgets it when all have heard', async () => {
  const { sweepAt, woken, store, alert, tools, time } = await swept();
  const { id: alertId } = await alert();
  for (const route of ['mail', 'pager']) {
    const told = { alertId, route, version: 1, messages: 1, toldRevision: 1, toldAt: at(10) };
    await store.saveDelivery({ ...told, toldKind: 'trigger' }, 0);
  }
  time.nowMs = Date.parse(at(70));
  await routeTransitions('storefront', [end], tools);
  await sweepAt(120);
  expect((await alert()).status).toBe('settling');
  expect(woken()).toEqual([]);
  await sweepAt(180);
  expect(await alert()).toMatchObject({ status: 'resolved', resolvedAt: at(70) });
  expect(woken()).toEqual(['mail +0', 'pager +0']);
  expect(await store.activeServices()).toEqual(['storefront']);
  for (const route of ['mail', 'pager']) {
    const told = { alertId, route, version: 2, messages: 2, toldRevision: 2, toldAt: at(181) };
    await store.saveDelivery({ ...told, toldKind: 'resolve' }, 1);
  }
  await sweepAt(240);
  expect(woken()).toEqual([]);
  expect(await store.activeServices()).toEqual([]);
});

test('a hold whose cause is over, and whose end was lost, is lifted', async () => {
  const { sweepAt, alert, store, woken } = await swept();
  const state = await store.readService('storefront');
  await store.saveService(
    { ...state, alert: { ...(await alert()), heldBy: 'database' } },
    state.version,
    [],
  );
  await sweepAt(60);
  expect((await alert()).heldBy).toBeUndefined();
  expect(woken()).toContain('pager +0');
});

test.each([
  ['was deleted', nobody, at(300)],
  ['has been OK for a while', longOk, at(200)],
] as const)('a roll call finds that an alarm %s', async (_, lookUp, overSince) => {
  const { sweepAt, alert } = await swept({ lookUp });
  await sweepAt(240);
  expect((await alert()).status).toBe('open');
  await sweepAt(300);
  expect((await alert()).status).toBe('settling');
  expect(Object.values((await alert()).alarms)[0]).toMatchObject({
    state: 'OK',
    changedAt: overSince,
  });
});

test.each([
  ['fires', { state: 'ALARM', changedAt: at(0), reason: '' }],
  ['has no data', { state: 'INSUFFICIENT_DATA', changedAt: at(50), reason: '' }],
  ['was OK before', { state: 'OK', changedAt: at(-1), reason: '' }],
] as const)('a roll call leaves an alarm that %s', async (_, registered) => {
  const lookUp = async () => new Map([[end.alarmName, registered]]);
  const { sweepAt, alert } = await swept({ lookUp });
  expect(await sweepAt(300)).toBe(0);
  expect((await alert()).status).toBe('open');
});

test('a roll call ends what is said to fire since a time that lies ahead', async () => {
  const { sweepAt, alert, store, tools } = await swept({ lookUp: longOk });
  await routeTransitions('storefront', [transition({ at: at(1e9) })], tools);
  await sweepAt(300);
  expect((await alert()).status).toBe('settling');
  const { alarms } = await store.readService('storefront');
  expect(Date.parse(Object.values(alarms)[0]?.changedAt ?? '')).toBeLessThan(Date.parse(at(301)));
});

test('a roll call asks also about those that found no room in the alert', async () => {
  const { sweepAt, alert, store } = await swept({ lookUp: longOk });
  const state = await store.readService('storefront');
  const crowded = { ...(await alert()), leftOut: ['gone'] };
  await store.saveService({ ...state, alert: crowded }, state.version, []);
  await sweepAt(300);
  expect(await alert()).not.toHaveProperty('leftOut');
  expect((await alert()).status).toBe('settling');
});

test('a roll call that cannot be called ends nothing, and is a failure', async () => {
  const { sweepAt, alert, errors } = await swept();
  expect(await sweepAt(300)).toBe(1);
  expect((await alert()).status).toBe('open');
  expect(errors).toEqual([new Error('not the time of a roll call')]);
});

test('a band that finishes to learn while it fires silently is told within five minutes; one that still learns is not', async () => {
  const metric = {
    namespace: 'Shop',
    name: 'Latency',
    dimensions: {},
    statistic: 'p50',
    periodSeconds: 300,
  };
  const time = { hasLearned: false };
  const { sweepAt, store, tools, woken } = await swept({
    lookUp: async (names) =>
      new Map(names.map((name) => [name, { state: 'ALARM', changedAt: at(0), reason: '' }])),
    hasLearned: async () => time.hasLearned,
  });
  const facts = { service: 'shop', severity: 'page', band: 'learned' } as const;
  await routeTransitions('shop', [transition({ alarmName: 'band', facts, metric })], tools);
  await sweepAt(300);
  expect((await store.readService('shop')).alert).toBeUndefined();
  time.hasLearned = true;
  await sweepAt(360);
  expect((await store.readService('shop')).alert).toBeUndefined();
  woken();
  await sweepAt(600);
  const { alert } = await store.readService('shop');
  expect(alert).toMatchObject({ status: 'open', openedAt: at(0) });
  expect(woken()).toContain('mail +0');
});

test.each([
  ['was to settle', { settlesAt: at(50) }],
  ['was not', {}],
])('an alert that is open though nothing in it fires, and %s, is healed', async (_, said) => {
  const { sweepAt, alert, store } = await swept();
  const state = await store.readService('storefront');
  const alarms = Object.fromEntries(
    Object.values(state.alarms).map(({ firingSince: _, ...each }) => [
      each.name,
      { ...each, state: 'OK', changedAt: at(40) } as const,
    ]),
  );
  const open = { ...(await alert()), ...said }; // with what it knew of its alarms
  await store.saveService({ ...state, alarms, alert: open }, state.version, []);
  expect(await sweepAt(60)).toBe(0);
  expect(await alert()).toMatchObject({ status: 'resolved', resolvedAt: at(40) });
});

test('what was given up of an alert that is over for long is swept again once it is redriven', async () => {
  const { sweepAt, woken, store, alert } = await swept();
  const state = await store.readService('storefront');
  const resolved = { ...(await alert()), status: 'resolved', resolvedAt: at(90) } as const;
  const { untold: _, ...told } = { ...state, alarms: {}, alert: resolved };
  await store.saveService(told, state.version, []);
  const dead = { alertId: resolved.id, route: 'mail', version: 1, messages: 1 };
  const pending = { id: 'm1', kind: 'trigger', revision: 1, severity: 'page', body: '{}' } as const;
  await store.saveDelivery(
    { ...dead, pending: { ...pending, attempts: 12, nextAttemptAt: at(100), isDead: true } },
    0,
  );
  expect(await store.activeServices()).toEqual([]);

  await sweptAgain('storefront', resolved.id, store);
  const again = redriven(await store.readDelivery(resolved.id, 'mail'), at(100));
  if (again) await store.saveDelivery(again, 1);
  await sweepAt(120); // nobody was woken: it got lost
  expect(woken()).toContain('mail +0');
});

test('publishes the routes when they have changed', async () => {
  const { sweepAt, store, tools } = await swept();
  await sweepAt(60);
  expect(await store.published()).toEqual(tools.config);
});

test('writes what happened around an alert into its timeline, each once; what is not known fails alone', async () => {
  const event = { at: at(-60), kind: 'release', key: 'release m1', text: 'Release r1' } as const;
  const known = await swept({ happenings: async () => () => [event] });
  for (const seconds of [60, 120]) expect(await known.sweepAt(seconds)).toBe(0);
  const events = await known.store.eventsOf((await known.alert()).id);
  expect(events.filter(({ kind }) => kind === 'release')).toEqual([event]);

  const unknown = await swept({ happenings: () => Promise.reject(new Error('throttled')) });
  expect(await unknown.sweepAt(60)).toBe(1);
  expect(unknown.woken()).toEqual(['mail +0', 'pager +0']);
});

test('releases and toggles of the two hours before an incident, and until its end, are around it', () => {
  const mark = (markId: string, seconds: number) =>
    ({
      markId,
      kind: 'live',
      releaseId: 'r1',
      commit: '0123456789abcdef',
      at: at(seconds),
    }) as const;
  const change = (revision: number, seconds: number, isMembership: boolean) => ({
    revision,
    at: at(seconds),
    who: 'user/ann',
    why: 'it goes live',
    summary: 'new-checkout: off -> on',
    keys: ['new-checkout'],
    isMembership,
  });
  const found = happenings(
    { beganAt: at(0), resolvedAt: at(600) },
    [mark('early', -7201), mark('before', -7200), mark('late', 601)],
    [change(1, 60, false), change(2, 60, true)] as unknown as Parameters<typeof happenings>[2],
  );
  expect(found).toEqual([
    {
      at: at(-7200),
      kind: 'release',
      key: 'release before',
      text: 'Release r1 (0123456789ab) is live',
    },
    {
      at: at(60),
      kind: 'toggle',
      key: 'toggles 1',
      text: 'new-checkout: off -> on: it goes live',
      who: 'user/ann',
    },
  ]);
});
