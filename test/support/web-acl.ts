const STAGE_ARN = {
  'Fn::Join': [
    '',
    [
      'arn:aws:apigateway:',
      { Ref: 'AWS::Region' },
      '::/restapis/',
      { Ref: 'Api' },
      '/stages/',
      { Ref: 'Stage' },
    ],
  ],
};

/** A rate rule's statement: ten requests a minute from one address. */
export const rate = (more: object = {}) => ({
  RateBasedStatement: { Limit: 10, EvaluationWindowSec: 60, AggregateKeyType: 'IP', ...more },
});

/** A rule that blocks. */
export const rule = (Statement: object, more: object = {}) => ({
  Name: 'rule',
  Priority: 0,
  Statement,
  Action: { Block: {} },
  VisibilityConfig: { SampledRequestsEnabled: true },
  ...more,
});

/** A web ACL that lets pass what no rule blocks. */
export const acl = (Rules: readonly object[], more: object = {}) => ({
  Type: 'AWS::WAFv2::WebACL',
  Properties: { Name: 'shop', Scope: 'REGIONAL', DefaultAction: { Allow: {} }, Rules, ...more },
});

/** Before the stage of the test's API. */
export const association = (ResourceArn: unknown = STAGE_ARN) => ({
  Type: 'AWS::WAFv2::WebACLAssociation',
  Properties: { ResourceArn, WebACLArn: { 'Fn::GetAtt': ['Acl', 'Arn'] } },
});

/** Whether the method is this one. */
export function matchMethod(method: string) {
  return byteMatch({ Method: {} }, method);
}

/** Whether the header is this. */
export function matchHeader(Name: string, value: string) {
  return byteMatch({ SingleHeader: { Name } }, value);
}

function byteMatch(FieldToMatch: object, SearchString: string) {
  const TextTransformations = [{ Priority: 0, Type: 'NONE' }];
  return {
    ByteMatchStatement: {
      FieldToMatch,
      SearchString,
      PositionalConstraint: 'EXACTLY',
      TextTransformations,
    },
  };
}
