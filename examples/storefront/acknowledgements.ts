import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What cdk-nag would find in a public shop window, and why it is meant so. */
export function acknowledgePublicApi(api: IConstruct): void {
  acknowledge(api, 'Visitors have no account, and read only.', 'APIG4', 'COG4');
  acknowledge(api, 'GET takes no body, and no parameter that is used.', 'APIG2');
  acknowledge(
    api,
    'The access log names each request; an execution log would hold cookies.',
    'APIG6',
  );
  acknowledge(
    api,
    'A shop window of one page needs no WAF: the throttle bounds what it costs.',
    'APIG3',
  );
}

export function acknowledgeCodeDeployPolicy(group: IConstruct): void {
  acknowledge(
    group,
    "AWS's own policy for CodeDeploy, in its narrow form.",
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
  );
}

function acknowledge(scope: IConstruct, reason: string, ...findings: readonly string[]): void {
  const rules = findings.map((finding) => ({ id: `AwsSolutions-${finding}`, reason }));
  Validations.of(scope).acknowledge(...rules);
}
