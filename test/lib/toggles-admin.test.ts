import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ADMIN_ROUTES } from '../../functions/toggles/admin/admin-routes.ts';
import { retainedTable } from '../../lib/retained-table.ts';
import { TogglesAdmin } from '../../lib/toggles-admin.ts';
import { someTopics } from '../support/topics.ts';

function createAdmin() {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const admin = new TogglesAdmin(stack, 'Admin', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    table: retainedTable(stack, 'Table', { tableName: 'shop-prod-toggles' }),
    reservedConcurrency: { 'toggles-admin': 3 },
  });
  return { stack, admin };
}

test('the API is called by its stage, and has a method for every route', () => {
  const template = Template.fromStack(createAdmin().stack);
  template.hasResourceProperties('AWS::ApiGateway::RestApi', {
    Name: 'shop-prod-toggles-admin',
    EndpointConfiguration: { Types: ['REGIONAL'] },
  });
  const methods = Object.values(template.findResources('AWS::ApiGateway::Method'));
  const named = methods.filter(({ Properties }) => Properties.HttpMethod !== 'ANY');
  expect(named).toHaveLength(ADMIN_ROUTES.length);
});

test('its function reads and writes items of the table, and can neither scan nor delete', () => {
  const template = Template.fromStack(createAdmin().stack);
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-toggles-admin',
    ReservedConcurrentExecutions: 3,
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([
        {
          Effect: 'Allow',
          Action: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
          Resource: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Table'), 'Arn'] }],
        },
      ]),
    }),
  });
});

test('a role may be given the kill alone', () => {
  const { stack, admin } = createAdmin();
  const assumedBy = new ServicePrincipal('lambda.amazonaws.com');
  admin.api.grantInvoke(new Role(stack, 'OnCall', { assumedBy }), 'POST /v1/toggles/{key}/kill');
  const [policy] = Object.values(
    Template.fromStack(stack).findResources('AWS::IAM::Policy', {
      Properties: { Roles: [{ Ref: Match.stringLikeRegexp('^OnCall') }] },
    }),
  );
  const [statement, ...others] = policy?.Properties.PolicyDocument.Statement ?? [];
  expect(others).toEqual([]);
  expect(JSON.stringify(statement.Resource)).toContain('/POST/v1/toggles/*/kill');
});
