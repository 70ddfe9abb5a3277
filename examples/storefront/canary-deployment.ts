import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import {
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledgeCodeDeployPolicy } from './acknowledgements.ts';

export interface CanaryDeploymentProps {
  /** Of the service in its stage, e.g. `storefront-prod-storefront`. */
  readonly name: string;
  readonly alias: Alias;
}

/** Gives a new version a tenth of the users for five minutes, and takes it back when it fails. */
export class CanaryDeployment extends Construct {
  constructor(scope: Construct, id: string, { name, alias }: CanaryDeploymentProps) {
    super(scope, id);
    const errors = alias.metricErrors({ period: Duration.minutes(1), statistic: 'Sum' });
    const alarm = errors.createAlarm(this, 'Errors', {
      alarmName: `${name}-errors`,
      alarmDescription:
        'Whether the storefront fails; while it does, a deployment under way is taken back.',
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING, // no error is no data
    });
    const group = new LambdaDeploymentGroup(this, 'Group', {
      application: new LambdaApplication(this, 'Application', { applicationName: name }),
      deploymentGroupName: name,
      alias,
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: [alarm],
    });
    acknowledgeCodeDeployPolicy(group);
  }
}
