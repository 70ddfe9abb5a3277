import { App, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { PipelineStack } from '../../lib/pipeline-stack.ts';
import manifest from '../../package.json';
import { onceByDefault } from '../support/once-by-default.ts';

const CONNECTION = 'arn:aws:codeconnections:eu-central-1:111111111111:connection/3a1b';

/** A pipeline with beta in its own account, and prod with an approval in `prodAccount`. */
const synthesizePipeline = onceByDefault((prodAccount: string = '111111111111') => {
  const app = new App();
  const stages = [
    { name: 'beta', account: '111111111111', approval: false },
    { name: 'prod', account: prodAccount, approval: true },
  ].map(({ name, account, approval }) => {
    const stage = new Stage(app, name, { env: { account, region: 'eu-central-1' } });
    new Bucket(new Stack(stage, 'service'), 'Bucket');
    return { stage, approval };
  });
  const stack = new PipelineStack(app, 'pipeline', {
    env: { account: '111111111111', region: 'eu-central-1' },
    project: 'shop',
    source: { connectionArn: CONNECTION, repository: 'acme/shop' },
    stages,
  });
  return Template.fromStack(stack);
});

test('goes through tests and synth, its own update, beta, and prod after an approval', () => {
  const [pipeline] = Object.values(
    synthesizePipeline().findResources('AWS::CodePipeline::Pipeline'),
  );
  const { Stages, PipelineType, ExecutionMode } = pipeline?.['Properties'] ?? {};
  expect({ PipelineType, ExecutionMode }).toEqual({ PipelineType: 'V2', ExecutionMode: 'QUEUED' });
  const actions = Stages.map((stage: { Name: string; Actions: { Name: string }[] }) => [
    stage.Name,
    stage.Actions.map(({ Name }) => Name),
  ]);
  expect(actions).toEqual([
    ['Source', ['acme_shop']],
    ['Build', ['Synth']],
    ['UpdatePipeline', ['SelfMutate']],
    ['beta', ['Prepare', 'Deploy']],
    ['prod', ['Approve-prod', 'service.Prepare', 'service.Deploy']],
  ]);
});

test('tests before it synthesizes', () => {
  const template = JSON.stringify(synthesizePipeline().toJSON());
  expect(template).toMatch(/npm ci.*npm test.*npm run synth/);
});

test('updates itself by the command line that the project is pinned to', () => {
  const template = JSON.stringify(synthesizePipeline().toJSON());
  expect(template).toContain(`aws-cdk@${manifest.devDependencies['aws-cdk']}`);
});

test.each(['codestar-connections:UseConnection', 'codeconnections:UseConnection'])(
  'may use the connection by the name %s',
  (action) => {
    const policies = JSON.stringify(synthesizePipeline().findResources('AWS::IAM::Policy'));
    expect(policies).toContain(`"${action}"`);
  },
);

test('synthesizes in a whole clone, which the build fetches itself: a release is told by its history', () => {
  const template = synthesizePipeline();
  expect(JSON.stringify(template.findResources('AWS::CodePipeline::Pipeline'))).toContain(
    '"OutputArtifactFormat":"CODEBUILD_CLONE_REF"',
  );
  const roles = Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.includes('Synth'))
    .map(([, policy]) => JSON.stringify(policy));
  expect(roles).toEqual([expect.stringContaining('"codeconnections:UseConnection"')]);
});

test('brings a key of its own only where a stage has another account', () => {
  synthesizePipeline().resourceCountIs('AWS::KMS::Key', 0);
  synthesizePipeline('222222222222').hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: Match.objectLike({ SSEAlgorithm: 'aws:kms' }) },
      ],
    },
  });
});
