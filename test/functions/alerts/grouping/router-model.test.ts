import fc from 'fast-check';
import type { AlertsConfig } from '../../../../functions/alerts/alerts-config.ts';
import { alertSubject } from '../../../../functions/alerts/deliveries/alert-subject.ts';
import { deliver } from '../../../../functions/alerts/deliveries/deliver.ts';
import type { DelayedWake } from '../../../../functions/alerts/deliveries/sqs-wakes.ts';
import type { PendingMessage } from '../../../../functions/alerts/delivery.ts';
import {
  type RouterTools,
  routeTransitions,
} from '../../../../functions/alerts/grouping/route-transitions.ts';
import { MemoryAlertStore } from '../../../../functions/alerts/store/memory-alert-store.ts';
import { sweepService } from '../../../../functions/alerts/sweep/sweep-service.ts';
import type { AlarmState, Transition } from '../../../../functions/alerts/transition.ts';
import { at, transition } from '../../../support/alerts.ts';

const CONFIG: AlertsConfig = {
  routes: [
    { name: 'mail', severities: ['page', 'ticket', 'info'], channel: 'sns', topicArn: 'arn' },
    { name: 'pager', severities: ['page'], channel: 'sns', topicArn: 'arn' },
  ],
  waitSeconds: 10,
  intervalSeconds: 300,
  settleSeconds: 60,
  dependencies: {},
};

const ALARMS = ['a', 'b', 'c'] as const;
const SEVERITY_OF = { a: 'page', b: 'ticket', c: 'page' } as const;

/** What really happened: which alarm was in which state from which second on. */
const histories = fc.array(
  fc.record({
    alarm: fc.constantFrom(...ALARMS),
    state: fc.constantFrom<AlarmState>('ALARM', 'ALARM', 'OK', 'INSUFFICIENT_DATA'),
    pauseS: fc.integer({ min: 1, max: 200 }),
  }),
  { minLength: 1, maxLength: 10 },
);

/** Where the next write, message or wake-up comes to grief: before it is done, or after. */
const troubles = fc.array(fc.constantFrom('none', 'none', 'before', 'after'), { maxLength: 60 });

type Trouble = 'none' | 'before' | 'after' | string;

/** A stage's router, sweeper and deliverer, which die where they are told to. */
class World {
  nowMs = Date.parse(at(0));
  readonly sentTo = new Map<string, PendingMessage[]>();
  readonly store = new MemoryAlertStore();
  #wakes: DelayedWake[] = [];
  readonly #troubles: Trouble[];

  constructor(trouble: readonly Trouble[]) {
    this.#troubles = [...trouble];
  }

  readonly #troubled = async <T>(work: () => Promise<T>): Promise<T> => {
    const trouble = this.#troubles.pop();
    if (trouble === 'before') throw new Death();
    const done = await work();
    if (trouble === 'after') throw new Death();
    return done;
  };

  get tools(): RouterTools {
    const { store } = this;
    return {
      store: {
        readService: (service) => store.readService(service),
        saveService: (...saved) => this.#troubled(() => store.saveService(...saved)),
      },
      config: CONFIG,
      now: () => this.nowMs,
      pause: async () => {},
      wake: (wakes) => this.#troubled(async () => void this.#wakes.push(...wakes)),
      onLost: () => {},
      hasLearned: async () => true,
      onUnknown: () => {},
      newSuffix: () => `s${this.nowMs % 1000}`,
    };
  }

  /** What fails comes again. */
  async route(transitions: readonly Transition[]): Promise<void> {
    await again(() => routeTransitions('storefront', transitions, this.tools));
  }

  async minute(): Promise<void> {
    this.nowMs += 60_000;
    const { store } = this;
    for (const service of await store.activeServices()) {
      const tools = {
        ...this.tools,
        store: {
          ...this.tools.store,
          activeServices: () => store.activeServices(),
          findAlert: (id: string) => store.findAlert(id),
          deliveriesOf: (id: string) => store.deliveriesOf(id),
        },
      };
      await orDead(sweepService(service, tools));
    }
    const wakes = this.#wakes;
    this.#wakes = [];
    for (const { wake } of wakes) await orDead(this.#deliver(wake));
  }

  #deliver(wake: DelayedWake['wake']): Promise<void> {
    const { store } = this;
    return deliver(wake, {
      store: {
        readDelivery: (...key) => store.readDelivery(...key),
        addEvents: (...events) => store.addEvents(...events),
        saveDelivery: (...saved) => this.#troubled(() => store.saveDelivery(...saved)),
      },
      config: CONFIG,
      find: async (id, route) =>
        alertSubject(await store.findAlert(id), route, {
          config: CONFIG,
          tell: async (_, kind, alert) => JSON.stringify({ kind, alert, at: this.nowMs }),
        }),
      send: async (route, message) => {
        const before = this.sentTo.get(route.name) ?? [];
        this.sentTo.set(route.name, [...before, message]);
        return { kind: 'told' };
      },
      wake: async (next, delayMs) => void this.#wakes.push({ wake: next, delayMs }),
      setAside: async () => {},
      now: () => this.nowMs,
      random: () => 0.5,
    });
  }
}

