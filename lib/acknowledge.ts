import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts findings of cdk-nag's AwsSolutions pack at and below `scope`, for one reason.
 *
 * @param findings - as the report names them, e.g. `S1` or `IAM5[Resource::*]`
 */
export function acknowledge(
  scope: IConstruct,
  reason: string,
  ...findings: readonly string[]
): void {
  Validations.of(scope).acknowledge(
    ...findings.map((finding) => ({ id: `AwsSolutions-${finding}`, reason })),
  );
}
