import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import type { Emulator, LiveEvent } from '../../local/emulator.ts';
import type { TemplateResource } from '../../local/template/template.ts';
import { startTestCloud, TEST_ACCOUNT, type TestCloud, type TestCloudOptions } from './cloud.ts';

/** A function of a test: its source (the body of `index.js`) and what differs from the usual properties. */
export interface TestFunction {
  readonly source: string;
  /** Further files, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface LambdaCloudOptions extends TestCloudOptions {
  readonly functions: Readonly<Record<string, TestFunction>>;
  readonly resources?: Readonly<Record<string, TemplateResource>>;
  readonly emulators: readonly Emulator[];
}

/** A local cloud with functions, and short words for what tests do with them. */
export interface LambdaCloud extends TestCloud {
  readonly lambda: LambdaClient;
  invoke(name: string, event?: unknown, input?: Partial<InvokeCommandInput>): Promise<Invoked>;
  /** Log lines of a function, without their times. */
  logOf(name: string): string[];
  /** Ends of invocations, in order. */
  invocationsOf(name: string): Extract<LiveEvent, { kind: 'invocation' }>[];
}

export interface Invoked {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what its function answers
  readonly payload: any;
  readonly functionError: string | undefined;
  readonly executedVersion: string | undefined;
}

/** Role of every function of these tests. */
export const TEST_ROLE = `arn:aws:iam::${TEST_ACCOUNT}:role/test`;

/** The role of every function of these tests, with the rights for `actions` on everything. */
export function testRole(...actions: readonly string[]): TemplateResource {
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'test',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'lambda.amazonaws.com' },
          },
        ],
      },
      Policies: [{ PolicyName: 'test', PolicyDocument: { Statement: [statement] } }],
    },
  };
}

/** Starts a local cloud with functions whose logical ids are their names. */
export async function startLambdaCloud(options: LambdaCloudOptions): Promise<LambdaCloud> {
  const { functions, resources = {}, ...rest } = options;
  const assetRoot = options.assetRoot ?? mkdtempSync(path.join(tmpdir(), 'afterprod-assets-'));
  const declared = Object.entries(functions).map(([name, fn]) => [
    name,
    functionResource(assetRoot, name, fn),
  ]);
  const cloud = await startTestCloud(
    { Resources: { ...Object.fromEntries(declared), ...resources } },
    { ...rest, assetRoot },
  );
  const lambda = new LambdaClient(cloud.client);
  return {
    ...cloud,
    lambda,
    invoke: (name, event, input) => invoke(lambda, name, event, input),
    logOf: (name) =>
      cloud.heard.flatMap((event) =>
        event.kind === 'log' && event.functionName === name ? [event.line] : [],
      ),
    invocationsOf: (name) =>
      cloud.heard.filter(
        (event) => event.kind === 'invocation' && event.functionName === name,
      ) as Extract<LiveEvent, { kind: 'invocation' }>[],
    async stop() {
      lambda.destroy();
      await cloud.stop();
      if (!options.assetRoot) rmSync(assetRoot, { recursive: true, force: true });
    },
  };
}

/** A function resource whose code lies in a folder of its own. */
export function functionResource(
  assetRoot: string,
  name: string,
  { source, files, properties }: TestFunction,
): TemplateResource {
  const asset = mkdtempSync(path.join(assetRoot, `asset.${name}-`));
  for (const [file, text] of Object.entries({ 'index.js': source, ...files })) {
    mkdirSync(path.dirname(path.join(asset, file)), { recursive: true });
    writeFileSync(path.join(asset, file), text);
  }
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: name,
      Code: { S3Bucket: 'assets', S3Key: 'asset.zip' },
      Handler: 'index.handler',
      Role: TEST_ROLE,
      Runtime: 'nodejs24.x',
      ...properties,
    },
    ...(source !== '' || files ? { Metadata: { 'aws:asset:path': path.basename(asset) } } : {}),
  };
}

async function invoke(
  lambda: LambdaClient,
  FunctionName: string,
  event: unknown = {},
  input: Partial<InvokeCommandInput> = {},
): Promise<Invoked> {
  const Payload = Buffer.from(JSON.stringify(event));
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload, ...input }));
  const text = Buffer.from(answer.Payload ?? []).toString();
  return {
    payload: text === '' ? undefined : JSON.parse(text),
    functionError: answer.FunctionError,
    executedVersion: answer.ExecutedVersion,
  };
}
