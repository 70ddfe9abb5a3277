import {
  failedForGood,
  failedForNow,
  UNCONNECTED,
} from '../../../../functions/alerts/channels/send-result.ts';
import {
  type DeliverDependencies,
  deliver,
} from '../../../../functions/alerts/deliveries/deliver.ts';
import { redriven } from '../../../../functions/alerts/deliveries/redriven.ts';
import { MOST_ATTEMPTS } from '../../../../functions/alerts/deliveries/retry-after.ts';
import { at } from '../../../support/alerts.ts';
import { ALERT, DeliveryWorld, HOOK, WAKE } from '../../../support/delivery-world.ts';

const RESOLVED = { status: 'resolved', resolvedAt: at(600), revision: 2 } as const;

test('tells the trigger once, however often it is woken', async () => {
  const world = await DeliveryWorld.with();
  await Promise.all([world.deliver(), world.deliver(), world.deliver()]);
  await world.deliver();
  expect(world.received).toMatchObject([
    { id: `${ALERT.id}_hook_1`, kind: 'trigger', attempts: 1 },
  ]);
  expect(await world.store.eventsOf(ALERT.id)).toMatchObject([{ kind: 'delivery' }]);
});

test('whoever is woken while a message is on its way leaves it to the other, and looks again when that may be gone', async () => {
  const world = await DeliveryWorld.with();
  world.meanwhile = () => world.deliver();
  await world.deliver();
  expect(world.received).toHaveLength(1);
  expect(world.wakes).toEqual([59_000]);
});

test('is woken again for what is due soon; what is due later is found by the sweep', async () => {
  const world = await DeliveryWorld.with();
  world.nowMs = Date.parse(at(4));
  await world.deliver();
  expect(world.wakes).toEqual([6_000]);
  world.nowMs = Date.parse(at(10));
  await world.deliver();
  await world.change({ revision: 2 }); // due in five minutes
  await world.deliver();
  expect(world.wakes).toEqual([6_000]);
});

test('a message that failed comes again as it was, under its id, also when the alert has changed', async () => {
  const world = await DeliveryWorld.with();
  world.results = [failedForNow('it answered 500')];
  await world.deliver();
  expect((await world.delivery()).pending).toMatchObject({ lastFailure: 'it answered 500' });
  await world.change(RESOLVED);
  world.nowMs += 10_000;
  await world.deliver();
  const [first, second, third] = world.received;
  expect(second).toMatchObject({ id: first?.id, body: first?.body, attempts: 2 });
  expect(third).toMatchObject({ id: `${ALERT.id}_hook_2`, kind: 'resolve' });
});

test('a receiver that asks for patience is left alone so long', async () => {
  const world = await DeliveryWorld.with();
  world.results = [failedForNow('it answered 429', 120_000)];
  await world.deliver();
  world.nowMs += 119_000;
  await world.deliver();
  expect(world.received).toHaveLength(1);
  world.nowMs += 1_000;
  await world.deliver();
  expect(world.received).toHaveLength(2);
});

test('what cannot be told is given up at once, known, and told when somebody redrives it', async () => {
  const world = await DeliveryWorld.with();
  world.results = [failedForGood('it answered 404')];
  await world.deliver();
  await world.deliver();
  expect(world.setAside).toEqual([`${ALERT.id}_hook_1`]);
  expect(await world.store.deadDeliveries()).toHaveLength(1);
  const dead = await world.delivery();
  const again = redriven(dead, at(100));
  if (again) await world.store.saveDelivery(again, dead.version);
  world.nowMs = Date.parse(at(100));
  await world.deliver();
  expect(world.received.map(({ id }) => id)).toEqual(Array(2).fill(`${ALERT.id}_hook_1`));
  expect(redriven(await world.delivery(), at(100))).toBeUndefined();
});

test('what fails on and on is given up after sixteen attempts', async () => {
  const world = await DeliveryWorld.with();
  world.results = Array.from({ length: 100 }, () => failedForNow('it answered 500'));
  for (let hours = 0; hours < 20; hours += 1) {
    await world.deliver();
    world.nowMs += 3_600_000;
  }
  expect(world.received).toHaveLength(MOST_ATTEMPTS);
  expect(world.setAside).toHaveLength(1);
});

test('a route that is not connected is no failure; once it is, it is told how things are then', async () => {
  const world = await DeliveryWorld.with();
  world.results = [UNCONNECTED];
  await world.deliver();
  expect(await world.delivery()).toMatchObject({ unconnectedAt: at(11) });
  expect(world.setAside).toEqual([]);
  await world.change({ revision: 5 });
  world.nowMs = Date.parse(at(311));
  await world.deliver();
  expect(await world.delivery()).toMatchObject({ toldRevision: 5, toldKind: 'trigger' });
});

test('who was told is owed the end: a secret that was emptied is a failure, tried again, and known when it stays so', async () => {
  const world = await DeliveryWorld.with();
  await world.deliver();
  await world.change(RESOLVED);
  world.results = [UNCONNECTED];
  await world.deliver();
  world.nowMs += 5_000;
  await world.deliver();
  expect(await world.delivery()).toMatchObject({ toldKind: 'resolve' });

  const emptied = await DeliveryWorld.with();
  await emptied.deliver();
  await emptied.change(RESOLVED);
  emptied.results = Array.from({ length: 100 }, () => UNCONNECTED);
  for (let hours = 0; hours < 20; hours += 1) {
    await emptied.deliver();
    emptied.nowMs += 3_600_000;
  }
  const [dead] = await emptied.store.deadDeliveries();
  expect(dead?.pending).toMatchObject({
    kind: 'resolve',
    lastFailure: 'its secret has no address any more',
  });
  expect(emptied.setAside).toHaveLength(1);
});

test('of a route or an alert that is gone nobody is told, and nothing fails', async () => {
  const world = await DeliveryWorld.with();
  await expect(
    deliver(
      { ...WAKE, alertId: 'gone-0-abcd' },
      {
        ...(await dependenciesWithout(world)),
      },
    ),
  ).resolves.toBeUndefined();
});

async function dependenciesWithout(world: DeliveryWorld): Promise<DeliverDependencies> {
  const never = () => Promise.reject(new Error('nobody is told'));
  const { store } = world;
  return {
    store,
    config: { routes: [HOOK] },
    find: async () => undefined,
    send: never,
    wake: never,
    setAside: never,
    now: () => world.nowMs,
    random: () => 0,
  };
}
