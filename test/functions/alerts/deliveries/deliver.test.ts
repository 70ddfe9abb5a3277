import * as fc from 'fast-check';
import type { Alert } from '../../../../functions/alerts/alert.ts';
import type { Route } from '../../../../functions/alerts/alerts-config.ts';
import {
  failedForGood,
  failedForNow,
  type SendResult,
  TOLD,
  UNCONNECTED,
} from '../../../../functions/alerts/channels/send-result.ts';
import { alertSubject } from '../../../../functions/alerts/deliveries/alert-subject.ts';
import {
  type DeliverDependencies,
  deliver,
} from '../../../../functions/alerts/deliveries/deliver.ts';
import { redriven } from '../../../../functions/alerts/deliveries/redriven.ts';
import { MOST_ATTEMPTS } from '../../../../functions/alerts/deliveries/retry-after.ts';
import type { PendingMessage } from '../../../../functions/alerts/delivery.ts';
import { MemoryAlertStore } from '../../../../functions/alerts/store/memory-alert-store.ts';
import { at, openAlert, serviceState } from '../../../support/alerts.ts';

const HOOK: Route = { name: 'hook', severities: ['page'], channel: 'slack', secretId: 'hook' };
const ALERT = openAlert();
const WAKE = { alertId: ALERT.id, route: 'hook' };

/** One alert, one route, and a receiver that answers as it is told; its own clock. */
class World {
  readonly store = new MemoryAlertStore();
  readonly received: PendingMessage[] = [];
  readonly setAside: string[] = [];
  readonly wakes: number[] = [];
  nowMs = Date.parse(at(10));
  /** What became of the next attempts; `TOLD` when there are no more. */
  results: SendResult[] = [];
  /** What comes to pass while a message is on its way. */
  meanwhile: () => Promise<void> = async () => undefined;
  /** How many more steps the process lives. */
  #steps = Number.POSITIVE_INFINITY;

  static async with(alert: Partial<Alert> = {}): Promise<World> {
    const world = new World();
    await world.change(alert);
    return world;
  }

  async change(alert: Partial<Alert>): Promise<void> {
    const known = (await this.store.findAlert(ALERT.id)) ?? ALERT;
    const { version } = await this.store.readService(ALERT.service);
    await this.store.saveService(serviceState({ ...known, ...alert }), version, []);
  }

  /** The process dies after so many steps; half of them are between a call and its answer. */
  diesAfter(steps: number): void {
    this.#steps = steps;
  }

  #step(): void {
    this.#steps -= 1;
    if (this.#steps < 0) throw new Died();
  }

  deliver(): Promise<void> {
    return deliver(WAKE, this.#dependencies());
  }

  delivery() {
    return this.store.readDelivery(ALERT.id, 'hook');
  }

  #dependencies(): DeliverDependencies {
    const { store } = this;
    const fatal =
      <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        this.#step();
        const result = await call(...args);
        this.#step(); // it was done, and nobody heard
        return result;
      };
    return {
      store: {
        readDelivery: fatal((id, route) => store.readDelivery(id, route)),
        saveDelivery: fatal((delivery, version) => store.saveDelivery(delivery, version)),
        addEvents: fatal((id, events) => store.addEvents(id, events)),
      },
      config: { routes: [HOOK] },
      find: fatal(async (id, route) =>
        alertSubject(await store.findAlert(id), route, {
          config: { waitSeconds: 10, intervalSeconds: 300 },
          tell: fatal(async (_, kind, { revision }) => `${kind} ${revision} at ${this.nowMs}`),
        }),
      ),
      send: fatal(async (_, message) => {
        this.received.push(message);
        this.nowMs += 1_000;
        await this.meanwhile();
        return this.results.shift() ?? TOLD;
      }),
      wake: fatal(async (_, delayMs) => {
        this.wakes.push(delayMs);
      }),
      setAside: fatal(async ({ id }) => {
        this.setAside.push(id);
      }),
      now: () => this.nowMs,
      random: () => 0.5,
    };
  }
}

class Died extends Error {}

const RESOLVED = { status: 'resolved', resolvedAt: at(600), revision: 2 } as const;

test('tells the trigger once, however often it is woken', async () => {
  const world = await World.with();
  await Promise.all([world.deliver(), world.deliver(), world.deliver()]);
  await world.deliver();
  expect(world.received).toMatchObject([
    { id: `${ALERT.id}_hook_1`, kind: 'trigger', attempts: 1 },
  ]);
  expect(await world.store.eventsOf(ALERT.id)).toMatchObject([{ kind: 'delivery' }]);
});

test('whoever is woken while a message is on its way leaves it to the other, and looks again when that may be gone', async () => {
  const world = await World.with();
  world.meanwhile = () => world.deliver();
  await world.deliver();
  expect(world.received).toHaveLength(1);
  expect(world.wakes).toEqual([59_000]);
});

