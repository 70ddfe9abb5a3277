import * as fc from 'fast-check';
import {
  failedForGood,
  failedForNow,
  UNCONNECTED,
} from '../../../../functions/alerts/channels/send-result.ts';
import { ALERT, DeliveryWorld, Died } from '../../../support/delivery-world.ts';

test('wherever who gives a message up dies, none is known as given up without a letter that its alarm sees', async () => {
  let hasDied = true;
  for (let steps = 0; hasDied; steps += 1) {
    const world = await DeliveryWorld.with();
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
async function happen(world: DeliveryWorld, each: Happening): Promise<void> {
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

async function dieAt(world: DeliveryWorld, call: number): Promise<void> {
  world.diesAfter(call);
  await world.deliver().catch((error: unknown) => {
    if (!(error instanceof Died)) throw error;
  });
  world.diesAfter(Number.POSITIVE_INFINITY);
}

async function changeOrEnd(world: DeliveryWorld, what: 'changes' | 'resolved'): Promise<void> {
  const alert = await world.store.findAlert(ALERT.id);
  if (!alert || alert.status === 'resolved') return;
  const revision = alert.revision + 1;
  const end = { status: 'resolved', resolvedAt: new Date(world.nowMs).toISOString() } as const;
  await world.change(what === 'changes' ? { revision } : { revision, ...end });
}

/** The sweep comes by each minute, for an hour. */
async function settleDown(world: DeliveryWorld): Promise<void> {
  await changeOrEnd(world, 'resolved');
  for (let minutes = 0; minutes < 60; minutes += 1) {
    await world.deliver();
    world.nowMs += 60_000;
  }
}

test('whatever dies, fails or comes at once: in order, nothing lost, one message under one id', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (happenings) => {
      const world = await DeliveryWorld.with();
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
