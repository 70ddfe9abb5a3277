import { Duration, Token } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type AlarmMetric, isBand, type MetricStat, type StageAlarm } from './stage-alarms.ts';

/**
 * What to draw of an alarm: its metrics, its math, its band. Undefined where a dimension is known only at deployment, in
 * the alarm's own stack: that one is drawn by its name.
 */
export function metricsToDraw({ metrics }: StageAlarm): readonly IMetric[] | undefined {
  const stats = metrics.flatMap(({ stat }) => stat ?? []);
  if (stats.length === 0 || !stats.every(isKnown)) return undefined;
  const band = metrics.find(isBand);
  const roots = metrics.filter((line) => line !== band && !isOperand(line, metrics));
  return [...(band ? operandsOf(band, metrics) : roots), ...(band ? [band] : [])].map((line) =>
    toMetric(line, metrics),
  );
}

function isKnown({ namespace, name, dimensions }: MetricStat): boolean {
  const texts: readonly unknown[] = [
    namespace,
    name,
    ...dimensions.map((dimension) => dimension.value),
  ];
  return texts.every((text) => typeof text === 'string' && !Token.isUnresolved(text));
}

function isOperand({ id }: AlarmMetric, metrics: readonly AlarmMetric[]): boolean {
  return metrics.some((line) => idsIn(line).includes(id));
}

function operandsOf(line: AlarmMetric, metrics: readonly AlarmMetric[]): readonly AlarmMetric[] {
  const ids = idsIn(line);
  return metrics.filter(({ id }) => ids.includes(id));
}

function idsIn({ expression = '' }: AlarmMetric): readonly string[] {
  return expression.match(/\b[a-z]\w*/g) ?? [];
}

function toMetric(line: AlarmMetric, metrics: readonly AlarmMetric[]): IMetric {
  const { id, expression, stat, label, periodSeconds } = line;
  if (stat) return plain(stat);
  const operands = operandsOf(line, metrics).map((each) => [each.id, toMetric(each, metrics)]);
  return new MathExpression({
    expression: expression ?? id,
    usingMetrics: Object.fromEntries(operands),
    ...(label !== undefined && { label }),
    period: Duration.seconds(periodSeconds ?? periodOf(metrics)),
  });
}

/** An alarm has one. */
function periodOf(metrics: readonly AlarmMetric[]): number {
  return metrics.find(({ stat }) => stat)?.stat?.periodSeconds ?? 60;
}

function plain({ namespace, name, dimensions, statistic, periodSeconds }: MetricStat): Metric {
  return new Metric({
    namespace,
    metricName: name,
    dimensionsMap: Object.fromEntries(dimensions.map(({ name, value }) => [name, value])),
    statistic,
    period: Duration.seconds(periodSeconds),
  });
}
