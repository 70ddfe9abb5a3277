/** An identity as a template makes it. */
export const identity = (EmailIdentity: string, more: object = {}) => ({
  Type: 'AWS::SES::EmailIdentity',
  Properties: { EmailIdentity, ...more },
});

const role = (RoleName: string, ...Resource: string[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName,
    AssumeRolePolicyDocument: { Statement: [] },
    Policies: [
      {
        PolicyName: 'send',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'ses:SendEmail', Resource }] },
      },
    ],
  },
});

/** What leads the ARNs of SES. */
export const ARN = 'arn:aws:ses:eu-west-1:123456789012:';

/** Two identities, one with a configuration set of its own, and who may send as them. */
export const RESOURCES = {
  Domain: identity('shop.example'),
  Person: identity('ann@people.example', {
    ConfigurationSetAttributes: { ConfigurationSetName: { Ref: 'Set' } },
  }),
  Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'plain' } },
  Sender: role('sender', `${ARN}identity/shop.example`),
  Both: role('both', `${ARN}identity/ann@people.example`, `${ARN}configuration-set/plain`),
};
