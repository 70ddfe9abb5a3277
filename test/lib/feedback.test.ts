import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Feedback, type FeedbackProps } from '../../lib/feedback.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { someTopics } from '../support/topics.ts';
import { wholeProblem } from '../support/whole-problem.ts';

const synthesizeFeedback = onceByDefault((props: Partial<FeedbackProps> = {}) => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  new Feedback(stack, 'Feedback', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    releasesTable: Table.fromTableName(stack, 'Releases', 'shop-prod-releases'),
    togglesTable: Table.fromTableName(stack, 'Toggles', 'shop-prod-toggles'),
    exposuresTable: Table.fromTableName(stack, 'Exposures', 'shop-prod-toggles-exposures'),
    allowedOrigins: ['https://shop.example'],
    ...props,
  });
  return Template.fromStack(stack);
});

/** What the role of a function may do, by action. */
function actionsOf(template: Template, roleIdStart: string): string[] {
  return Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => Properties.Roles[0].Ref.startsWith(roleIdStart))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action }) => Action)
    .sort();
}

test('keeps feedback when the stack goes, with a backup of every moment', () => {
  synthesizeFeedback().hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: Match.objectLike({
      TableName: 'shop-prod-feedback',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAtEpochSeconds', Enabled: true },
    }),
  });
});

test('finds feedback by status and by release, each in the order of time', () => {
  const index = (IndexName: string) => ({
    IndexName,
    KeySchema: [
      { AttributeName: IndexName, KeyType: 'HASH' },
      { AttributeName: 'byTime', KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'ALL' },
  });
  synthesizeFeedback().hasResourceProperties('AWS::DynamoDB::Table', {
    GlobalSecondaryIndexes: [index('byStatus'), index('byRelease')],
  });
});

test('takes posts with the publishable key alone, and checks their shape before a function runs', () => {
  synthesizeFeedback().hasResourceProperties('AWS::ApiGateway::Method', {
    HttpMethod: 'POST',
    ApiKeyRequired: true,
    RequestModels: { 'application/json': Match.anyValue() },
    RequestValidatorId: Match.anyValue(),
  });
});

test('names its API for scripts, in one region', () => {
  synthesizeFeedback().hasResourceProperties('AWS::ApiGateway::RestApi', {
    Name: 'shop-prod-feedback',
    EndpointConfiguration: { Types: ['REGIONAL'] },
  });
});

test('keeps its publishable key through deployments: pages in the wild have it', () => {
  const keyOf = (template: Template) =>
    Object.values(template.findResources('AWS::ApiGateway::ApiKey'));
  const [key] = keyOf(synthesizeFeedback());
  expect(key?.Properties.Value).toMatch(/^pk-[0-9a-f]{32}$/);
  expect(keyOf(synthesizeFeedback({}))).toEqual([key]);
});

test('lets no preflight or wrong method end in a 5xx by its content type', () => {
  const methods = Object.values(synthesizeFeedback().findResources('AWS::ApiGateway::Method'));
  const mocks = methods.filter(({ Properties }) => Properties.Integration.Type === 'MOCK');
  const names = mocks.map(({ Properties }) => Properties.HttpMethod);
  expect(new Set(names)).toEqual(new Set(['ANY', 'OPTIONS']));
  for (const { Properties } of mocks) {
    expect(Properties.Integration.PassthroughBehavior).toBe('NEVER');
  }
});

test("answers as problem+json where the gateway answers itself, to every page's script", () => {
  const template = synthesizeFeedback();
  for (const [ResponseType, StatusCode] of [
    ['BAD_REQUEST_BODY', '400'],
    ['INVALID_API_KEY', '403'],
    ['MISSING_AUTHENTICATION_TOKEN', '404'],
    ['REQUEST_TOO_LARGE', '413'],
    ['THROTTLED', '429'],
    ['DEFAULT_4XX', '400'],
  ]) {
    template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType,
      StatusCode,
      ResponseParameters: Match.objectLike({
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
      }),
    });
  }
});

test.each(['API_CONFIGURATION_ERROR', 'INTEGRATION_FAILURE', 'INTEGRATION_TIMEOUT', 'DEFAULT_5XX'])(
  'asks for patience where no function answers: %s',
  (ResponseType) => {
    synthesizeFeedback().hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType,
      StatusCode: '503',
      ResponseParameters: Match.objectLike({
        'gatewayresponse.header.Retry-After': "'5'",
        'gatewayresponse.header.Access-Control-Expose-Headers': "'Retry-After'",
      }),
    });
  },
);

