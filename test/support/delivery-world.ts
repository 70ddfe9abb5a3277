import type { Alert } from '../../functions/alerts/alert.ts';
import type { Route } from '../../functions/alerts/alerts-config.ts';
import { type SendResult, TOLD } from '../../functions/alerts/channels/send-result.ts';
import { alertSubject } from '../../functions/alerts/deliveries/alert-subject.ts';
import { type DeliverDependencies, deliver } from '../../functions/alerts/deliveries/deliver.ts';
import type { PendingMessage } from '../../functions/alerts/delivery.ts';
import { MemoryAlertStore } from '../../functions/alerts/store/memory-alert-store.ts';
import { at, openAlert, serviceState } from './alerts.ts';

export const HOOK: Route = {
  name: 'hook',
  severities: ['page'],
  channel: 'slack',
  secretId: 'hook',
};
export const ALERT = openAlert();
export const WAKE = { alertId: ALERT.id, route: 'hook' };

/** One alert, one route, and a receiver that answers as it is told; its own clock. */
export class DeliveryWorld {
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

  static async with(alert: Partial<Alert> = {}): Promise<DeliveryWorld> {
    const world = new DeliveryWorld();
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

export class Died extends Error {}
