import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  ComparisonOperator,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { describeAlarm } from '../../functions/alerts/alarm-facts.ts';
import { type Identity, nameOf } from '../identity.ts';
import { releaseMetric } from './release-metric.ts';

/** So long a deployment may hold anything back, whether or not its end is ever told. */
const LONGEST = Duration.minutes(30);

/**
 * In ALARM from the start of a deployment to its end. It cannot stay on: it counts both over the same time, which the
 * start leaves, and where neither is in it, it is OK.
 */
export function deployingAlarm(scope: Construct, identity: Identity, service: string): Alarm {
  const running = new MathExpression({
    expression: 'FILL(begun, 0) - FILL(ended, 0)', // a minute without news is judged, not passed over
    usingMetrics: {
      begun: releaseMetric(identity, 'DeploymentsBegun', LONGEST),
      ended: releaseMetric(identity, 'DeploymentsEnded', LONGEST),
    },
    period: LONGEST,
    label: 'Running',
  });
  return running.createAlarm(scope, 'Deploying', {
    alarmName: nameOf(identity, 'deploying'),
    alarmDescription: describeAlarm(
      `Whether the stage is being deployed, for ${LONGEST.toMinutes()} minutes at most: it keeps back what composites tell.`,
      { service, severity: 'info', told: 'nobody' },
    ),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 0,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