test('makes a whole problem of every gateway answer, pages and operators alike', () => {
  const answers = Object.values(
    synthesizeFeedback().findResources('AWS::ApiGateway::GatewayResponse'),
  );
  for (const { Properties } of answers) {
    const written: string = Properties.ResponseTemplates['application/json'];
    const body = JSON.parse(written.replaceAll('$context.error.messageString', '"quoted already"'));
    expect(body).toEqual(wholeProblem(Number(Properties.StatusCode)));
  }
});

test('limits what one stage takes', () => {
  synthesizeFeedback({ throttle: { rate: 5, burst: 10 } }).hasResourceProperties(
    'AWS::ApiGateway::UsagePlan',
    { Throttle: { RateLimit: 5, BurstLimit: 10 } },
  );
});

test('may write its logs, on its own too: before its stage is there', () => {
  const template = synthesizeFeedback();
  const [account = ''] = Object.keys(template.findResources('AWS::ApiGateway::Account'));
  template.hasResource('AWS::ApiGateway::Account', { DeletionPolicy: 'Retain' });
  template.hasResource('AWS::ApiGateway::Stage', { DependsOn: Match.arrayWith([account]) });
});

test('never writes bodies to the log of the API', () => {
  const [stage] = Object.values(synthesizeFeedback().findResources('AWS::ApiGateway::Stage'));
  expect(stage?.Properties.MethodSettings[0].DataTraceEnabled).toBeFalsy();
  expect(stage?.Properties.AccessLogSetting.Format).not.toMatch(/header|sourceIp|userAgent/);
});

test('two read the stream of the table, as many as AWS lets', () => {
  const mappings = synthesizeFeedback().findResources('AWS::Lambda::EventSourceMapping');
  const sources = Object.values(mappings).map(({ Properties }) => Properties.EventSourceArn);
  const streams = sources.filter((source) => source['Fn::GetAtt'][1] === 'StreamArn');
  expect(streams).toHaveLength(2);
});

test('tells the team record by record, and keeps what cannot be told', () => {
  synthesizeFeedback().hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BisectBatchOnFunctionError: true,
    DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
  });
});

test('lets the functions of reporters do what their route says, and nothing more', () => {
  const template = synthesizeFeedback();
  const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  expect(actionsOf(template, 'FeedbackPublicgetRole')).toEqual(['dynamodb:Query', ...logs]);
  expect(actionsOf(template, 'FeedbackPublicdeleteRole')).toEqual([
    'dynamodb:DeleteItem',
    'dynamodb:Query',
    ...logs,
  ]);
  expect(actionsOf(template, 'FeedbackPublicverdictRole')).toEqual([
    'dynamodb:DeleteItem',
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    ...logs,
  ]);
});

test('grants each function what it calls, and nothing more', () => {
  const template = synthesizeFeedback();
  const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  expect(actionsOf(template, 'FeedbackPublicpostRole')).toEqual([
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    ...logs,
  ]);
  expect(actionsOf(template, 'FeedbackTriageFunctionRole')).toEqual([
    'dynamodb:BatchGetItem',
    'dynamodb:ConditionCheckItem',
    'dynamodb:DescribeStream',
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    ...logs,
    'sns:Publish',
    'sns:Publish',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:SendMessage',
  ]);
});

test('answers preflights for the pages that may post', () => {
  const preflight = (allowedOrigins: readonly string[]) =>
    Object.values(
      synthesizeFeedback({ allowedOrigins }).findResources('AWS::ApiGateway::Method', {
        Properties: { HttpMethod: 'OPTIONS' },
      }),
    )[0]?.Properties.Integration.IntegrationResponses[0];
  const allowed = 'method.response.header.Access-Control-Allow-Origin';
  expect(preflight(['*']).ResponseParameters[allowed]).toBe("'*'");
  const two = preflight(['https://a.example', 'https://b.example']);
  expect(two.ResponseParameters[allowed]).toBe("'https://a.example'");
  expect(JSON.stringify(two.ResponseTemplates)).toContain('https://b.example');
  expect(preflight([])).toBeUndefined();
});

test('makes a ticket of each 5xx: no caller can cause one', () => {
  synthesizeFeedback().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-feedback-api-errors',
    Namespace: 'AWS/ApiGateway',
    MetricName: '5XXError',
    Dimensions: Match.arrayWith([{ Name: 'ApiName', Value: 'shop-prod-feedback' }]),
    Threshold: 0,
    AlarmActions: [{ Ref: Match.stringLikeRegexp('ticket') }],
  });
});
