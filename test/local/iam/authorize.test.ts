import type { Access, PolicyStatement, Principal } from '../../../local/emulator.ts';
import { authorize } from '../../../local/iam/authorize.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:123456789012:queue';
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:topic';
const ROLE = 'arn:aws:iam::123456789012:role/worker';
const send: Access = { action: 'sqs:SendMessage', resource: QUEUE };
const worker: Principal = { kind: 'role', roleArn: ROLE, sessionName: 's' };
const sns: Principal = { kind: 'service', service: 'sns.amazonaws.com', sourceArn: TOPIC };

interface Policies {
  readonly identity?: readonly PolicyStatement[];
  readonly resource?: readonly PolicyStatement[];
}

/** Undefined when it is allowed, else why it is not. */
function refusal(
  principal: Principal,
  { identity = [], resource }: Policies,
  access = send,
): string | undefined {
  try {
    authorize(principal, access, {
      region: 'eu-west-1',
      accountId: '123456789012',
      identityPolicies: () => [{ Statement: identity }],
      resourcePolicy: () => (resource ? { Statement: resource } : undefined),
    });
    return undefined;
  } catch (error) {
    return Object(error).message;
  }
}

const allow = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'sqs:*',
  Resource: '*',
  ...more,
});
const forService = (Condition: object = {}) =>
  allow({ Principal: { Service: 'sns.amazonaws.com' }, Condition: { ...Condition } });

test('the developer may do all', () => {
  expect(refusal({ kind: 'root' }, { identity: [allow({ Effect: 'Deny' })] })).toBeUndefined();
});

describe('a service', () => {
  test.each<[string, Policies]>([
    ['its name', { resource: [forService()] }],
    [
      'its source',
      { resource: [forService({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:top*' } })] },
    ],
    [
      'its account',
      { resource: [forService({ StringEquals: { 'AWS:SourceAccount': '123456789012' } })] },
    ],
    ['anyone', { resource: [allow({ Principal: '*' })] }],
  ])('is admitted by %s', (_, policies) => {
    expect(refusal(sns, policies)).toBeUndefined();
  });

  test.each<[string, Policies]>([
    ['without a resource policy', {}],
    ['by what an identity policy says', { identity: [allow()] }],
    [
      'for another source',
      { resource: [forService({ ArnEquals: { 'aws:SourceArn': `${TOPIC}2` } })] },
    ],
    [
      'for another service',
      { resource: [allow({ Principal: { Service: 'events.amazonaws.com' } })] },
    ],
    ['for another action', { resource: [{ ...forService(), Action: 'sqs:ReceiveMessage' }] }],
    [
      'for another account',
      { resource: [forService({ StringEquals: { 'aws:SourceAccount': '1' } })] },
    ],
    ['for all of AWS, which means accounts', { resource: [allow({ Principal: { AWS: '*' } })] }],
  ])('is refused %s', (_, policies) => {
    expect(refusal(sns, policies)).toBe(
      `Service: sns.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: ${QUEUE} because no resource-based policy allows the sqs:SendMessage action`,
    );
  });

  test("CloudWatch publishes by a topic's default policy, as the owner", () => {
    const alarm: Principal = { kind: 'service', service: 'cloudwatch', sourceArn: 'arn:alarm' };
    const Condition = { StringEquals: { 'AWS:SourceOwner': '123456789012' } };
    const resource = [{ ...allow({ Principal: { AWS: '*' }, Condition }), Action: 'SNS:Publish' }];
    const publish = { action: 'sns:Publish', resource: TOPIC };
    expect(refusal(alarm, { resource }, publish)).toBeUndefined();
    expect(refusal({ ...alarm, service: 'events' }, { resource }, publish)).toMatch(
      /^Service: events\./,
    );
  });
});

describe('a role', () => {
  test.each<[string, Policies]>([
    ['its own policy', { identity: [allow()] }],
    ["the resource's policy", { resource: [allow({ Principal: { AWS: ROLE } })] }],
  ])('is admitted by %s', (_, policies) => {
    expect(refusal(worker, policies)).toBeUndefined();
  });

  test('is not admitted by a resource policy for the whole account: that leaves it to identity policies', () => {
    const resource = [allow({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } })];
    expect(refusal(worker, { resource })).toMatch(/because no identity-based policy allows/);
    expect(refusal(worker, { resource, identity: [allow()] })).toBeUndefined();
  });

  test('is refused by a Deny on either side', () => {
    const deny = allow({ Effect: 'Deny' });
    expect(refusal(worker, { identity: [allow(), deny] })).toMatch(
      /with an explicit deny in an identity-based policy$/,
    );
    const resource = [{ ...deny, Principal: '*' }];
    expect(refusal(worker, { identity: [allow()], resource })).toMatch(
      /with an explicit deny in a resource-based policy$/,
    );
  });

  test('is not hit by the Deny of unencrypted requests: the endpoint stands for HTTPS', () => {
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
    const resource = [allow({ Effect: 'Deny', Principal: '*', Condition })];
    expect(refusal(worker, { identity: [allow()], resource })).toBeUndefined();
  });

  test('learns what could not be judged', () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
    expect(refusal(worker, { identity: [allow({ Condition })] })).toMatch(
      /The local cloud cannot judge: condition operator IpAddress$/,
    );
  });
});
