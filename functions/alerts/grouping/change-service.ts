import type { NowMs } from '../../shared/clock.ts';
import type { Pause } from '../../shared/pause.ts';
import type { Alert, ServiceState } from '../alert.ts';
import type { AlertStore } from '../alert-store.ts';
import type { AlertsConfig } from '../alerts-config.ts';
import type { DelayedWake } from '../deliveries/sqs-wakes.ts';
import { held } from './hold.ts';
import type { Step } from './step.ts';
import { wakesAfter } from './wakes-after.ts';

export interface GroupingTools {
  readonly store: Pick<AlertStore, 'readService' | 'saveService'>;
  readonly config: AlertsConfig;
  readonly now: NowMs;
  readonly pause: Pause;
  /** Puts wake-ups into the deliveries' queue. Rejects where it cannot. */
  readonly wake: (wakes: readonly DelayedWake[]) => Promise<void>;
  /** Told of wake-ups that were lost: the sweep finds what they were for. */
  readonly onLost: (error: unknown) => void;
}

/** Each time, another writer was first. */
const MOST_ATTEMPTS = 12;

/**
 * Changes one service by a decision, which is made anew of what others have left; then wakes the routes, and looks at the
 * services that depend on this one. Gives what is kept.
 */
export async function changeService(
  service: string,
  decide: (state: ServiceState) => Step,
  tools: GroupingTools,
): Promise<ServiceState> {
  const [before, after] = await keep(service, decide, tools);
  if (before === after) return after;
  await wake(before.alert, after.alert, tools);
  if (standing(before.alert) !== standing(after.alert)) await lookAtDependents(service, tools);
  return after;
}

async function keep(
  service: string,
  decide: (state: ServiceState) => Step,
  { store, config, now, pause }: GroupingTools,
): Promise<readonly [ServiceState, ServiceState]> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const before = await store.readService(service);
    const dependencies = await dependenciesOf(service, { store, config });
    const circumstances = { ...config, nowMs: now() };
    const { state, events } = held(decide(before), dependencies, circumstances);
    if (state === before) return [before, before];
    if (await store.saveService(state, before.version, events)) return [before, state];
    await pause(attempt);
  }
  throw new Error(`Others were first ${MOST_ATTEMPTS} times: service ${service}`);
}

/** The latest alerts of the services that it depends on. */
async function dependenciesOf(
  service: string,
  { store, config }: Pick<GroupingTools, 'store' | 'config'>,
): Promise<readonly Alert[]> {
  const { dependencies } = config;
  const names = Object.hasOwn(dependencies, service) ? (dependencies[service] ?? []) : [];
  const states = await Promise.all(names.map((name) => store.readService(name)));
  return states.flatMap(({ alert }) => alert ?? []);
}

/** All of an alert that its dependents look at. */
function standing(alert: Alert | undefined): string {
  return alert ? `${alert.id} ${alert.status === 'resolved'} ${alert.severity}` : '';
}

async function lookAtDependents(service: string, tools: GroupingTools): Promise<void> {
  const entries = Object.entries(tools.config.dependencies);
  const dependents = entries.filter(([, needs]) => needs.includes(service));
  await Promise.all(
    dependents.map(([dependent]) =>
      changeService(dependent, (state) => ({ state, events: [] }), tools),
    ),
  );
}

async function wake(
  before: Alert | undefined,
  after: Alert | undefined,
  { config, now, wake: send, onLost }: GroupingTools,
): Promise<void> {
  const wakes = wakesAfter(before, after, config, now());
  try {
    if (wakes.length > 0) await send(wakes);
  } catch (error) {
    onLost(error);
  }
}
