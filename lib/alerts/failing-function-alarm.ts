import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { errorPercent } from '../alarms/error-percent.ts';
import { tellDirectly } from '../tell-directly.ts';

export interface FailingFunctionAlarmProps {
  readonly function: IFunction;
  /** The alarm's whole name. */
  readonly name: string;
  /** `minute`: one that runs each minute fails in each of five; `five minutes`: what runs as there is work fails twice at least. */
  readonly judgedEach: 'minute' | 'five minutes';
  /** Told past the router, which may be what fails. */
  readonly topic: ITopic;
}

const JUDGED = {
  minute: { period: Duration.minutes(1), leastRuns: 1, evaluationPeriods: 5 },
  'five minutes': { period: Duration.minutes(5), leastRuns: 2, evaluationPeriods: 1 },
} as const;

/** Says that each run of a function has failed for five minutes: one that fails now and then is tried again, and wakes nobody. */
export function failingFunctionAlarm(
  scope: Construct,
  id: string,
  { function: failing, name, judgedEach, topic }: FailingFunctionAlarmProps,
): void {
  const { period, leastRuns, evaluationPeriods } = JUDGED[judgedEach];
  const sum = { period, statistic: 'Sum' };
  const counts = { errors: failing.metricErrors(sum), requests: failing.metricInvocations(sum) };
  const alarm = errorPercent(counts, leastRuns, period).createAlarm(scope, id, {
    alarmName: name,
    alarmDescription: 'Whether alerts are worked on: each run of this function failed for 5 min.',
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    threshold: 100,
    evaluationPeriods,
    treatMissingData: TreatMissingData.NOT_BREACHING, // it did not run
  });
  tellDirectly(alarm, topic);
}
