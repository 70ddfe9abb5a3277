import { App, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { guardDelivery } from '../../../lib/guard-delivery.ts';
import type { Settings } from '../../../lib/settings.ts';
import { someSettings } from '../../support/settings.ts';

type FeedbackSettings = Partial<Settings['feedback']>;

/** The stack of feedback in one stage: beta comes before prod. */
function feedbackOf(stage: 'beta' | 'prod', difference: FeedbackSettings = {}): Stack {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const { feedback } = someSettings();
  guardDelivery(app, someSettings({ feedback: { ...feedback, ...difference } }), { id: 'abc' });
  return app.node.findChild(stage).node.findChild('feedback') as Stack;
}

/** Without a synthesis, which takes seconds. */
const hasFirewall = (stack: Stack) =>
  stack.node.findAll().some((construct) => construct instanceof CfnWebACL);

let stack: Stack;
let template: Template;

beforeAll(() => {
  stack = feedbackOf('prod');
  template = Template.fromStack(stack);
});

test('the last stage has WAF, which limits addresses and keys, and its price is said', () => {
  const rule = (Name: string, statement: object) => ({
    Name,
    Action: { Block: {} },
    Statement: { RateBasedStatement: Match.objectLike({ EvaluationWindowSec: 60, ...statement }) },
    VisibilityConfig: { SampledRequestsEnabled: false },
  });
  template.hasResourceProperties('AWS::WAFv2::WebACL', {
    Scope: 'REGIONAL',
    Rules: [
      Match.objectLike(rule('posts-by-address', { AggregateKeyType: 'IP', Limit: 100 })),
      Match.objectLike(rule('requests-by-address', { AggregateKeyType: 'IP', Limit: 1_000 })),
      Match.objectLike(
        rule('requests-by-key', {
          CustomKeys: [{ Header: Match.objectLike({ Name: 'x-api-key' }) }],
          Limit: 3_000, // half of what the throttle lets through
        }),
      ),
    ],
  });
  template.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
  Annotations.fromStack(stack).hasInfo(
    '*',
    Match.stringLikeRegexp('costs about 8 dollars a month'),
  );
});

test('what it blocks is answered as any other 429 is', () => {
  template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
    ResponseType: 'WAF_FILTERED',
    StatusCode: '429',
    ResponseParameters: Match.objectLike({
      'gatewayresponse.header.Retry-After': "'60'",
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
    }),
  });
});

test('no other stage has it, until the settings name it', () => {
  expect(hasFirewall(stack)).toBe(true);
  expect(hasFirewall(feedbackOf('beta'))).toBe(false);
  expect(hasFirewall(feedbackOf('beta', { waf: ['beta'] }))).toBe(true);
  expect(hasFirewall(feedbackOf('prod', { waf: [] }))).toBe(false);
});
