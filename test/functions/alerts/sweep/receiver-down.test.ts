import fc from 'fast-check';
import type { SendResult } from '../../../../functions/alerts/channels/send-result.ts';
import { failedForNow, TOLD } from '../../../../functions/alerts/channels/send-result.ts';
import { alertSubject } from '../../../../functions/alerts/deliveries/alert-subject.ts';
import { deliver } from '../../../../functions/alerts/deliveries/deliver.ts';
import type { DelayedWake } from '../../../../functions/alerts/deliveries/sqs-wakes.ts';
import { routeTransitions } from '../../../../functions/alerts/grouping/route-transitions.ts';
import { sweepService } from '../../../../functions/alerts/sweep/sweep-service.ts';
import { ALERTS_CONFIG, alertRouter } from '../../../support/alert-router.ts';
import { transition } from '../../../support/alerts.ts';

const [MAIL] = ALERTS_CONFIG.routes;
const config = { ...ALERTS_CONFIG, routes: MAIL ? [MAIL] : [], settleSeconds: 0 };

/** A service that comes and goes, swept each minute, and a receiver that answers as it is told. */
class Flapping {
  answer: SendResult = TOLD;
  readonly #wakes: DelayedWake[] = [];
  readonly #router = alertRouter({
    config,
    wake: async (woken) => void this.#wakes.push(...woken),
  });

  async change(state: 'ALARM' | 'OK', isMuted = false): Promise<void> {
    const now = new Date(this.#router.time.nowMs).toISOString();
    await routeTransitions(
      'storefront',
      [transition({ state, at: now, isMuted })],
      this.#router.tools,
    );
  }

  /** It fires, and nobody is to hear of it. */
  async silence(): Promise<void> {
    await this.change('ALARM', true);
    await this.minutes(1);
    await this.change('OK', true);
  }

  async minutes(count: number): Promise<void> {
    const { time, tools } = this.#router;
    for (let minute = 0; minute < count; minute += 1) {
      time.nowMs += 60_000;
      for (const service of await tools.store.activeServices()) await sweepService(service, tools);
      for (const { wake } of this.#wakes.splice(0)) await this.#deliver(wake);
    }
  }

  /** Each alert that was neither told to its end nor given up. */
  async lost(): Promise<readonly string[]> {
    const { store } = this.#router;
    const alerts = await store.listAlerts({ limit: 10_000 });
    const deliveries = await Promise.all(alerts.map(({ id }) => store.readDelivery(id, 'mail')));
    return deliveries
      .filter(({ toldKind, pending }) => toldKind !== 'resolve' && !pending?.isDead)
      .map(({ alertId }) => alertId);
  }

  #deliver(wake: DelayedWake['wake']): Promise<void> {
    const { tools, time } = this.#router;
    const tell = async () => '{}';
    return deliver(wake, {
      store: tools.store,
      config,
      find: async (id, route) =>
        alertSubject(await tools.store.findAlert(id), route, { config, tell }),
      send: async () => this.answer,
      wake: async (next, delayMs) => void this.#wakes.push({ wake: next, delayMs }),
      setAside: async () => {},
      now: () => time.nowMs,
      random: () => 0.5,
    });
  }
}

const PATIENCE_S = fc.constantFrom(0, 120, 3_600);

test('however long a receiver is down while a service comes and goes, each alert is told to its end, or known to be given up', async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 22, max: 60 }),
    PATIENCE_S,
    fc.boolean(),
    fc.boolean(),
    async (rounds, patienceS, isTriggerTold, isSilentBetween) => {
      const world = new Flapping();
      const down = failedForNow('it answered 503', 1_000 * patienceS);
      for (let round = 0; round < rounds; round += 1) {
        world.answer = isTriggerTold ? TOLD : down;
        await world.change('ALARM');
        await world.minutes(1);
        world.answer = down;
        await world.change('OK');
        await world.minutes(1);
        if (isSilentBetween) await world.silence();
        await world.minutes(2);
      }
      world.answer = TOLD;
      await world.minutes(24 * 60);
      expect(await world.lost()).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 5 });
});
