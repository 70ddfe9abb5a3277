import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
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

/** How findings name a resource that is not yet deployed, e.g. `<Function76856677.Arn>`. */
export function arnInFindings(construct: IConstruct): string {
  return `<${logicalIdOf(construct)}.Arn>`;
}

export function logicalIdOf(construct: IConstruct): string {
  const resource = construct.node.defaultChild;
  if (!(resource instanceof CfnElement)) throw new Error(`${construct.node.path} is no resource`);
  return Stack.of(construct).resolve(resource.logicalId);
}
