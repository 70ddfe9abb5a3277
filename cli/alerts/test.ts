import { setTimeout as pause } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { Route } from '../../functions/alerts/alerts-config.ts';
import { serviceOfTest } from '../../functions/alerts/tested-route.ts';
import { callerOf } from '../caller.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { durationMs, spoken } from '../duration.ts';
import type { Output } from '../output.ts';
import { Progress } from '../progress.ts';
import { nowMs } from '../target-time.ts';
import { awaitTold, type Told } from './await-told.ts';
import { requireRoute } from './require-route.ts';
import { type StageAlerts, stageAlerts } from './stage-alerts.ts';
import { stageQueue } from './stage-queue.ts';
import { stateWords } from './standing-words.ts';
import { testEvent } from './test-event.ts';

interface TestOptions {
  readonly timeout: number;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const BETWEEN_LOOKS_MS = 500;

/** `afterprod alerts test <route>`. */
export function addTest(alerts: Command): void {
  alerts
    .command('test <route>')
    .description('sends a test alert the whole real way to one route, and says what became of it')
    .option('--timeout <time>', 'how long to wait: 10s to 10m (default: 1m)', timeout)
    .action((route: string, { timeout = DEFAULT_TIMEOUT_MS }: TestOptions, command: Command) =>
      test(route, { timeout }, command),
    );
}

async function test(name: string, options: TestOptions, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const stage = await stageAlerts(await target());
  const route = await requireRoute(stage, name);
  const told = await sendTest(stage, route, options);
  answer(stage, route, told, output);
  const ending = failureOf(stage, route, told, options);
  if (ending) throw new CliError(ending);
}

/** The end of the test is sent whatever became of its beginning: an alert that stays open would be one too many. */
async function sendTest(stage: StageAlerts, route: Route, options: TestOptions): Promise<Told> {
  const { where, atMs } = stage;
  const [queue, who] = await Promise.all([
    stageQueue(where, 'alerts-transitions'),
    callerOf(where),
  ]);
  const [severity = 'info'] = route.severities;
  const { prefix } = where;
  const tested = { route: route.name, severity, prefix, queueArn: await queue.arn(), who };
  const send = async (value: 'ALARM' | 'OK', at: number) =>
    queue.send(JSON.stringify(testEvent(tested, value, at)));
  await send('ALARM', atMs);
  try {
    return await waitFor(stage, route.name, options);
  } finally {
    await send('OK', Math.max(await nowMs(where), atMs + 1));
  }
}

async function waitFor(
  { store, atMs }: StageAlerts,
  route: string,
  { timeout }: TestOptions,
): Promise<Told> {
  const until = performance.now() + timeout;
  const progress = new Progress();
  try {
    return await awaitTold({
      store,
      service: serviceOfTest(route),
      route,
      since: new Date(atMs).toISOString(),
      async goOn(standing) {
        if (performance.now() >= until) return false;
        progress.tell(standing ? `${route} ${stateWords(standing, Date.now())}` : 'on its way');
        await pause(BETWEEN_LOOKS_MS);
        return true;
      },
    });
  } finally {
    progress.end();
  }
}

function answer(
  { where, atMs }: StageAlerts,
  { name }: Route,
  { alert, standing }: Told,
  output: Output,
): void {
  const arrivedAt = standing?.state === 'told' ? standing.told?.at : undefined;
  const document = {
    stage: where.stage,
    route: name,
    delivered: arrivedAt !== undefined,
    ...(alert && { alertId: alert.id }),
    ...(standing && { standing }),
  };
  output.answer(document, () => {
    if (arrivedAt === undefined) return [];
    const took = spoken(Date.parse(arrivedAt) - atMs);
    return [
      output.paint('green', `Delivered to ${name} after ${took}, as ${alert?.id}.`),
      'Its end is on the way, too: in a moment the route is told that it is over.',
    ];
  });
}

function failureOf(
  { where, atMs }: StageAlerts,
  { name }: Route,
  { alert, standing }: Told,
  { timeout }: TestOptions,
): string | undefined {
  const waited = spoken(timeout);
  if (standing?.state === 'told') return undefined;
  if (standing?.state === 'unconnected')
    return `${name} is not connected: afterprod alerts connect ${name}`;
  if (standing) {
    return `${name} was not reached: ${stateWords(standing, atMs)}. See: afterprod alerts show ${alert?.id}`;
  }
  return `The router of stage ${where.stage} has not taken the test within ${waited}: its logs (alerts-router) and the queue alerts-transitions-dlq say why.`;
}

const LEAST_MS = 10_000;
const MOST_MS = 600_000;

function timeout(text: string): number {
  const milliseconds = durationMs(text);
  if (milliseconds >= LEAST_MS && milliseconds <= MOST_MS) return milliseconds;
  throw new InvalidArgumentError('Give 10s to 10m.');
}
