import type { AlarmValue } from '../../../functions/alarms/judgement.ts';
import type { MetricAlarmDefinition } from './alarm-definition.ts';
import type { Datapoint, Evaluation } from './alarm-evaluation.ts';
import { counted, decimal, isoTime, shortTime } from './alarm-text.ts';
import type { MetricAlarm } from './metric-alarm.ts';

/** Why a metric alarm changes to `to`, in CloudWatch's words. */
export function reasonOf(alarm: MetricAlarm, evaluation: Evaluation, to: AlarmValue): string {
  const { evaluationPeriods: n } = alarm.rule;
  const { datapoints } = evaluation;
  if (to === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${counted(n, 'datapoint')} ${n === 1 ? 'was' : 'were'} unknown.`;
  }
  const decisive = datapoints.filter(({ isBreaching }) => isBreaching === (to === 'ALARM'));
  const missing = missingText(alarm, evaluation);
  if (decisive.length === 0) {
    const { length } = datapoints;
    const received = `${length === 0 ? 'no datapoints were' : `${counted(length, 'datapoint')} ${length === 1 ? 'was' : 'were'}`} received`;
    return `Threshold Crossed: ${received} for ${counted(n, 'period')}${missing}.`;
  }
  return crossed(alarm, decisive, to, missing);
}

/** The same for programs: CloudWatch's `StateReasonData`, a JSON text. */
export function reasonDataOf(
  { definition, periodMs, rule }: MetricAlarm,
  { datapoints }: Evaluation,
  nowMs: number,
): string {
  const oldestFirst = datapoints.toReversed();
  const statistic = definition.Statistic ?? definition.ExtendedStatistic;
  const band = definition.ThresholdMetricId === undefined ? undefined : oldestFirst;
  return JSON.stringify({
    version: '1.0',
    queryDate: isoTime(nowMs),
    startDate: isoTime(oldestFirst[0]?.atMs ?? nowMs - rule.evaluationPeriods * periodMs),
    ...(statistic === undefined ? {} : { statistic }),
    period: periodMs / 1000,
    recentDatapoints: oldestFirst.map(({ value }) => value),
    ...(band
      ? {
          recentLowerThresholds: band.map(({ lower }) => lower),
          recentUpperThresholds: band.map(({ upper }) => upper),
        }
      : { threshold: definition.Threshold }),
    evaluatedDatapoints: datapoints.map(({ atMs, value }) => ({ timestamp: isoTime(atMs), value })),
  });
}

function crossed(
  { definition, rule }: MetricAlarm,
  decisive: readonly Datapoint[],
  to: AlarmValue,
  missing: string,
): string {
  const { evaluationPeriods: n, datapointsToAlarm: m } = rule;
  const isGiven = definition.DatapointsToAlarm !== undefined;
  const { length } = decisive;
  const listed = decisive.map(({ value, atMs }) => `${decimal(value)} (${shortTime(atMs)})`);
  const which = isGiven
    ? `${length} out of the last ${n} datapoints`
    : counted(length, 'datapoint');
  const minimum = to === 'ALARM' ? m : n - m + 1;
  const transition = to === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  const rule_ = isGiven
    ? ` (minimum ${counted(minimum, 'datapoint')} for ${transition} transition)`
    : '';
  const verb = length === 1 ? 'was' : 'were';
  const threshold = definition.ThresholdMetricId === undefined ? 'Threshold' : 'Thresholds';
  const relation = relationText(definition, decisive, to === 'ALARM' ? '' : 'not ');
  return `${threshold} Crossed: ${which} [${listed.join(', ')}] ${verb} ${relation}${missing}${rule_}.`;
}

const RELATIONS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

function relationText(
  { ComparisonOperator, Threshold = 0 }: MetricAlarmDefinition,
  decisive: readonly Datapoint[],
  not: string,
): string {
  const plain = RELATIONS[ComparisonOperator];
  if (plain) return `${not}${plain} the threshold (${decimal(Threshold)})`;
  const edges = (edge: 'lower' | 'upper') =>
    `the ${edge} thresholds [${decisive.map((point) => decimal(point[edge] ?? 0)).join(', ')}]`;
  const below = `${not}less than ${edges('lower')}`;
  const above = `${not}greater than ${edges('upper')}`;
  if (ComparisonOperator === 'LessThanLowerThreshold') return below;
  return ComparisonOperator === 'GreaterThanUpperThreshold' ? above : `${below} or ${above}`;
}

function missingText({ rule }: MetricAlarm, { filled }: Evaluation): string {
  const { missingData } = rule;
  const isFilled = missingData === 'breaching' || missingData === 'notBreaching';
  if (filled === 0 || !isFilled) return '';
  const treated = missingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  return ` and ${counted(filled, 'missing datapoint')} ${filled === 1 ? 'was' : 'were'} treated as [${treated}]`;
}
