import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledge } from '../acknowledge.ts';
import type { BundledFunction } from '../bundled-function.ts';

/** What functions of alerts ask CloudWatch for. */
export type AlarmAction =
  | 'DescribeAlarms'
  | 'DescribeAnomalyDetectors'
  | 'GetMetricData'
  | 'PutAnomalyDetector';

const READS =
  'Alarms and detectors are described, metrics read, all or none: the actions take no resource.';
const WRITES =
  'What bands do not learn from is written, which takes no resource either: it writes to detectors of its own stage alone.';

/** Lets a function do these, each with every alarm and metric of the account: CloudWatch has no finer grant for them. */
export function grantAlarmActions(
  grantee: BundledFunction,
  ...actions: readonly AlarmAction[]
): void {
  grantee.addToRolePolicy(
    new PolicyStatement({
      actions: actions.map((action) => `cloudwatch:${action}`),
      resources: ['*'],
    }),
  );
  const reason = actions.includes('PutAnomalyDetector') ? `${READS} ${WRITES}` : READS;
  acknowledge(grantee.role ?? grantee, reason, 'IAM5[Resource::*]');
}
