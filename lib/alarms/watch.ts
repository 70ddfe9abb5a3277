import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import type { Severity } from '../../functions/alerts/severity.ts';
import { FeedbackAlarms, type WatchedFeedback } from '../feedback/feedback-alarms.ts';
import type { Identity } from '../identity.ts';
import type { Topics } from '../topics.ts';
import { type WatchedApi, watchApi } from './api-alarms.ts';
import { watchFunction } from './function-alarms.ts';
import { watchQueue } from './queue-alarms.ts';
import { REQUEST_RULES } from './request-rules.ts';
import { watchTable } from './table-alarms.ts';
import { Watching } from './watching.ts';

/** A function or its alias, a `RestApi` or `HttpApi`, a table, a queue, the rates of feedback. */
export type WatchTarget =
  | IFunction
  | (WatchedApi & IConstruct)
  | ITable
  | Table
  | IQueue
  | WatchedFeedback;

export interface WatchOptions {
  /**
   * Names its alarms after its kind: lower case letters, digits, hyphens. Feedback and probes are named already.
   * @default - the id of its construct
   */
  readonly name?: string;
  /**
   * Whom its alarms hurt.
   * @default - the service of the settings
   */
  readonly service?: string;
  /**
   * The team that mends it.
   * @default - `alerts.owner` of the settings, or the project
   */
  readonly owner?: string;
  /**
   * Address that says what to do.
   * @default - the alarm's page below `alerts.runbooks` of the settings
   */
  readonly runbook?: string;
  /**
   * Of the alarm on errors of a function or an API.
   * @default - `page` of an API, `ticket` of a function
   */
  readonly severity?: Severity;
  /**
   * Errors of a function or an API, in percent of its requests.
   * @default 5
   */
  readonly errorsAbove?: number;
  /**
   * Of fewer requests in a minute no ratio is made: one error of two at night wakes nobody.
   * @default 10
   */
  readonly leastRequests?: number;
  /**
   * What is slow until two weeks have shown what is usual, in milliseconds.
   * @default 3000
   */
  readonly slowMs?: number;
  /**
   * So long the oldest message of a queue may wait, in seconds.
   * @default 900
   */
  readonly oldestSeconds?: number;
}

const OLDEST_SECONDS = 900;

/** Makes the alarms of one target, in the target's own stack. */
export function watch(
  { identity, topics }: { readonly identity: Identity; readonly topics: Topics },
  target: WatchTarget,
  options: WatchOptions = {},
): void {
  const { name = idOf(target), service, owner, runbook, oldestSeconds = OLDEST_SECONDS } = options;
  const words = wordsOf({ service, owner, runbook });
  const watching = (kind: string) =>
    new Watching(target, { identity, topics, ...words, name: `${kind}-${checkedName(name)}` });
  const rules = { ...REQUEST_RULES, ...given(options) };
  if ('functionArn' in target) watchFunction(watching('function'), target, rules);
  else if ('queueArn' in target) watchQueue(watching('queue'), target, oldestSeconds);
  else if ('tableArn' in target) watchTable(watching('table'), target as ITable);
  else if ('feedbackOf' in target) {
    new FeedbackAlarms(target, 'Alarms', { identity, topics, ...words });
  } else if ('metricServerError' in target) watchApi(watching('api'), target, rules);
  else throw new Error(`${idOf(target)}: watch takes a function, an API, a table or a queue`);
}

/** What was said of whom an alarm hurts, and who mends it. */
export function wordsOf({
  service,
  owner,
  runbook,
}: {
  readonly [K in 'service' | 'owner' | 'runbook']?: string | undefined;
}) {
  return {
    ...(service && { service }),
    ...(owner && { owner }),
    ...(runbook && { runbook }),
  };
}

function idOf({ node }: IConstruct): string {
  return node.id.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

function checkedName(name: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(name)) return name;
  const rule = 'lower case letters, digits and hyphens, at most 60';
  throw new Error(`watch: '${name}' must be ${rule}. Fix: watch(target, { name: 'orders' }).`);
}

/** What was said of requests, without what was left undefined. */
function given({ severity, errorsAbove, leastRequests, slowMs }: WatchOptions) {
  return {
    ...(severity && { severity }),
    ...checked({ errorsAbove }, 0, 99),
    ...checked({ leastRequests }, 1, 1_000_000),
    ...checked({ slowMs }, 1, 900_000),
  };
}

function checked<T extends Readonly<Record<string, number | undefined>>>(
  said: T,
  least: number,
  most: number,
) {
  const [[key, value] = []] = Object.entries(said);
  if (value === undefined) return {};
  if (value >= least && value <= most) return said as { readonly [K in keyof T]: number };
  throw new Error(`watch: ${key} must be from ${least} to ${most}, not ${value}`);
}
