import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ReleaseMarker } from '../../lib/release-marker.ts';
import { Releases } from '../../lib/releases.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { someTopics } from '../support/topics.ts';

const identity = { project: 'shop', stage: 'prod' };

function releasesIn(app: App): Releases {
  const stack = new Stack(app, 'Releases');
  const topics = someTopics(stack);
  return new Releases(stack, 'Releases', { identity, topics });
}

function withoutBundling(): App {
  return new App({ context: { 'aws:cdk:bundling-stacks': [] } });
}

const synthesizeReleases = onceByDefault(() => {
  return Template.fromStack(Stack.of(releasesIn(withoutBundling())));
});

test('the table outlives its stack and can be restored to any point in time', () => {
  synthesizeReleases().hasResource('AWS::DynamoDB::Table', {
    Properties: {
      TableName: 'shop-prod-releases',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

test('the marker keeps its name, and may read and write records and nothing else', () => {
  const template = synthesizeReleases();
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-releases-marker',
  });
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  expect(statements.map(({ Action }) => Action)).toContainEqual([
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:DeleteItem',
  ]);
  expect(statements.filter(({ Resource }) => Resource === '*')).toEqual([]);
});

test("a marker's start comes before what changes, and its live after what brings it to users", () => {
  const app = withoutBundling();
  const { marker } = releasesIn(app);
  const stack = new Stack(app, 'Service');
  const commits = { repository: 'acme/shop', commits: ['0123456789ab#12', '123456789abc'] };
  const release = { id: '0123456789ab', commit: '0123456789abcdef', commits };
  const releaseMarker = new ReleaseMarker(stack, 'Marker', { release, marker });
  const changing = new Topic(stack, 'Changing');
  releaseMarker.startsBefore(changing);
  releaseMarker.isLiveAfter(changing);

  const template = Template.fromStack(stack);
  const [start, live] = ['started', 'live'].map(
    (Mark) =>
      Object.entries(
        template.findResources('Custom::AfterprodRelease', {
          Properties: { Mark, ReleaseId: release.id, Commit: release.commit },
        }),
      )[0],
  );
  const [changed] = Object.entries(template.findResources('AWS::SNS::Topic'));
  expect(changed?.[1]).toMatchObject({ DependsOn: [start?.[0]] });
  expect(live?.[1]).toMatchObject({ DependsOn: expect.arrayContaining([changed?.[0]]) });
  const told = { Commits: '0123456789ab#12 123456789abc', Repository: 'acme/shop' };
  expect(start?.[1]['Properties']).toMatchObject(told);
  expect(live?.[1]['Properties']).not.toHaveProperty('Commits');
});
