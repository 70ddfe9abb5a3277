import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledge } from '../acknowledge.ts';
import type { BundledFunction } from '../bundled-function.ts';

/** Lets a function look which alarms fire, and how old their metrics are: a band counts once it has learned of two weeks. `more` actions take no resource either. */
export function grantReading(reader: BundledFunction, ...more: readonly string[]): void {
  const actions = ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData', ...more];
  reader.addToRolePolicy(new PolicyStatement({ actions, resources: ['*'] }));
  acknowledge(
    reader.role ?? reader,
    'Alarms and detectors are described, metrics read, all or none: the actions take no resource.',
    'IAM5[Resource::*]',
  );
}
