import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { iam } from '../../../../local/emulators/iam.ts';
import { lambda } from '../../../../local/emulators/lambda.ts';
import { secretsManager } from '../../../../local/emulators/secrets-manager.ts';
import { type LambdaCloud, startLambdaCloud, testRole } from '../../../support/lambda-cloud.ts';

const DAY_MS = 86_400_000;
const SecretId = 'key';

/** Speaks the API by hand: what it logs is the protocol. Fails at the step that the value names. */
const ROTATOR = `
const { SecretsManagerClient, GetSecretValueCommand, PutSecretValueCommand, DescribeSecretCommand,
  UpdateSecretVersionStageCommand } = require('${require.resolve('@aws-sdk/client-secrets-manager')}');
const client = new SecretsManagerClient({});
exports.handler = async ({ Step, SecretId, ClientRequestToken: token }) => {
  console.log('step ' + Step);
  const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId }));
  const [current] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSCURRENT'));
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  if (SecretString === Step) throw new Error('cannot ' + Step);
  if (Step === 'createSecret') {
    const pending = new GetSecretValueCommand({ SecretId, VersionId: token, VersionStage: 'AWSPENDING' });
    await client.send(pending).then(() => console.log('is there'), ({ name }) => console.log(name));
    await client.send(new PutSecretValueCommand({ SecretId, ClientRequestToken: token,
      SecretString: 'rotated', VersionStages: ['AWSPENDING'] }));
  }
  if (Step === 'finishSecret') await client.send(new UpdateSecretVersionStageCommand({ SecretId,
    VersionStage: 'AWSCURRENT', MoveToVersionId: token, RemoveFromVersionId: current }));
};`;

let cloud: LambdaCloud;
let secrets: SecretsManagerClient;
let stop = async () => {};
afterEach(() => stop());

async function start({ value = 'first', schedule = {}, permitted = true } = {}): Promise<void> {
  const permission = {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { Ref: 'rotator' },
      Action: 'lambda:InvokeFunction',
      Principal: 'secretsmanager.amazonaws.com',
    },
  };
  cloud = await startLambdaCloud({
    emulators: [iam, lambda, secretsManager],
    functions: { rotator: { source: ROTATOR } },
    resources: {
      Role: testRole('secretsmanager:*'),
      Key: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { Name: SecretId, SecretString: value },
      },
      ...(permitted ? { Permission: permission } : {}),
      Schedule: {
        Type: 'AWS::SecretsManager::RotationSchedule',
        Properties: {
          SecretId: { Ref: 'Key' },
          RotationLambdaARN: { 'Fn::GetAtt': ['rotator', 'Arn'] },
          RotationRules: { ScheduleExpression: 'rate(90 days)' },
          RotateImmediatelyOnUpdate: false,
          ...schedule,
        },
      },
    },
  });
  secrets = new SecretsManagerClient(cloud.client);
  stop = async () => {
    stop = async () => {};
    secrets.destroy();
    await cloud.stop();
  };
}

const read = async (VersionStage = 'AWSCURRENT') =>
  (await secrets.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;
const rotate = () => secrets.send(new RotateSecretCommand({ SecretId }));
const describeKey = () => secrets.send(new DescribeSecretCommand({ SecretId }));
const steps = () => cloud.logOf('rotator').flatMap((line) => /step \w+/.exec(line)?.[0] ?? []);
const ALL_STEPS = ['step createSecret', 'step setSecret', 'step testSecret', 'step finishSecret'];

test('a secret is rotated by its function in four steps, when told to and when it is due', async () => {
  await start();
  expect(await read()).toBe('first');
  const { VersionId } = await rotate();
  await cloud.clock.advance(1);
  expect(steps()).toEqual(ALL_STEPS);
  expect(cloud.logOf('rotator').join()).toContain('ResourceNotFoundException');
  expect([await read(), await read('AWSPREVIOUS')]).toEqual(['rotated', 'first']);
  const { NextRotationDate, VersionIdsToStages = {}, ...rest } = await describeKey();
  expect(rest).toMatchObject({ RotationEnabled: true });
  expect(VersionIdsToStages[String(VersionId)]).toContain('AWSCURRENT');

  await cloud.clock.advance(Number(NextRotationDate) - cloud.clock.now());
  expect(steps()).toEqual([...ALL_STEPS, ...ALL_STEPS]);
  expect(Number((await describeKey()).NextRotationDate)).toBe(cloud.clock.now() + 90 * DAY_MS);
});

test('a rotation that fails is tried again, and nothing is current that was not tested', async () => {
  await start({ value: 'testSecret', schedule: { RotateImmediatelyOnUpdate: true } });
  await cloud.clock.advance(60_000);
  expect(steps()).toEqual([...ALL_STEPS.slice(0, 3), ...ALL_STEPS.slice(0, 3)]);
  expect([await read(), await read('AWSPENDING')]).toEqual(['testSecret', 'rotated']);
  await expect(rotate()).rejects.toThrow("A previous rotation isn't complete.");
});

test('a function that does not admit Secrets Manager is not asked', async () => {
  await start({ permitted: false });
  await rotate();
  await cloud.clock.advance(1);
  expect(steps()).toEqual([]);
  expect(JSON.stringify(cloud.heard)).toContain(
    'secretsmanager.amazonaws.com is not authorized to perform: lambda:InvokeFunction',
  );
});

test.each([
  [{ RotationRules: { AutomaticallyAfterDays: 0 } }, 'AutomaticallyAfterDays'],
  [{ RotationRules: { ScheduleExpression: 'rate(5 minutes)' } }, 'hours or days apart'],
  [{ RotationRules: { ScheduleExpression: 'daily' } }, 'neither rate(...) nor cron(...)'],
  [
    { RotationRules: { AutomaticallyAfterDays: 9, ScheduleExpression: 'rate(9 days)' } },
    'not both',
  ],
])('a schedule of %j stops the start', async (schedule, reason) => {
  await expect(start({ schedule })).rejects.toThrow(reason);
});
