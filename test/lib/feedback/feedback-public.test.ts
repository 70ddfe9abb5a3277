import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PUBLIC_ROUTES } from '../../../functions/feedback/public-routes.ts';
import { FeedbackPublic } from '../../../lib/feedback/feedback-public.ts';
import { Quarantine } from '../../../lib/feedback/quarantine.ts';
import { someTopics } from '../../support/topics.ts';

let template: Template;

beforeAll(() => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const allowedOrigins = ['https://shop.example'];
  new FeedbackPublic(stack, 'Public', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    table: Table.fromTableName(stack, 'Table', 'shop-prod-feedback'),
    releasesTable: Table.fromTableName(stack, 'Releases', 'shop-prod-releases'),
    quarantine: new Quarantine(stack, 'Quarantine', { allowedOrigins }),
    allowedOrigins,
    throttle: { rate: 100, burst: 200 },
  });
  template = Template.fromStack(stack);
});

/** `GET /v1/changes` and so on, with what it is in the template. */
function methods() {
  const resources = template.findResources('AWS::ApiGateway::Resource');
  const pathOf = (id: string): string => {
    const { ParentId, PathPart } = resources[id]?.Properties ?? {};
    return PathPart === undefined ? '' : `${pathOf(ParentId.Ref ?? '')}/${PathPart}`;
  };
  return Object.values(template.findResources('AWS::ApiGateway::Method')).map(({ Properties }) => ({
    route: `${Properties.HttpMethod} ${pathOf(Properties.ResourceId.Ref ?? '')}`,
    ...Properties,
  }));
}

test('has the routes that its OpenAPI document tells of, and preflights and wrong methods for each path', () => {
  const paths = new Set(PUBLIC_ROUTES.map((route) => route.split(' ')[1]));
  const others = [...paths].flatMap((path) => [`ANY ${path}`, `OPTIONS ${path}`]);
  const routes = methods().map(({ route }) => route);
  expect(routes.sort()).toEqual([...PUBLIC_ROUTES, ...others].sort());
});

test('has a function of its own for each route', () => {
  const uris = methods()
    .filter(({ route }) => (PUBLIC_ROUTES as readonly string[]).includes(route))
    .map(({ Integration }) => JSON.stringify(Integration.Uri));
  expect(new Set(uris).size).toBe(PUBLIC_ROUTES.length);
  const names = Object.values(template.findResources('AWS::Lambda::Function'))
    .map(({ Properties }) => Properties.FunctionName)
    .sort();
  expect(names).toEqual(
    [
      'attachments',
      'beta',
      'challenge',
      'changes',
      'contact',
      'delete',
      'get',
      'openapi',
      'post',
      'verdict',
    ].map((verb) => `shop-prod-feedback-${verb}`),
  );
});

test('asks for the publishable key where feedback is posted, and nowhere else', () => {
  const withKey = methods().filter(({ ApiKeyRequired }) => ApiKeyRequired === true);
  expect(withKey.map(({ route }) => route)).toEqual(['POST /v1/feedback']);
});
