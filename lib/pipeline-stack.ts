import { Duration, RemovalPolicy, Stack, type StackProps, type Stage } from 'aws-cdk-lib';
import { BuildSpec, LinuxArmBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { ExecutionMode, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import {
  CodePipeline,
  CodePipelineSource,
  type IFileSetProducer,
  ManualApprovalStep,
  ShellStep,
} from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { acknowledgePipeline } from './pipeline-acknowledgements.ts';
import type { SourceSettings } from './settings.ts';

export interface PipelineStackProps extends StackProps {
  /** Names the pipeline. */
  readonly project: string;

  readonly source: SourceSettings;

  /** What is deployed, in this order. */
  readonly stages: readonly DeployedStage[];
}

export interface DeployedStage {
  readonly stage: Stage;

  /** Whether a person must approve each deployment. */
  readonly approval: boolean;
}

/** The registry's `latest` is an old command line that cannot read what this library synthesizes. */
const CDK_CLI_VERSION = '2.1148.1';

/** How long what one execution hands to the next action is kept. */
const ARTIFACTS_KEPT = Duration.days(30);

// CDK's classes do not implement its interfaces under exactOptionalPropertyTypes: hence the `as` below.

/** From commit to prod: test and synthesize, update the pipeline itself, then one stage after another. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { project, source, stages } = props;
    const accounts = stages.map(({ stage }) => stage.account);
    const crossAccount = accounts.some((account) => account !== this.account);
    const artifacts = this.#artifactBucket(crossAccount);
    const pipeline = this.#pipeline(project, artifacts, crossAccount);
    const delivery = new CodePipeline(this, 'Delivery', {
      codePipeline: pipeline,
      synth: synthStep(source) as IFileSetProducer,
      cliVersion: CDK_CLI_VERSION,
      publishAssetsInParallel: false, // else each new asset changes the pipeline, and a rollback has no target
      codeBuildDefaults: {
        buildEnvironment: { buildImage: LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0 },
        partialBuildSpec: BuildSpec.fromObject({
          phases: { install: { 'runtime-versions': { nodejs: 22 } } },
        }),
      },
      synthCodeBuildDefaults: { rolePolicy: [usesConnection(source)] }, // it clones the sources itself
    });
    for (const { stage, approval } of stages) {
      const pre = approval ? [new ManualApprovalStep(`Approve-${stage.stageName}`)] : [];
      delivery.addStage(stage, { pre });
    }
    delivery.buildPipeline();
    pipeline.addToRolePolicy(usesConnection(source));
    acknowledgePipeline(delivery, artifacts);
  }

  #pipeline(project: string, artifacts: Bucket, crossAccountKeys: boolean): Pipeline {
    return new Pipeline(this, 'Pipeline', {
      pipelineName: project,
      pipelineType: PipelineType.V2,
      executionMode: ExecutionMode.QUEUED, // every commit reaches prod, in order
      restartExecutionOnUpdate: true,
      usePipelineRoleForActions: true,
      artifactBucket: artifacts as IBucket,
      crossAccountKeys, // of the buckets that CDK makes in further regions
      enableKeyRotation: crossAccountKeys,
    });
  }

  #artifactBucket(crossAccount: boolean): Bucket {
    const encryption = crossAccount
      ? { encryptionKey: this.#artifactKey() } // other accounts cannot use the key that S3 manages
      : { encryption: BucketEncryption.S3_MANAGED };
    return new Bucket(this, 'Artifacts', {
      ...encryption,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: ARTIFACTS_KEPT }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #artifactKey(): Key {
    return new Key(this, 'ArtifactKey', {
      description: 'Lets the accounts of all stages read what the pipeline deploys',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

/** CDK grants the service's former name only. */
function usesConnection({ connectionArn }: SourceSettings): PolicyStatement {
  return new PolicyStatement({
    actions: ['codeconnections:UseConnection'],
    resources: [connectionArn],
  });
}

function synthStep({ connectionArn, repository, branch = 'main' }: SourceSettings): ShellStep {
  return new ShellStep('Synth', {
    input: CodePipelineSource.connection(repository, branch, {
      connectionArn,
      codeBuildCloneOutput: true, // with its history, which tells what a release consists of
    }) as IFileSetProducer,
    installCommands: ['npm ci'],
    commands: ['npm test', 'npm run synth'],
  });
}
