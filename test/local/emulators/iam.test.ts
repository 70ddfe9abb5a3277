import { GetParameterCommand, SSMClient, SSMServiceException } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { iam } from '../../../local/emulators/iam.ts';
import { ssm } from '../../../local/emulators/ssm.ts';
import { sts } from '../../../local/emulators/sts.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

const trust = (principal: object) => ({
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
});
const READER = 'arn:aws:iam::123456789012:role/reader';
const OTHER = 'arn:aws:iam::123456789012:role/other';

let cloud: TestCloud;
beforeAll(async () => {
  const Reader = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'reader',
      AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
    },
  };
  const Other = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'other',
      AssumeRolePolicyDocument: trust({ AWS: { 'Fn::GetAtt': ['Reader', 'Arn'] } }),
    },
  };
  const Grant = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'grant',
      Roles: [{ Ref: 'Reader' }],
      PolicyDocument: {
        Statement: {
          Effect: 'Allow',
          Action: 'ssm:GetParameter',
          Resource: 'arn:aws:ssm:eu-west-1:123456789012:parameter/shop/*',
        },
      },
    },
  };
  const Open = {
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: '/shop/a', Type: 'String', Value: '1' },
  };
  const Secret = {
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: '/vault/b', Type: 'String', Value: '2' },
  };
  cloud = await startTestCloud(
    { Resources: { Reader, Other, Grant, Open, Secret } },
    { emulators: [iam, ssm, sts] },
  );
});
afterAll(() => cloud.stop());

const read = (roleArn: string, Name: string) =>
  new SSMClient(cloud.clientOf(roleArn, 'reader-fn')).send(new GetParameterCommand({ Name }));

test('a role may do what its policy grants', async () => {
  await expect(read(READER, '/shop/a')).resolves.toMatchObject({ Parameter: { Value: '1' } });
});

test("a missing grant is refused in AWS's words, and announced", async () => {
  const message =
    'User: arn:aws:sts::123456789012:assumed-role/reader/reader-fn is not authorized to perform: ssm:GetParameter ' +
    'on resource: arn:aws:ssm:eu-west-1:123456789012:parameter/vault/b ' +
    'because no identity-based policy allows the ssm:GetParameter action';
  const refused = read(READER, '/vault/b');
  await expect(refused).rejects.toThrow(SSMServiceException);
  await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException', message });
  expect(cloud.heard).toContainEqual({ kind: 'denied', atMs: cloud.clock.now(), message });
});

test('a role without policies may do nothing', async () => {
  await expect(read(OTHER, '/shop/a')).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('a role is taken on only by whom it trusts', async () => {
  const assume = (roleArn: string, RoleArn: string) =>
    new STSClient(cloud.clientOf(roleArn)).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 's' }),
    );
  await expect(assume(READER, OTHER)).resolves.toHaveProperty('Credentials');
  await expect(assume(OTHER, READER)).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('an unknown managed policy stops the start', async () => {
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
  };
  const starting = startTestCloud({ Resources: { Role } }, { emulators: [iam] });
  await expect(starting).rejects.toThrow(/^test\/Role: AWS::IAM::Role: .*AdministratorAccess/);
});
