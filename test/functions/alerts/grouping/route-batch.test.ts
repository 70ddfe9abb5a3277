import { routeBatch } from '../../../../functions/alerts/grouping/route-batch.ts';
import { routeTransitions } from '../../../../functions/alerts/grouping/route-transitions.ts';
import { MemoryAlertStore } from '../../../../functions/alerts/store/memory-alert-store.ts';
import { sweepService } from '../../../../functions/alerts/sweep/sweep-service.ts';
import type { Transition } from '../../../../functions/alerts/transition.ts';
import { ALERTS_CONFIG, alertRouter } from '../../../support/alert-router.ts';
import { at, transition } from '../../../support/alerts.ts';

const database = (differences: Partial<Transition> = {}) =>
  transition({
    alarmName: 'db',
    facts: { service: 'database', severity: 'page' },
    ...differences,
  });

const record = (messageId: string, message: unknown) => ({
  messageId,
  body: typeof message === 'string' ? message : JSON.stringify(message),
});

/** As SNS tells it, raw. */
const fired = (service: string) => ({
  AlarmName: `shop-prod-${service}`,
  AlarmArn: 'arn',
  AlarmDescription: `Down.\n\nservice: ${service}\nseverity: page`,
  NewStateValue: 'ALARM',
  NewStateReason: 'x',
  StateChangeTime: at(0),
});

test('an alert that opens wakes its routes after the wait, joined ones within it nobody, later ones at once', async () => {
  const { tools, woken, time } = alertRouter();
  time.nowMs = Date.parse(at(4));
  await routeTransitions('storefront', [transition()], tools);
  expect(woken()).toEqual(['mail +6', 'pager +6']);
  await routeTransitions('storefront', [transition({ alarmName: 'b' })], tools);
  expect(woken()).toEqual([]);
  time.nowMs = Date.parse(at(11));
  await routeTransitions('storefront', [transition({ alarmName: 'c' })], tools);
  expect(woken()).toEqual(['mail +0', 'pager +0']);
  await routeTransitions('storefront', [transition({ alarmName: 'c' })], tools);
  expect(woken()).toEqual([]);
});

test('an alert of a test wakes its route alone, and at once', async () => {
  const { tools, woken } = alertRouter();
  const facts = { service: 'test:pager', severity: 'info' } as const;
  await routeTransitions('test:pager', [transition({ facts })], tools);
  expect(woken()).toEqual(['pager +0']);
});

test('lost wake-ups are told of, and nothing else is lost', async () => {
  const wake = () => Promise.reject(new Error('SQS is away'));
  const { tools, store, errors } = alertRouter({ wake });
  await routeTransitions('storefront', [transition()], tools);
  expect((await store.readService('storefront')).alert?.status).toBe('open');
  expect(errors).toEqual([new Error('SQS is away')]);
});

test('one bad message in a batch is set aside, the others are routed', async () => {
  const { tools, store, setAside } = alertRouter();
  const batch = [
    record('1', fired('storefront')),
    record('2', '{"Type"'),
    record('3', fired('cart')),
  ];
  expect(await routeBatch(batch, tools)).toEqual([]);
  expect(setAside).toEqual(['{"Type"']);
  expect((await store.activeServices()).toSorted()).toEqual(['cart', 'storefront']);
});

test('a bad message that cannot be set aside comes again; so do those of a service in trouble, and no others', async () => {
  const { tools, errors } = alertRouter({ setAside: () => Promise.reject(new Error('full')) });
  const broken = new MemoryAlertStore();
  const store = {
    readService: (service: string) => broken.readService(service),
    saveService: (...saved: Parameters<MemoryAlertStore['saveService']>) =>
      saved[0].service === 'cart'
        ? Promise.reject(new Error('throttled'))
        : broken.saveService(...saved),
  };
  const batch = [record('1', fired('storefront')), record('2', 'x'), record('3', fired('cart'))];
  expect(await routeBatch(batch, { ...tools, store })).toEqual(['2', '3']);
  expect(errors).toEqual([new Error('throttled')]);
});

