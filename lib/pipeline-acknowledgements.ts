import { Stack } from 'aws-cdk-lib';
import type { CrossRegionSupport } from 'aws-cdk-lib/aws-codepipeline';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { CodePipeline } from 'aws-cdk-lib/pipelines';
import { acknowledge, arnInFindings, logicalIdOf } from './acknowledge.ts';

/** Accepts what CDK Pipelines makes of its own accord, each with its reason. Call it when the pipeline is built. */
export function acknowledgePipeline(delivery: CodePipeline, artifacts: Bucket): void {
  const stack = Stack.of(delivery);
  acknowledge(
    artifacts,
    'Holds what one action hands to the next, for 30 days; the pipeline records who ran what.',
    'S1',
  );
  acknowledge(
    stack,
    "CDK's grants on the pipeline's own bucket and key name families of actions.",
    ...['s3:Abort*', 's3:DeleteObject*', 's3:GetBucket*', 's3:GetObject*', 's3:List*'].map(action),
    ...['kms:GenerateDataKey*', 'kms:ReEncrypt*'].map(action),
    resource(`${arnInFindings(artifacts)}/*`),
  );
  for (const project of [delivery.synthProject, delivery.selfMutationProject]) {
    const name = `<${logicalIdOf(project)}>`;
    acknowledge(
      project,
      'A build writes the streams and the reports of its own project; their names end at random.',
      resource(`${logs(stack)}/${name}:*`),
      resource(`${reports(stack)}/${name}-*`),
    );
  }
  acknowledge(
    delivery.selfMutationProject,
    "Updating itself takes any of CDK's bootstrap roles, by their tag, and looks at stacks before it does.",
    resource(`arn:*:iam::${stack.account}:role/*`),
    resource('*'),
  );
  acknowledge(
    delivery,
    'One role publishes the assets, in projects that CDK Pipelines makes as assets come and go.',
    resource(`${logs(stack)}/*`),
    resource(`${reports(stack)}/*`),
    resource('*'),
  );
  const further = Object.values(delivery.pipeline.crossRegionSupport);
  if (further.length > 0) acknowledgeFurtherRegions(stack, further);
}

/** Where the stages have stacks in further regions, CDK makes a bucket in each, from which they are deployed. */
function acknowledgeFurtherRegions(stack: Stack, regions: readonly CrossRegionSupport[]): void {
  for (const { stack: support, replicationBucket } of regions) {
    acknowledge(support, 'Holds what one action hands to the next in its region.', 'S1');
    acknowledge(
      stack,
      'The pipeline writes what it deploys there.',
      resource(`arn:aws:s3:::${stack.resolve(replicationBucket.bucketName)}/*`),
    );
  }
  acknowledge(stack, 'CDK cannot name a key of another region by its ARN.', resource('*'));
}

function action(name: string): string {
  return `IAM5[Action::${name}]`;
}

function resource(arn: string): string {
  return `IAM5[Resource::${arn}]`;
}

function logs({ region, account }: Stack): string {
  return `arn:aws:logs:${region}:${account}:log-group:/aws/codebuild`;
}

function reports({ region, account }: Stack): string {
  return `arn:aws:codebuild:${region}:${account}:report-group`;
}