class Death extends Error {}

async function orDead(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Death)) throw error;
  }
}

async function again(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Death)) throw error;
    }
  }
}

test('whatever order, repetition and crashes: the end is the truth, each alert is told once and resolved', async () => {
  const property = fc.asyncProperty(
    histories,
    troubles,
    fc.integer({ min: 1, max: 4 }),
    fc.infiniteStream(fc.nat({ max: 1000 })),
    async (history, trouble, batchSize, order) => {
      const world = new World(trouble);
      const messages = messagesOf(history);
      const shuffled = messages
        .map((message) => ({ message, rank: Number(order.next().value) }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ message }) => message);
      const batches = inBatches(shuffled, batchSize);
      for (let next = 0; next < batches.length; next += 2) {
        // Two routers at once.
        await Promise.all(batches.slice(next, next + 2).map((batch) => world.route(batch)));
        if (Number(order.next().value) > 500) await world.minute();
      }
      for (let minutes = 0; minutes < 80; minutes += 1) await world.minute();
      await expectTruth(world, history);
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

interface Happened {
  readonly alarm: (typeof ALARMS)[number];
  readonly state: AlarmState;
  readonly pauseS: number;
}

/** Each change by EventBridge, each ALARM by SNS as well, some of them twice. */
function messagesOf(history: readonly Happened[]): readonly Transition[] {
  let seconds = 0;
  return history.flatMap(({ alarm, state, pauseS }, index) => {
    seconds += pauseS;
    const facts = { service: 'storefront', severity: SEVERITY_OF[alarm] };
    const event = transition({ alarmName: alarm, state, at: at(seconds), facts });
    const copies = index % 3 === 0 ? [event, event] : [event];
    return state === 'ALARM' ? [...copies, { ...event, source: 'sns' as const }] : copies;
  });
}

function inBatches<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

async function expectTruth(world: World, history: readonly Happened[]): Promise<void> {
  const truth = new Map(history.map(({ alarm, state }) => [alarm, state]));
  const { alarms, alert, untold } = await world.store.readService('storefront');
  for (const [name, member] of Object.entries(alarms)) {
    expect([name, member.state]).toEqual([name, truth.get(member.name as Happened['alarm'])]);
  }
  const isFiring = Object.values(alarms).some(({ firingSince }) => firingSince !== undefined);
  const ofTruth = [...truth.values()].includes('ALARM');
  if (ofTruth) expect(isFiring).toBe(true);
  expect(alert?.status ?? 'resolved').toBe(isFiring ? 'open' : 'resolved');
  expect(untold ?? []).toEqual(isFiring ? [alert?.id] : []);
  for (const { id, status, severity, revision } of await world.store.listAlerts({ limit: 99 })) {
    for (const route of CONFIG.routes.filter(({ severities }) => severities.includes(severity))) {
      const told = (world.sentTo.get(route.name) ?? []).filter((each) =>
        each.body.includes(`"id":"${id}"`),
      );
      expectInOrder(told, status === 'resolved');
      expect(told.at(-1)?.revision).toBe(revision);
    }
  }
}

/** One trigger, then updates, then the resolve; what was sent again was the same. */
function expectInOrder(told: readonly PendingMessage[], isOver: boolean): void {
  const byId = new Map<string, PendingMessage>();
  for (const message of told) {
    expect(byId.get(message.id)?.body ?? message.body).toBe(message.body);
    byId.set(message.id, message);
  }
  const kinds = [...byId.values()].map(({ kind }) => kind);
  expect(kinds[0]).toBe('trigger');
  expect(kinds.filter((kind) => kind === 'trigger')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'resolve')).toHaveLength(isOver ? 1 : 0);
  if (isOver) expect(kinds.at(-1)).toBe('resolve');
}
