import type { Command } from 'commander';
import { redriven } from '../../functions/alerts/deliveries/redriven.ts';
import { sweptAgain } from '../../functions/alerts/deliveries/swept-again.ts';
import { contextOf } from '../command-context.ts';
import { letterQueue } from '../letter-queue.ts';
import { moveMessages } from '../move-messages.ts';
import { printable } from '../output.ts';
import { clearLetters } from './clear-letters.ts';
import { requireAlert, type StageAlerts, stageAlerts } from './stage-alerts.ts';
import { type Wakes, wakesOf } from './wakes.ts';

interface Sent {
  readonly alertId: string;
  readonly route: string;
  readonly kind: string;
}

/** `afterprod alerts redrive [id]`. */
export function addRedrive(alerts: Command): void {
  alerts
    .command('redrive [id]')
    .description(
      'tries again what was given up: the same messages, under the same ids; without an id also what could not be read',
    )
    .action((id: string | undefined, _, command: Command) => redrive(id, command));
}

async function redrive(id: string | undefined, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const stage = await stageAlerts(where);
  const alertId = id === undefined ? undefined : (await requireAlert(stage, id)).id;
  const wakes = await wakesOf(where);
  const sent = await sendAgain(stage, wakes, alertId);
  const letters = await letterQueue(where, 'alerts-deliveries-dlq');
  const cleared = await clearLetters(letters, wakes, alertId);
  const transitions =
    alertId === undefined
      ? await moveMessages(where, 'alerts-transitions-dlq', 'alerts-transitions')
      : 0;
  output.answer({ stage: where.stage, sent, wakeUps: cleared, transitions }, () =>
    lines(sent, cleared, transitions),
  );
}

/** Given to the sweep and made pending before it is woken: what is lost after that costs a minute. */
async function sendAgain(
  { store, atMs }: StageAlerts,
  wakes: Wakes,
  alertId: string | undefined,
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const dead =
    alertId === undefined ? await store.deadDeliveries() : await store.deliveriesOf(alertId);
  for (const delivery of dead) {
    const again = redriven(delivery, new Date(atMs).toISOString());
    if (!again?.pending) continue;
    const service = (await store.findAlert(delivery.alertId))?.service;
    if (service !== undefined) await sweptAgain(service, delivery.alertId, store);
    // Where another writer was first it is on its way already.
    if (!(await store.saveDelivery(again, delivery.version))) continue;
    const wake = { alertId: delivery.alertId, route: delivery.route };
    await wakes.send(wake);
    sent.push({ ...wake, kind: again.pending.kind });
  }
  return sent;
}

function lines(sent: readonly Sent[], cleared: number, transitions: number): readonly string[] {
  const others = cleared - sent.length;
  return [
    ...sent.map(({ alertId, route, kind }) =>
      printable(`${alertId}: the ${kind} is on its way to ${route} again`),
    ),
    ...(others > 0 ? [`${others} more wake-ups of the dead-letter queue were given again.`] : []),
    ...(transitions > 0 ? [`${transitions} transitions are on the way back to the router.`] : []),
    ...(sent.length + Math.max(others, 0) + transitions === 0 ? ['Nothing was given up.'] : []),
  ];
}
