import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnFunction, type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import { errorPercent } from './error-percent.ts';
import { waitingDeadLetters } from './queue-alarms.ts';
import type { RequestRules } from './request-rules.ts';
import { MINUTE, type Watching } from './watching.ts';

const MEMORY_PERIOD = Duration.minutes(5);

/** Lambda's own default, in MB. */
const SMALLEST_MEMORY = 128;

/** Of its memory, in percent: above it the next large request may end it. */
const FULL = 90;

/** Errors, throttles, duration; of a function made here its memory, and what it could not work on. */
export function watchFunction(
  watching: Watching,
  target: IFunction,
  { errorsAbove, leastRequests, severity = 'ticket', slowMs }: RequestRules,
): void {
  const sum = { period: MINUTE, statistic: 'Sum' };
  watching.limit({
    what: 'errors',
    sentence: `More than ${errorsAbove} % of at least ${leastRequests} invocations in a minute fail, 3 minutes of 5: read the newest errors in its log.`,
    severity,
    metric: errorPercent(
      { errors: target.metricErrors(sum), requests: target.metricInvocations(sum) },
      leastRequests,
      MINUTE,
    ),
    above: errorsAbove,
    points: [3, 5],
  });
  watching.limit({
    what: 'throttles',
    sentence:
      'Lambda refuses invocations: the concurrency of the function or of the account is used up. Look which function runs more or longer than before.',
    severity: 'ticket',
    metric: target.metricThrottles(sum),
    above: 0,
    points: [2, 5],
  });
  watching.usual({
    what: 'latency',
    sentence:
      'Invocations take longer than is usual for this hour: look what it calls, and which release or toggle changed last.',
    metric: target.metricDuration({ period: Duration.minutes(5), statistic: 'p50' }),
    standInAbove: slowMs,
  });
  if (!(target instanceof LambdaFunction)) return;
  watchMemory(watching, target);
  const { deadLetterQueue } = target;
  if (deadLetterQueue && !(deadLetterQueue instanceof DeadLetterQueue)) {
    waitingDeadLetters(watching, deadLetterQueue);
  }
}

/** AWS counts no memory: a filter reads it from the line with which Lambda ends each invocation. */
function watchMemory(watching: Watching, target: LambdaFunction): void {
  const metricNamespace = 'Afterprod/Memory'; // filters give no dimensions that are not in the line
  new MetricFilter(watching, 'MemoryUsed', {
    logGroup: target.logGroup,
    filterPattern: FilterPattern.literal(REPORT_LINE),
    metricNamespace,
    metricName: watching.fullName,
    metricValue: '$used',
  });
  const metric = new Metric({
    namespace: metricNamespace,
    metricName: watching.fullName,
    statistic: 'Maximum',
    period: MEMORY_PERIOD,
  });
  watching.usual({
    what: 'memory',
    sentence:
      'The function uses more memory than is usual for this hour: look which release or toggle changed last; if it is needed, give it more.',
    metric,
    standInAbove: (memoryOf(target) * FULL) / 100,
  });
}

/** Its form has been the same since 2014; X-Ray's and others' parts come at its end. */
const REPORT_LINE =
  '[report=REPORT, idName="RequestId:", id, durationName="Duration:", duration, durationUnit=ms, billed1=Billed, billed2="Duration:", billed, billedUnit=ms, size1=Memory, size2="Size:", size, sizeUnit=MB, used1=Max, used2=Memory, used3="Used:", used, usedUnit=MB, ...]';

function memoryOf(target: LambdaFunction): number {
  const resource = target.node.defaultChild;
  return (resource instanceof CfnFunction && resource.memorySize) || SMALLEST_MEMORY;
}