test('two routers at once keep all alarms of both', async () => {
  const { tools, store } = alertRouter();
  const names = ['a', 'b', 'c', 'd', 'e'];
  await Promise.all(
    names.map((alarmName) => routeTransitions('storefront', [transition({ alarmName })], tools)),
  );
  const { alert } = await store.readService('storefront');
  expect(Object.keys(alert?.alarms ?? {}).toSorted()).toEqual(names);
  expect(await store.listAlerts({ limit: 9 })).toHaveLength(1);
});

describe('a service whose dependency has an alert', () => {
  test('is held back until that one is over, and told then', async () => {
    const { tools, store, woken, time } = alertRouter();
    await routeTransitions('database', [database()], tools);
    woken();
    await routeTransitions('storefront', [transition({ at: at(5) })], tools);
    expect((await store.readService('storefront')).alert?.heldBy).toBe('database');
    expect(woken()).toEqual([]);
    time.nowMs = Date.parse(at(100));
    await routeTransitions('database', [database({ state: 'OK', at: at(90) })], tools);
    expect((await store.readService('storefront')).alert?.heldBy).toBe('database'); // it settles yet
  });

  test('is held back as well when the dependency fires within the wait; not when it fires later', async () => {
    for (const [seconds, heldBy] of [
      [10, 'database'],
      [11, undefined],
    ] as const) {
      const { tools, store } = alertRouter();
      await routeTransitions('storefront', [transition()], tools);
      await routeTransitions('database', [database({ at: at(seconds) })], tools);
      expect((await store.readService('storefront')).alert?.heldBy).toBe(heldBy);
    }
  });

  test('is not held back by what is less urgent: somebody must be told', async () => {
    const { tools, store } = alertRouter();
    const facts = { service: 'database', severity: 'ticket' } as const;
    await routeTransitions('database', [database({ facts })], tools);
    await routeTransitions('storefront', [transition({ at: at(5) })], tools);
    expect((await store.readService('storefront')).alert?.heldBy).toBeUndefined();
  });
});

test('a change that is said to come to pass hours later happened now, and what follows counts', async () => {
  const { tools, store, time } = alertRouter();
  const changed = (NewStateValue: string, seconds: number) =>
    routeBatch(
      [record('m1', { ...fired('shop'), NewStateValue, StateChangeTime: at(seconds) })],
      tools,
    );
  await changed('OK', 1e9);
  time.nowMs = Date.parse(at(60));
  await changed('ALARM', 60);
  const { alert } = await store.readService('shop');
  expect(alert).toMatchObject({ status: 'open', openedAt: at(60) });
});

describe('nothing swallows a page:', () => {
  const heldBy = async ({ store }: ReturnType<typeof alertRouter>) =>
    (await store.readService('storefront')).alert?.heldBy;

  test('an hour after it opened an alert is held back no longer, and told', async () => {
    const router = alertRouter();
    const { tools, time, woken } = router;
    await routeTransitions('database', [database()], tools);
    await routeTransitions('storefront', [transition({ at: at(5) })], tools);
    woken();
    time.nowMs = Date.parse(at(3_604));
    await sweepService('storefront', tools);
    expect(await heldBy(router)).toBe('database');
    time.nowMs = Date.parse(at(3_605));
    await sweepService('storefront', tools);
    expect(await heldBy(router)).toBeUndefined();
    expect(woken()).toContain('pager +0');
  });

  test('what has no data holds nothing back', async () => {
    const router = alertRouter();
    await routeTransitions('database', [database()], router.tools);
    const dark = database({ state: 'INSUFFICIENT_DATA', at: at(3) });
    await routeTransitions('database', [dark], router.tools);
    await routeTransitions('storefront', [transition({ at: at(5) })], router.tools);
    expect(await heldBy(router)).toBeUndefined();
  });

  test('a cause that none of the routes hears of holds nothing back', async () => {
    const routes = ALERTS_CONFIG.routes.map((route) => ({ ...route, services: ['storefront'] }));
    const router = alertRouter({ config: { ...ALERTS_CONFIG, routes } });
    await routeTransitions('database', [database()], router.tools);
    await routeTransitions('storefront', [transition({ at: at(5) })], router.tools);
    expect(await heldBy(router)).toBeUndefined();
  });
});

