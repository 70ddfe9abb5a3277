import { atOnce } from '../../shared/at-once.ts';
import type { Alert, ServiceState } from '../alert.ts';
import type { AlertStore } from '../alert-store.ts';
import type { HasLearned } from '../bands/have-learned.ts';
import { nextStep } from '../deliveries/next-step.ts';
import type { Wake } from '../deliveries/wake.ts';
import { applyTransitions } from '../grouping/apply-transitions.ts';
import { changeService, type GroupingTools } from '../grouping/change-service.ts';
import { settle } from '../grouping/settle.ts';
import { withLeftOut } from '../grouping/with-member.ts';
import type { LookUpAlarms } from '../roll-call/alarm-registry.ts';
import { learnedSince } from '../roll-call/learned-since.ts';
import { firing, missedEnds } from '../roll-call/roll-call.ts';
import { withoutFuture } from '../roll-call/without-future.ts';

export interface SweepTools extends GroupingTools {
  readonly store: Pick<
    AlertStore,
    'readService' | 'saveService' | 'findAlert' | 'deliveriesOf' | 'activeServices'
  >;
  /** @default - no roll is called this time */
  readonly lookUp?: LookUpAlarms;
  /** Whether a metric's band has learned by now. @default - it is not asked this time */
  readonly hasLearned?: HasLearned;
}

/** Where a receiver is down while a service comes and goes, there are dozens. */
const ALERTS_AT_ONCE = 8;

/** Looks at one service: what time alone makes due, what was lost, what nobody told of. */
export async function sweepService(service: string, tools: SweepTools): Promise<void> {
  if (tools.lookUp) await callRoll(service, tools.lookUp, tools);
  if (tools.hasLearned) await announceLearned(service, tools.hasLearned, tools);
  const state = await changeService(service, (each) => settle(each, tools.now()), tools);
  const finished: string[] = [];
  await atOnce(ALERTS_AT_ONCE, state.untold ?? [], async (alertId) => {
    if (await isToldToItsEnd(alertId, state, tools)) finished.push(alertId);
  });
  if (finished.length > 0) {
    await changeService(service, (each) => ({ state: without(each, finished), events: [] }), tools);
  }
}

async function callRoll(service: string, lookUp: LookUpAlarms, tools: SweepTools): Promise<void> {
  const { alarms, alert } = await tools.store.readService(service);
  const names = [...firing(alarms).map(({ name }) => name), ...(alert?.leftOut ?? [])];
  if (names.length === 0) return;
  const registered = await lookUp(names);
  const { config, now } = tools;
  await changeService(
    service,
    (state) => {
      const ends = missedEnds(state, new Map([...registered, ...unasked(state, names)]), now());
      const known = withoutFuture(state, now());
      return applyTransitions(withoutEnded(known, names, registered), ends, {
        ...config,
        nowMs: now(),
        suffix: '',
      });
    },
    tools,
  );
}

/** Bands that have learned while they fired silently: people hear of them now. */
async function announceLearned(service: string, hasLearned: HasLearned, tools: SweepTools) {
  const { config, now, store } = tools;
  const learned = await learnedSince(await store.readService(service), hasLearned);
  if (learned.length === 0) return;
  const circumstances = { ...config, nowMs: now(), suffix: 'band' };
  await changeService(service, (state) => applyTransitions(state, learned, circumstances), tools);
}

/** Those that found no room in the alert, and fire no more. */
function withoutEnded(
  state: ServiceState,
  asked: readonly string[],
  registered: Awaited<ReturnType<LookUpAlarms>>,
): ServiceState {
  const { alert } = state;
  if (!alert?.leftOut) return state;
  const isOver = (name: string) =>
    asked.includes(name) && (registered.get(name)?.state ?? 'OK') === 'OK';
  const left = alert.leftOut.filter((name) => !isOver(name));
  return left.length === alert.leftOut.length
    ? state
    : { ...state, alert: withLeftOut(alert, left) };
}

/** Alarms that began to fire after the question: nothing is known against them. */
function unasked({ alarms }: ServiceState, names: readonly string[]) {
  return firing(alarms)
    .filter(({ name }) => !names.includes(name))
    .map(({ name, changedAt, reason }) => [name, { state: 'ALARM', changedAt, reason }] as const);
}

/** Wakes each route for which something is due. */
async function isToldToItsEnd(
  alertId: string,
  state: ServiceState,
  { store, config, now, wake, onLost }: SweepTools,
): Promise<boolean> {
  const alert = state.alert?.id === alertId ? state.alert : await store.findAlert(alertId);
  if (!alert) return true;
  const steps = await stepsOf(alert, { store, config, now });
  const due = steps.filter(({ kind }) => kind === 'compose' || kind === 'send');
  try {
    if (due.length > 0) await wake(due.map((step) => ({ wake: step.wake })));
  } catch (error) {
    onLost(error);
  }
  return alert.status === 'resolved' && steps.every(({ kind }) => OVER.has(kind));
}

const OVER: ReadonlySet<string> = new Set(['idle', 'done', 'dead']);

async function stepsOf(
  alert: Alert,
  { store, config, now }: Pick<SweepTools, 'store' | 'config' | 'now'>,
): Promise<readonly { readonly kind: string; readonly wake: Wake }[]> {
  const deliveries = await store.deliveriesOf(alert.id);
  const known = new Map(deliveries.map((delivery) => [delivery.route, delivery]));
  return config.routes.map((route) => {
    const wake = { alertId: alert.id, route: route.name };
    const delivery = known.get(route.name) ?? { ...wake, version: 0, messages: 0 };
    return { kind: nextStep(alert, delivery, route, config, now()).kind, wake };
  });
}

function without(state: ServiceState, finished: readonly string[]): ServiceState {
  const { untold = [], ...rest } = state;
  const left = untold.filter((id) => !finished.includes(id));
  return left.length > 0 ? { ...rest, untold: left } : rest;
}