test('is woken again for what is due soon; what is due later is found by the sweep', async () => {
  const world = await World.with();
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
  const world = await World.with();
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
  const world = await World.with();
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
  const world = await World.with();
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

test('wherever who gives a message up dies, none is known as given up without a letter that its alarm sees', async () => {
  let hasDied = true;
  for (let steps = 0; hasDied; steps += 1) {
    const world = await World.with();
    world.results = [failedForGood('it answered 404')];
    world.diesAfter(steps);
    hasDied = await world.deliver().then(
      () => false,
      () => true,
    );
    const dead = await world.store.deadDeliveries();
    if (dead.length > 0) expect(world.setAside).toEqual([`${ALERT.id}_hook_1`]);
  }
});

test('what fails on and on is given up after sixteen attempts', async () => {
  const world = await World.with();
  world.results = Array.from({ length: 100 }, () => failedForNow('it answered 500'));
  for (let hours = 0; hours < 20; hours += 1) {
    await world.deliver();
    world.nowMs += 3_600_000;
  }
  expect(world.received).toHaveLength(MOST_ATTEMPTS);
  expect(world.setAside).toHaveLength(1);
});

test('a route that is not connected is no failure; once it is, it is told how things are then', async () => {
  const world = await World.with();
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
  const world = await World.with();
  await world.deliver();
  await world.change(RESOLVED);
  world.results = [UNCONNECTED];
  await world.deliver();
  world.nowMs += 5_000;
  await world.deliver();
  expect(await world.delivery()).toMatchObject({ toldKind: 'resolve' });

  const emptied = await World.with();
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
  const world = await World.with();
  await expect(
    deliver(
      { ...WAKE, alertId: 'gone-0-abcd' },
      {
        ...(await dependenciesWithout(world)),
      },
    ),
  ).resolves.toBeUndefined();
});

async function dependenciesWithout(world: World): Promise<DeliverDependencies> {
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

/** What may happen to a delivery; times pass in between. */
const happening = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('woken' as const),
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('dies' as const),
      call: fc.integer({ min: 1, max: 24 }),
    }),
  },
  fc.record({ what: fc.constant('fails' as const), times: fc.integer({ min: 1, max: 3 }) }),
  fc.constant({ what: 'is emptied' as const }),
  fc.constant({ what: 'changes' as const }),
  fc.constant({ what: 'resolved' as const }),
  fc.record({ what: fc.constant('passes' as const), seconds: fc.integer({ min: 1, max: 400 }) }),
);

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** The process dies at a call of it; whoever wakes later finds what is left. */
async function happen(world: World, each: Happening): Promise<void> {
  switch (each.what) {
    case 'woken':
      await Promise.allSettled(Array.from({ length: each.count }, () => world.deliver()));
      return;
    case 'dies':
      return dieAt(world, each.call);
    case 'fails':
      world.results.push(...Array.from({ length: each.times }, () => failedForNow('500')));
      return;
    case 'is emptied':
      if ((await world.delivery()).toldKind) world.results.push(UNCONNECTED); // else nobody is owed anything
      return;
    case 'passes':
      world.nowMs += 1_000 * each.seconds;
      return;
    default:
      return changeOrEnd(world, each.what);
  }
}

async function dieAt(world: World, call: number): Promise<void> {
  world.diesAfter(call);
  await world.deliver().catch((error: unknown) => {
    if (!(error instanceof Died)) throw error;
  });
  world.diesAfter(Number.POSITIVE_INFINITY);
}

async function changeOrEnd(world: World, what: 'changes' | 'resolved'): Promise<void> {
  const alert = await world.store.findAlert(ALERT.id);
  if (!alert || alert.status === 'resolved') return;
  const revision = alert.revision + 1;
  const end = { status: 'resolved', resolvedAt: new Date(world.nowMs).toISOString() } as const;
  await world.change(what === 'changes' ? { revision } : { revision, ...end });
}

/** The sweep comes by each minute, for an hour. */
async function settleDown(world: World): Promise<void> {
  await changeOrEnd(world, 'resolved');
  for (let minutes = 0; minutes < 60; minutes += 1) {
    await world.deliver();
    world.nowMs += 60_000;
  }
}

test('whatever dies, fails or comes at once: in order, nothing lost, one message under one id', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (happenings) => {
      const world = await World.with();
      for (const each of happenings) await happen(world, each);
      await settleDown(world);
      const bodies = new Map(world.received.map(({ id, body }) => [id, body]));
      for (const { id, body } of world.received) expect(body).toBe(bodies.get(id));
      const first = world.received.filter(
        ({ id }, index) => world.received.findIndex((other) => other.id === id) === index,
      );
      const kinds = first.map(({ kind }) => kind);
      expect(kinds.at(0)).toBe('trigger');
      expect(kinds.at(-1)).toBe('resolve');
      expect(kinds.slice(1, -1).every((kind) => kind === 'update')).toBe(true);
      const numbers = world.received.map(({ id }) => Number(id.split('_').at(-1)));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b)); // none before the one before it has arrived
      expect(world.setAside).toEqual([]);
      expect(await world.delivery()).toMatchObject({ toldKind: 'resolve' });
    }),
    { numRuns: 60 },
  );
});
