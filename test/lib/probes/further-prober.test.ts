import { App, Stack, type Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import manifest from '../../../cdk.json';
import { checkSettings } from '../../../lib/check-settings.ts';
import { GuardedStage } from '../../../lib/guarded-stage.ts';
import { someSettings } from '../../support/settings.ts';

/** A stage that is probed from two regions, whose API's address is known at deployment only. */
function synthesizeStage(): Stage {
  const app = new App({ context: { ...manifest.context, 'aws:cdk:bundling-stacks': [] } });
  const settings = checkSettings(
    someSettings({
      probeRegions: ['us-west-2'],
      probes: [
        { name: 'health', path: '/health' },
        { name: 'orders', path: '/orders', auth: { bearer: { secret: 'shop/token' } } },
      ],
      service: {
        name: 'shop',
        create: (stage) => {
          const stack = new Stack(stage, 'shop');
          const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
          api.root.addMethod('GET');
          return { url: api.url };
        },
      },
    }),
  );
  const [stage] = settings.stages;
  if (!stage) throw new Error('no stage');
  return new GuardedStage(app, { settings, stage, release: { id: 'abc123' } });
}

const stage = synthesizeStage();
const stackOf = (id: string) => {
  const stack = stage.node.findChild(id);
  if (!(stack instanceof Stack)) throw new Error(`${id} is no stack`);
  return stack;
};
const templateOf = (id: string) => Template.fromStack(stackOf(id));

const NAME = 'probes-us-west-2';
const ARN = (service: string, resource: string) =>
  `arn:aws:${service}:eu-central-1:111111111111:${resource}`;

test('is a stack of its own, in its region, after that of the tables that it writes into', () => {
  const stack = stackOf(NAME);
  expect(stack.stackName).toBe('shop-beta-probes-us-west-2');
  expect(stack).toMatchObject({ account: '111111111111', region: 'us-west-2' });
  expect(stack.dependencies).toContain(stackOf('probes'));
});

test('probes what is probed at home, at the same times, from addresses that only home knows', () => {
  const further = templateOf(NAME);
  const schedules = (template: Template) =>
    Object.values(template.findResources('AWS::Scheduler::Schedule'))
      .map(({ Properties }) => Properties.Name)
      .filter((name) => name !== 'shop-beta-probes-daily');
  expect(schedules(further)).toEqual(schedules(templateOf('probes')));
  further.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-beta-probes',
    Environment: {
      Variables: Match.objectLike({
        HOME_REGION: 'eu-central-1',
        TABLE_NAME: 'shop-beta-probes',
        RELEASES_TABLE_NAME: 'shop-beta-releases',
        PROBE_VALUES: '{"parameter":"/shop-beta-probes/values"}',
      }),
    },
  });
  templateOf('probes').hasResourceProperties('AWS::SSM::Parameter', {
    Name: '/shop-beta-probes/values',
    Value: { 'Fn::Join': ['', Match.arrayWith([{ 'Fn::ImportValue': Match.anyValue() }])] },
  });
});

test('may use what is at home, and publish there', () => {
  const statements = Object.values(templateOf(NAME).findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  expect(statements).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ Resource: ARN('dynamodb', 'table/shop-beta-probes') }),
      expect.objectContaining({ Resource: ARN('dynamodb', 'table/shop-beta-releases') }),
      expect.objectContaining({
        Action: 'ssm:GetParameter',
        Resource: ARN('ssm', 'parameter/shop-beta-probes/values'),
      }),
      expect.objectContaining({
        Action: 'cloudwatch:PutMetricData',
        Condition: { StringEquals: { 'cloudwatch:namespace': 'Afterprod' } },
      }),
    ]),
  );
  const secrets = statements.find(({ Action }) => Action === 'secretsmanager:GetSecretValue');
  expect(JSON.stringify(secrets?.Resource)).toContain(':secretsmanager:eu-central-1:');
});

test('its alarms are at home, where its metrics are', () => {
  templateOf('probes').hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-beta-probes-us-west-2-missing-runs',
    AlarmActions: [Match.anyValue()],
  });
  templateOf('alarms').hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-beta-probe-health-availability',
    Threshold: 2,
    Metrics: Match.arrayWith([Match.objectLike({ Expression: '(m0 < 1) + (m1 < 1)' })]),
  });
});
