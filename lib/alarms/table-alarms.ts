import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { MINUTE, type Watching } from './watching.ts';

/** Those of which DynamoDB counts its own errors, each one metric and so 0.10 $ a month: what services call most. */
const OPERATIONS = ['GetItem', 'PutItem', 'UpdateItem', 'Query'];

/** What DynamoDB refuses, and where it fails itself. */
export function watchTable(watching: Watching, table: ITable): void {
  watching.limit({
    what: 'throttles',
    sentence:
      'DynamoDB refuses reads or writes of the table: its capacity, or that of one key, is used up. Look for one key that everybody uses, then at the limits of the table.',
    severity: 'ticket',
    metric: sumOf([metricOf(table, 'ReadThrottleEvents'), metricOf(table, 'WriteThrottleEvents')]),
    above: 0,
    points: [2, 5],
  });
  watching.limit({
    what: 'system-errors',
    sentence:
      'DynamoDB fails on the table by itself: the SDK retries, callers wait. Look at AWS Health; nothing of yours mends it.',
    severity: 'ticket',
    metric: sumOf(OPERATIONS.map((Operation) => metricOf(table, 'SystemErrors', { Operation }))),
    above: 0,
    points: [2, 5],
  });
}

function metricOf(table: ITable, metricName: string, further: Record<string, string> = {}): Metric {
  return new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: table.tableName, ...further },
    statistic: 'Sum',
    period: MINUTE,
  });
}

/** Filled: of DynamoDB's metrics CloudWatch ignores missing data whatever an alarm says, and would stay in ALARM. */
function sumOf(metrics: readonly IMetric[]): MathExpression {
  const expression = metrics.map((_, index) => `FILL(m${index}, 0)`).join(' + ');
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  return new MathExpression({ expression, usingMetrics, period: MINUTE, label: 'In a minute' });
}