describe('bands', () => {
  const metric = {
    namespace: 'Afterprod',
    name: 'Latency',
    dimensions: {},
    statistic: 'p50',
    periodSeconds: 60,
  };
  const of = (band: 'learned' | 'stand-in') =>
    transition({ metric, facts: { service: 'storefront', severity: 'ticket', band } });

  test.each([
    ['learned', true, true],
    ['learned', false, false],
    ['stand-in', true, false],
    ['stand-in', false, true],
  ] as const)(
    '%s, of a metric with two weeks of data: %s; counts: %s',
    async (band, has, counts) => {
      const { tools, store } = alertRouter({ hasLearned: async () => has });
      await routeTransitions('storefront', [of(band)], tools);
      expect((await store.readService('storefront')).alert !== undefined).toBe(counts);
    },
  );

  test.each([
    ['learned', 'both', true],
    ['learned', 'one of them', false],
    ['stand-in', 'one of them', true],
    ['stand-in', 'both', false],
  ] as const)(
    '%s over math of two metrics, of which %s learned: counts: %s',
    async (band, old, counts) => {
      const hasLearned = async ({ name }: { readonly name: string }) =>
        old === 'both' || name !== 'Young';
      const { tools, store } = alertRouter({ hasLearned });
      const { metric: _, ...math } = of(band);
      const madeOf = [metric, { ...metric, name: 'Young' }];
      await routeTransitions('storefront', [{ ...math, madeOf }], tools);
      const { alert, alarms } = await store.readService('storefront');
      expect(alert !== undefined).toBe(counts);
      const learns = Object.values(alarms).map(({ learnsOf }) => learnsOf?.length);
      expect(learns).toEqual([band === 'learned' && !counts ? 2 : undefined]);
    },
  );

  test('where nobody knows, both count', async () => {
    const hasLearned = () => Promise.reject(new Error('throttled'));
    const { tools, store, errors } = alertRouter({ hasLearned });
    await routeTransitions('storefront', [of('stand-in')], tools);
    expect((await store.readService('storefront')).alert).toBeDefined();
    expect(errors).toEqual([new Error('throttled')]);
  });

  test('an alarm that is told nobody opens nothing', async () => {
    const { tools, store } = alertRouter({ config: { ...ALERTS_CONFIG, dependencies: {} } });
    const facts = { service: 'storefront', severity: 'page', told: 'nobody' } as const;
    await routeTransitions('storefront', [transition({ facts })], tools);
    expect((await store.readService('storefront')).alert).toBeUndefined();
  });
});

test.each([[['fired', 'deleted']], [['deleted', 'fired']]])(
  'an alarm that is deleted while it fires is over at once, told %j',
  async (order) => {
    const { tools, store } = alertRouter();
    const arn = 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:shop-prod-storefront';
    const AlarmName = 'shop-prod-storefront';
    const messages: Readonly<Record<string, object>> = {
      fired: fired('storefront'),
      deleted: {
        source: 'aws.cloudwatch',
        'detail-type': 'CloudWatch Alarm Configuration Change',
        time: at(3),
        resources: [arn],
        detail: {
          alarmName: AlarmName,
          operation: 'delete',
          state: { value: 'ALARM', timestamp: at(0) },
          configuration: { description: fired('storefront').AlarmDescription },
        },
      },
    };
    for (const each of order) await routeBatch([record(each, messages[each])], tools);
    const { alarms, alert } = await store.readService('storefront');
    expect(alarms[AlarmName]).toMatchObject({ state: 'OK', reason: 'The alarm was deleted.' });
    expect(alert?.status ?? 'none').toBe(order[0] === 'fired' ? 'settling' : 'none');
  },
);
