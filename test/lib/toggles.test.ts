import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BundledFunction } from '../../lib/bundled-function.ts';
import { Toggles, type TogglesProps } from '../../lib/toggles.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { toggle } from '../support/toggle-builders.ts';
import { someTopics } from '../support/topics.ts';

function createToggles(props: Partial<TogglesProps> = {}) {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const toggles = new Toggles(stack, 'Toggles', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    seed: { 'new-checkout': toggle() },
    allowedOrigins: ['*'],
    ...props,
  });
  return { stack, toggles };
}

const synthesizeToggles = onceByDefault((props: Partial<TogglesProps> = {}) => {
  return Template.fromStack(createToggles(props).stack);
});

test('keeps toggles when the stack goes, with a backup of every moment', () => {
  synthesizeToggles().hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    Properties: Match.objectLike({
      TableName: 'shop-prod-toggles',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  });
});

test('seeds the toggles as text, which CloudFormation leaves as it is', () => {
  synthesizeToggles().hasResourceProperties('Custom::AfterprodToggleSeed', {
    Toggles: JSON.stringify({ 'new-checkout': toggle() }),
  });
});

test('refuses a seed that breaks a rule, at synth', () => {
  const seed = { 'new-checkout': toggle({ defaultVariant: 'maybe' }) };
  expect(() => createToggles({ seed })).toThrow(
    "toggles: flags.new-checkout.defaultVariant names no variant: 'maybe': use one of: on, off",
  );
});

test('lets a connected function read toggles and count what it served, and nothing else', () => {
  const { stack, toggles } = createToggles();
  const reader = new BundledFunction(stack, 'Reader', {
    identity: { project: 'shop', stage: 'prod' },
    name: 'reader',
    bundle: 'toggles/ofrep-handler',
    environment: { AFTERPROD_RELEASE: 'r1' },
  });
  toggles.connect(reader);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-reader',
    Environment: {
      Variables: {
        AFTERPROD_RELEASE: 'r1',
        AFTERPROD_TOGGLES_TABLE: { Ref: Match.stringLikeRegexp('^TogglesTable') },
        AFTERPROD_EXPOSURES_TABLE: { Ref: Match.stringLikeRegexp('^TogglesExposuresTable') },
        AFTERPROD_PROJECT: 'shop',
        AFTERPROD_STAGE: 'prod',
      },
    },
  });
  const [policy] = Object.values(
    template.findResources('AWS::IAM::Policy', {
      Properties: { Roles: [{ Ref: Match.stringLikeRegexp('^Reader') }] },
    }),
  );
  const statements = policy?.Properties.PolicyDocument.Statement as { Action: string | string[] }[];
  expect(statements.flatMap(({ Action }) => Action).sort()).toEqual([
    'dynamodb:GetItem',
    'dynamodb:UpdateItem',
    'logs:CreateLogStream', // its own logs
    'logs:PutLogEvents',
  ]);
});

test('counts expire, in a table that outlives the stack', () => {
  synthesizeToggles().hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    Properties: Match.objectLike({
      TableName: 'shop-prod-toggles-exposures',
      TimeToLiveSpecification: { AttributeName: 'expiresAtEpochSeconds', Enabled: true },
    }),
  });
});

test('makes a ticket of readers that serve old values; silence is no alarm', () => {
  synthesizeToggles().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-toggles-stale',
    Namespace: 'Afterprod',
    MetricName: 'TogglesStale',
    Dimensions: [
      { Name: 'Project', Value: 'shop' },
      { Name: 'Stage', Value: 'prod' },
    ],
    TreatMissingData: 'notBreaching',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('ticket') }],
  });
});

test('makes a ticket of each 5xx: no caller can cause one', () => {
  synthesizeToggles().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-toggles-api-errors',
    Namespace: 'AWS/ApiGateway',
    MetricName: '5XXError',
    Dimensions: Match.arrayWith([{ Name: 'ApiName', Value: 'shop-prod-toggles' }]),
    Threshold: 0,
    AlarmActions: [{ Ref: Match.stringLikeRegexp('ticket') }],
  });
});
