import { Stack, StringConcat, Tokenization } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { SignedPermission } from './signed-permissions.ts';

/** To send the requests that probes sign. */
export function mayCall(
  scope: Construct,
  id: string,
  permissions: readonly SignedPermission[],
): Policy {
  const statements = permissions.map(
    ({ actions, resource }) =>
      new PolicyStatement({ actions: [...actions], resources: [resource] }),
  );
  const policy = new Policy(scope, id, { statements });
  acknowledge(
    policy,
    'What the settings name: by default all paths of one API, or of those of the account, with the methods of the probes.',
    ...permissions.map(({ resource }) => `IAM5[Resource::${nameInFindings(scope, resource)}]`),
  );
  return policy;
}

/** E.g. `arn:<AWS::Partition>:execute-api:…`. */
function nameInFindings(scope: Construct, arn: string): string {
  const mapToken = (token: unknown) => `<${Stack.of(scope).resolve(token).Ref}>`;
  return Tokenization.reverseString(arn).mapTokens({ mapToken }).join(new StringConcat());
}
