import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { GetAliasCommand, GetFunctionCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { Principal } from '../../../../local/emulator.ts';
import { iam } from '../../../../local/emulators/iam.ts';
import { lambda } from '../../../../local/emulators/lambda.ts';
import type { TemplateResource } from '../../../../local/template/template.ts';
import { stacksOf } from '../../../support/cloud.ts';
import {
  functionResource,
  type LambdaCloud,
  startLambdaCloud,
} from '../../../support/lambda-cloud.ts';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:shop';

let dataDir: string;
let assets: string;
let cloud: LambdaCloud;
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'versions-'));
  assets = mkdtempSync(path.join(tmpdir(), 'versions-assets-'));
  await start('one', 'A');
});
afterEach(async () => {
  await cloud.stop();
  rmSync(dataDir, { recursive: true });
  rmSync(assets, { recursive: true });
});

/** Waits as long as its event says, so that a swap can happen in the middle. */
const source = (text: string) => `exports.handler = async ({ waitMs = 0 }, context) => {
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  return '${text} ' + context.functionVersion;
}`;

const shop = (text: string) => functionResource(assets, 'shop', { source: source(text) });

/** As CDK does it: a version whose logical id changes with the code, and the alias that points to it. */
function released(id: string): Record<string, TemplateResource> {
  return {
    [`Version${id}`]: {
      Type: 'AWS::Lambda::Version',
      Properties: { FunctionName: { Ref: 'shop' } },
    },
    Live: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: 'shop' },
        FunctionVersion: { 'Fn::GetAtt': [`Version${id}`, 'Version'] },
        Name: 'live',
      },
    },
    MayInvoke: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Live' },
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:api/*/GET/',
      },
    },
  };
}

async function start(text: string, id: string): Promise<void> {
  cloud = await startLambdaCloud({
    emulators: [iam, lambda],
    dataDir,
    assetRoot: assets,
    functions: { shop: { source: source(text) } },
    resources: released(id),
  });
}

const deploy = (text: string, id: string) =>
  cloud.update(stacksOf({ Resources: { shop: shop(text), ...released(id) } }, assets));

const live = async () => (await cloud.invoke('shop', {}, { Qualifier: 'live' })).payload;

const moveTo = (FunctionVersion: string, weights?: Record<string, number>) =>
  cloud.lambda.send(
    new UpdateAliasCommand({
      FunctionName: 'shop',
      Name: 'live',
      FunctionVersion,
      ...(weights && { RoutingConfig: { AdditionalVersionWeights: weights } }),
    }),
  );

test('an alias runs its version, by qualifier and by ARN, and says which', async () => {
  expect(await live()).toBe('one 1');
  const byArn = await cloud.invoke(`${ARN}:live`);
  expect(byArn).toMatchObject({ payload: 'one 1', executedVersion: '1' });
  expect((await cloud.invoke('shop')).payload).toBe('one $LATEST');
  expect(cloud.invocationsOf('shop')[0]).toMatchObject({ version: '1', qualifier: 'live' });
});

test('a deployment makes a new version and moves the alias; what runs is finished, the old one stays', async () => {
  await Promise.all([cloud.invoke('shop'), live()]); // warm: what comes next begins at once
  const running = cloud.invoke('shop', { waitMs: 900 });
  const onAlias = cloud.invoke('shop', { waitMs: 900 }, { Qualifier: 'live' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await deploy('two', 'B');
  expect(await live()).toBe('two 2');
  expect((await cloud.invoke('shop')).payload).toBe('two $LATEST');
  expect((await running).payload).toBe('one $LATEST');
  expect((await onAlias).payload).toBe('one 1');
  expect((await cloud.invoke('shop', {}, { Qualifier: '1' })).payload).toBe('one 1');
});

test('weights share an alias between two versions', async () => {
  await deploy('two', 'B');
  await moveTo('1', { 2: 0.5 });
  const answers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const mine: string[] = [];
      for (let i = 0; i < 25; i++) mine.push(await live());
      return mine;
    }),
  );
  const canaries = answers.flat().filter((answer) => answer === 'two 2').length;
  // 100 draws at 0.5: five standard deviations are 25.
  expect(canaries).toBeGreaterThan(50 - 25);
  expect(canaries).toBeLessThan(50 + 25);
});

test('an alias that was moved stays moved over a restart, until its template changes', async () => {
  await deploy('two', 'B');
  await moveTo('1');
  expect(await live()).toBe('one 1');
  await cloud.stop();
  await start('two', 'B');
  expect(await live()).toBe('one 1');
  await deploy('three', 'C');
  expect(await live()).toBe('three 3');
});

test('tells about functions and aliases as AWS does', async () => {
  const alias = await cloud.lambda.send(
    new GetAliasCommand({ FunctionName: 'shop', Name: 'live' }),
  );
  expect(alias).toMatchObject({ AliasArn: `${ARN}:live`, FunctionVersion: '1' });
  const got = await cloud.lambda.send(new GetFunctionCommand({ FunctionName: 'shop' }));
  expect(got).toMatchObject({
    Configuration: { FunctionArn: ARN, Runtime: 'nodejs24.x', Timeout: 3, State: 'Active' },
  });
  await expect(
    cloud.lambda.send(new GetAliasCommand({ FunctionName: 'shop', Name: 'lost' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(moveTo('9')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a permission on an alias lets its source invoke that alias, and nothing else', async () => {
  const api = (sourceArn: string): Principal => ({
    kind: 'service',
    service: 'apigateway.amazonaws.com',
    sourceArn,
  });
  const invoke = (FunctionName: string, source: string) =>
    cloud.cloud.call(
      'lambda',
      'Invoke',
      { FunctionName },
      api(`arn:aws:execute-api:eu-west-1:123456789012:${source}/prod/GET/`),
    );
  await expect(invoke(`${ARN}:live`, 'api')).resolves.toMatchObject({ StatusCode: 200 });
  await expect(invoke(ARN, 'api')).rejects.toMatchObject({
    code: expect.stringMatching(/AccessDenied/),
  });
  await expect(invoke(`${ARN}:live`, 'other')).rejects.toMatchObject({
    code: expect.stringMatching(/AccessDenied/),
  });
});

test('reserved concurrency throttles as AWS does', async () => {
  const limited = shop('one');
  const Properties = { ...limited.Properties, ReservedConcurrentExecutions: 1 };
  await cloud.update(
    stacksOf({ Resources: { shop: { ...limited, Properties }, ...released('A') } }, assets),
  );
  const first = cloud.invoke('shop', { waitMs: 300 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await expect(cloud.invoke('shop')).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    $metadata: { httpStatusCode: 429 },
  });
  expect((await first).functionError).toBeUndefined();
});
