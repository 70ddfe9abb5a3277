import { InvokeCommand } from '@aws-sdk/client-lambda';
import { lambda } from '../../../../local/emulators/lambda.ts';
import { type LambdaCloud, startLambdaCloud } from '../../../support/lambda-cloud.ts';

const FUNCTIONS = {
  echo: { source: 'exports.handler = async (event) => event' },
  nothing: { source: 'exports.handler = async () => undefined' },
  context: {
    properties: { Timeout: 7, MemorySize: 192, Environment: { Variables: { COLOUR: 'green' } } },
    source: `exports.handler = async (_event, context) => ({
      ...context,
      remainingMs: context.getRemainingTimeInMillis(),
      now: Date.now(),
      made: new Date().toISOString(),
      called: Date(),
      isDate: new Date() instanceof Date,
      zone: new Date().getTimezoneOffset(),
      variables: process.env,
      argv: process.argv.length,
      cwd: process.cwd(),
    })`,
  },
  prober: {
    properties: { Environment: { Variables: { ALLOW_PRIVATE: '10.0.0.0/8' } } },
    source: 'exports.handler = async () => process.env.ALLOW_PRIVATE',
  },
  talker: {
    source: `exports.handler = async () => {
      console.log('two\\nlines %d', 7);
      console.error(new Error('shown'));
      process.stdout.write('{"raw":true}\\n');
      process.stderr.write('half a line');
    }`,
  },
  counter: { source: 'let n = 0; exports.handler = async () => ++n' },
  pid: {
    source:
      'exports.handler = async () => { await new Promise((r) => setTimeout(r, 50)); return process.pid }',
  },
  sdk: { source: "exports.handler = async () => typeof require('@aws-sdk/client-sqs').SQSClient" },
  undeclared: { source: "exports.handler = async () => typeof require('commander').Command" },
  inline: {
    properties: { Code: { ZipFile: 'exports.handler = async () => "inline"' } },
    source: '',
  },
};

let cloud: LambdaCloud;
beforeAll(async () => {
  cloud = await startLambdaCloud({ emulators: [lambda], functions: FUNCTIONS });
});
afterAll(() => cloud.stop());

test('answers with what the handler returns', async () => {
  expect(await cloud.invoke('echo', { a: 1 })).toMatchObject({
    payload: { a: 1 },
    executedVersion: '$LATEST',
    functionError: undefined,
  });
});

test('takes no payload for an empty event, and no result for null', async () => {
  const { Payload } = await cloud.lambda.send(new InvokeCommand({ FunctionName: 'echo' }));
  expect(Buffer.from(Payload ?? []).toString()).toBe('{}');
  expect((await cloud.invoke('nothing')).payload).toBeNull();
});

test('gives the context and the variables that AWS gives, and nothing else', async () => {
  const { payload } = await cloud.invoke('context');
  expect(payload).toMatchObject({
    functionName: 'context',
    functionVersion: '$LATEST',
    memoryLimitInMB: '192',
    logGroupName: '/aws/lambda/context',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:context',
    zone: 0,
    argv: 2,
    isDate: true,
  });
  expect(payload.cwd).toBe(payload.variables.LAMBDA_TASK_ROOT);
  expect(Object.keys(payload.variables).sort()).toEqual(
    `AWS_ACCESS_KEY_ID AWS_DEFAULT_REGION AWS_ENDPOINT_URL AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_MEMORY_SIZE
    AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME
    AWS_LAMBDA_LOG_STREAM_NAME AWS_LAMBDA_RUNTIME_API AWS_REGION AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN COLOUR
    LAMBDA_TASK_ROOT LANG NODE_PATH PATH TZ _HANDLER _X_AMZN_TRACE_ID`.split(/\s+/),
  );
});

test('lives in driven time', async () => {
  await cloud.clock.advance(3_600_000);
  const nowMs = cloud.clock.now();
  const { payload } = await cloud.invoke('context');
  expect(payload.now - nowMs).toBeGreaterThanOrEqual(0);
  expect(payload.now - nowMs).toBeLessThan(2000);
  expect(payload.made.slice(0, 13)).toBe(new Date(nowMs).toISOString().slice(0, 13));
  expect(payload.called).toContain('2026');
  expect(payload.remainingMs).toBeGreaterThan(5000);
  expect(payload.remainingMs).toBeLessThanOrEqual(7000);
});

test('allows the laptop itself where a function has a list of private addresses', async () => {
  expect((await cloud.invoke('prober')).payload).toBe('10.0.0.0/8,127.0.0.0/8');
});

test('keeps the log as the runtime writes it, one event a message', async () => {
  await cloud.invoke('talker');
  const [start, two, error, raw, half, end, report] = cloud.logOf('talker');
  expect(start).toMatch(/^START RequestId: [0-9a-f-]{36} Version: \$LATEST$/);
  expect(two).toMatch(/^2026-01-05T\S+Z\t[0-9a-f-]{36}\tINFO\ttwo\nlines 7$/);
  expect(error).toMatch(/\tERROR\tError: shown\n {4}at /);
  expect([raw, half]).toEqual(['{"raw":true}', 'half a line']);
  expect(end).toMatch(/^END RequestId: /);
  expect(report).toMatch(
    /^REPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\t$/,
  );
});

test('keeps the environment for the next invocation, and starts another for one at the same time', async () => {
  expect((await cloud.invoke('counter')).payload).toBe(1);
  expect((await cloud.invoke('counter')).payload).toBe(2);
  expect(cloud.invocationsOf('counter').map(({ cold }) => cold)).toEqual([true, false]);
  const atOnce = await Promise.all([1, 2, 3].map(() => cloud.invoke('pid')));
  expect(new Set(atOnce.map(({ payload }) => payload)).size).toBe(3);
});

test('loads inline code', async () => {
  expect((await cloud.invoke('inline')).payload).toBe('inline');
});

test('has the SDK at hand as AWS does, and no other package of the project', async () => {
  expect((await cloud.invoke('sdk')).payload).toBe('function');
  expect((await cloud.invoke('undeclared')).payload.errorMessage).toContain(
    "Cannot find module 'commander'",
  );
});

test.each([
  ['an unknown function', { FunctionName: 'nobody' }, 'ResourceNotFoundException', 404],
  [
    'an unknown version',
    { FunctionName: 'echo', Qualifier: '7' },
    'ResourceNotFoundException',
    404,
  ],
  [
    'a wish for the log',
    { FunctionName: 'echo', LogType: 'Tail' as const },
    'InvalidParameterValueException',
    400,
  ],
  [
    'a payload that is no JSON',
    { FunctionName: 'echo', Payload: Buffer.from('{') },
    'InvalidRequestContentException',
    400,
  ],
  [
    'an event over 1 MB',
    {
      FunctionName: 'echo',
      InvocationType: 'Event' as const,
      Payload: Buffer.from(JSON.stringify('x'.repeat(1_048_576))),
    },
    'RequestTooLargeException',
    413,
  ],
  [
    'a request over 6 MB',
    { FunctionName: 'echo', Payload: Buffer.from(JSON.stringify('x'.repeat(6_291_456))) },
    'RequestTooLargeException',
    413,
  ],
])('refuses %s', async (_what, input, name, httpStatusCode) => {
  await expect(cloud.lambda.send(new InvokeCommand(input))).rejects.toMatchObject({
    name,
    $metadata: { httpStatusCode },
  });
});
