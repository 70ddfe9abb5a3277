import { isoTime, type NowMs } from '../../shared/clock.ts';
import type { AlertStore } from '../alert-store.ts';
import type { AlertsConfig, Route } from '../alerts-config.ts';
import type { SendResult } from '../channels/send-result.ts';
import type { Delivery, MessageKind, PendingMessage } from '../delivery.ts';
import { afterAttempt, type Outcome } from './after-attempt.ts';
import type { Step } from './step.ts';
import type { Subject } from './subject.ts';
import type { Wake } from './wake.ts';

export interface DeliverDependencies {
  readonly store: Pick<AlertStore, 'addEvents' | 'readDelivery' | 'saveDelivery'>;
  readonly config: Pick<AlertsConfig, 'routes'>;
  /** What the wake-up is about, as it is now; undefined where it is gone. */
  readonly find: (alertId: string, route: Route) => Promise<Subject | undefined>;
  /** Never rejects for what the receiver does. */
  readonly send: (route: Route, message: PendingMessage) => Promise<SendResult>;
  readonly wake: (wake: Wake, delayMs: number) => Promise<void>;
  /** Puts what was given up where its alarm sees it. */
  readonly setAside: (
    letter: Wake & { readonly id: string; readonly why: string },
  ) => Promise<void>;
  readonly now: NowMs;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Longer than the longest attempt: whoever comes later may take it that the first one is gone. */
const CLAIM_MS = 60_000;

/** What is due later than this is found by the sweep. */
const SOON_MS = 60_000;

/** Trigger and resolve, each composed and sent, and as many times again another writer was first. */
const MOST_STEPS = 12;

/**
 * Does all that is due for one route and one alert. Everything is kept before and after it is done, so that whoever dies in
 * between is repeated by the next: with the same message, under the same id.
 */
export async function deliver(wake: Wake, dependencies: DeliverDependencies): Promise<void> {
  const { store, config, now, find } = dependencies;
  const route = config.routes.find(({ name }) => name === wake.route);
  if (!route) return; // it was taken out of the settings
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const subject = await find(wake.alertId, route); // again each time: sending takes long enough for it to be over
    if (!subject) return;
    const delivery = await store.readDelivery(wake.alertId, wake.route);
    const step = subject.step(delivery, now());
    if (step.kind === 'wait') return wakeAgain(wake, step.until, dependencies);
    if (step.kind !== 'compose' && step.kind !== 'send') return;
    await take(step, { subject, delivery, route }, dependencies);
  }
  throw new Error(`${wake.alertId} to ${wake.route}: others were first ${MOST_STEPS} times`);
}

interface Situation {
  readonly subject: Subject;
  readonly delivery: Delivery;
  readonly route: Route;
}

function take(
  step: Extract<Step, { kind: 'compose' | 'send' }>,
  situation: Situation,
  dependencies: DeliverDependencies,
): Promise<unknown> {
  return step.kind === 'compose'
    ? keepMessage(step.message, situation, dependencies)
    : sendMessage(step.message, situation, dependencies);
}

/** Two that compose at once: the one that is kept is what both send. */
async function keepMessage(
  kind: MessageKind,
  { subject, delivery, route }: Situation,
  { store, now }: DeliverDependencies,
): Promise<void> {
  const { unconnectedAt: _, ...known } = delivery;
  const messages = delivery.messages + 1;
  const pending: PendingMessage = {
    id: `${delivery.alertId}_${route.name}_${messages}`,
    kind,
    revision: subject.revision,
    severity: subject.severity,
    body: await subject.compose(kind),
    attempts: 0,
    nextAttemptAt: isoTime(now()),
  };
  await store.saveDelivery(
    { ...known, version: delivery.version + 1, messages, pending },
    delivery.version,
  );
}

async function sendMessage(
  message: PendingMessage,
  { delivery, route }: Situation,
  dependencies: DeliverDependencies,
): Promise<void> {
  const { store, now, random, send } = dependencies;
  const attempts = message.attempts + 1;
  const claimed = { ...message, attempts, claimedUntil: isoTime(now() + CLAIM_MS) };
  const version = delivery.version + 1;
  const isOurs = await store.saveDelivery(
    { ...delivery, version, pending: claimed },
    delivery.version,
  );
  if (!isOurs) return;
  const result = await send(route, claimed);
  const outcome = afterAttempt({ ...delivery, version: version + 1 }, claimed, result, {
    nowMs: now(),
    random: random(),
  });
  await keepOutcome(outcome, version, dependencies);
}

/** A letter in the queue without a record is told of twice; a record without a letter would never be. */
async function keepOutcome(
  { delivery, given, event }: Outcome,
  expectedVersion: number,
  { store, setAside }: DeliverDependencies,
): Promise<void> {
  const { alertId, route } = delivery;
  if (given) await setAside({ alertId, route, ...given });
  const isKept = await store.saveDelivery(delivery, expectedVersion);
  if (isKept && event) await store.addEvents(alertId, [event]);
}

async function wakeAgain(
  wake: Wake,
  until: string,
  { wake: send, now }: DeliverDependencies,
): Promise<void> {
  const delayMs = Date.parse(until) - now();
  if (delayMs <= SOON_MS) await send(wake, delayMs);
}
