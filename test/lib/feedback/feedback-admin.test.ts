import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ADMIN_ROUTES } from '../../../functions/feedback/admin/admin-routes.ts';
import { FeedbackAdmin } from '../../../lib/feedback/feedback-admin.ts';
import { feedbackKey } from '../../../lib/feedback/feedback-key.ts';
import { someTopics } from '../../support/topics.ts';

function createAdmin() {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const admin = new FeedbackAdmin(stack, 'Admin', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    table: Table.fromTableName(stack, 'Table', 'shop-prod-feedback'),
    secretKey: feedbackKey(stack, 'Key', { project: 'shop', stage: 'prod' }),
    exposuresTable: Table.fromTableName(stack, 'Exposures', 'shop-prod-toggles-exposures'),
    reservedConcurrency: { 'feedback-admin': 3 },
  });
  return { stack, admin };
}

test('the API is called by its stage, and has a method for every route, each signed', () => {
  const template = Template.fromStack(createAdmin().stack);
  template.hasResourceProperties('AWS::ApiGateway::RestApi', {
    Name: 'shop-prod-feedback-admin',
    EndpointConfiguration: { Types: ['REGIONAL'] },
  });
  const methods = Object.values(template.findResources('AWS::ApiGateway::Method'));
  const named = methods.filter(({ Properties }) => Properties.HttpMethod !== 'ANY');
  expect(named).toHaveLength(ADMIN_ROUTES.length);
  const kinds = methods.map(({ Properties }) => Properties.AuthorizationType);
  expect(new Set(kinds)).toEqual(new Set(['AWS_IAM']));
});

test('its function works on items and the two indexes, and reads exposures', () => {
  const template = Template.fromStack(createAdmin().stack);
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-feedback-admin',
    ReservedConcurrentExecutions: 3,
  });
  const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
  const statements = policy?.Properties.PolicyDocument.Statement ?? [];
  const onTables = statements.filter(({ Action }: { Action: unknown }) =>
    JSON.stringify(Action).includes('dynamodb:'),
  );
  const granted = onTables.map(({ Action, Resource }: Record<string, unknown>) => [
    [Action].flat().map((action) => String(action).replace('dynamodb:', '')),
    JSON.stringify(Resource).match(/table\/[\w/-]+/g),
  ]);
  expect(granted).toEqual([
    [
      ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'Scan'],
      ['table/shop-prod-feedback'],
    ],
    [['BatchGetItem', 'ConditionCheckItem'], ['table/shop-prod-feedback']],
    [
      ['Query'],
      ['table/shop-prod-feedback/index/byStatus', 'table/shop-prod-feedback/index/byRelease'],
    ],
    [['Query'], ['table/shop-prod-toggles-exposures']],
  ]);
});

test('a role may be given the reply alone', () => {
  const { stack, admin } = createAdmin();
  const assumedBy = new ServicePrincipal('lambda.amazonaws.com');
  admin.api.grantInvoke(new Role(stack, 'Support', { assumedBy }), 'POST /v1/feedback/{id}/reply');
  const [policy] = Object.values(
    Template.fromStack(stack).findResources('AWS::IAM::Policy', {
      Properties: { Roles: [{ Ref: Match.stringLikeRegexp('^Support') }] },
    }),
  );
  const [statement, ...others] = policy?.Properties.PolicyDocument.Statement ?? [];
  expect(others).toEqual([]);
  expect(JSON.stringify(statement.Resource)).toContain('/POST/v1/feedback/*/reply');
});
