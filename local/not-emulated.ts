import type { Provisioned, Resource } from './emulator.ts';

/**
 * Resource types that are accepted and do nothing on a laptop; they are printed at start. `ref` names the property
 * that `Ref` gives (else the logical id stands for it), `arn` is the resource part of its ARN with `*` for the ref.
 */
export interface NotEmulated {
  readonly ref?: string;
  /** E.g. `kms:key/*`. */
  readonly arn?: string;
}

/** The one list of them. */
export const NOT_EMULATED: Readonly<Record<string, NotEmulated>> = {
  'AWS::ApiGateway::Account': {},
  'AWS::CDK::Metadata': {},
  'AWS::CloudWatch::Dashboard': { ref: 'DashboardName' },
  'AWS::CodeBuild::Project': { ref: 'Name', arn: 'codebuild:project/*' },
  'AWS::CodeConnections::Connection': { arn: 'codeconnections:connection/*' },
  'AWS::CodeDeploy::Application': { ref: 'ApplicationName' },
  'AWS::CodeDeploy::DeploymentConfig': { ref: 'DeploymentConfigName' },
  'AWS::CodeDeploy::DeploymentGroup': { ref: 'DeploymentGroupName' },
  'AWS::CodePipeline::Pipeline': { ref: 'Name', arn: 'codepipeline:*' },
  'AWS::IAM::ServiceLinkedRole': {},
  'AWS::Logs::MetricFilter': {}, // no memory is measured here
  'AWS::KMS::Alias': { ref: 'AliasName' },
  'AWS::KMS::Key': { arn: 'kms:key/*' },
};

/** What the template learns of a resource that does nothing here. */
export function standIn(
  { logicalId, properties }: Resource,
  { ref, arn = 'none:*' }: NotEmulated,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): Provisioned {
  const name = String((ref && properties[ref]) ?? logicalId);
  const [service = '', rest = ''] = arn.split(/:(.*)/s);
  const fullArn = `arn:aws:${service}:${region}:${accountId}:${rest.replace('*', name)}`;
  return { ref: name, attributes: { Arn: fullArn, Id: name, Name: name } };
}
