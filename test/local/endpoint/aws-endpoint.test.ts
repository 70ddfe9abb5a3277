import { gzipSync } from 'node:zlib';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import {
  GetTopicAttributesCommand,
  NotFoundException,
  PublishCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import { AwsError } from '../../../local/aws-error.ts';
import type { Emulator, Input, ServiceApi } from '../../../local/emulator.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { sendSigned } from '../../support/signed-request.ts';

/** What reached the operations, in order. */
let received: Input[];
/** What they answer. */
let output: object;

/** A service whose operations note their input; its wire format is what is under test. */
function echo(service: string, api: ServiceApi, names: readonly string[]): Emulator {
  const run = async (input: Input) => {
    received.push(input);
    if (output instanceof Error) throw output;
    return output;
  };
  return {
    service,
    api,
    resourceTypes: {},
    start: async () => ({
      operations: Object.fromEntries(names.map((name) => [name, { run }])),
      create: async () => ({ ref: '', attributes: {} }),
      stop: async () => {},
    }),
  };
}

const services: readonly Emulator[] = [
  echo(
    'cloudwatch',
    {
      signingName: 'monitoring',
      protocol: 'awsJson1.0',
      targetPrefix: 'GraniteServiceVersion20100801',
      client: () => import('@aws-sdk/client-cloudwatch'),
    },
    ['PutMetricData', 'DescribeAlarms'],
  ),
  echo(
    'sns',
    { signingName: 'sns', protocol: 'awsQuery', client: () => import('@aws-sdk/client-sns') },
    ['Publish', 'GetTopicAttributes', 'ListTopics'],
  ),
  echo(
    'sqs',
    {
      signingName: 'sqs',
      protocol: 'awsJson1.0',
      targetPrefix: 'AmazonSQS',
      client: () => import('@aws-sdk/client-sqs'),
    },
    ['GetQueueUrl'],
  ),
  echo(
    'lambda',
    { signingName: 'lambda', protocol: 'restJson', client: () => import('@aws-sdk/client-lambda') },
    ['Invoke', 'ListEventSourceMappings'],
  ),
  echo(
    'scheduler',
    {
      signingName: 'scheduler',
      protocol: 'restJson',
      client: () => import('@aws-sdk/client-scheduler'),
    },
    ['CreateSchedule'],
  ),
];

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ Resources: {} }, { emulators: services });
});
afterAll(() => cloud.stop());
beforeEach(() => {
  received = [];
  output = {};
});

const raw = (request: Parameters<typeof sendSigned>[2]) =>
  sendSigned(cloud.endpoint, cloud.credentials, request);

describe('requests of the SDK arrive as its commands were written', () => {
  test('awsQuery: maps, bytes, special characters', async () => {
    output = { MessageId: 'm-1', SequenceNumber: '<&>"\r\n' };
    const input = {
      TopicArn: 'arn:x',
      Message: 'Grüße & <Punkte>.a=b\n',
      MessageAttributes: {
        'a.b': { DataType: 'String', StringValue: '1' },
        bin: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
      },
    };
    const answer = await new SNSClient(cloud.client).send(new PublishCommand(input));
    expect(received).toEqual([input]);
    expect(answer).toMatchObject(output);
  });

  test('awsQuery: maps in the answer', async () => {
    output = { Attributes: { TopicArn: 'arn:x', Policy: '{"a":"<b>"}' } };
    const command = new GetTopicAttributesCommand({ TopicArn: 'arn:x' });
    expect(await new SNSClient(cloud.client).send(command)).toMatchObject(output);
  });

  test('awsJson: timestamps, numbers, and gzip for much data', async () => {
    const MetricData = Array.from({ length: 200 }, (_, i) => ({
      MetricName: 'Latency',
      Value: i / 2,
      Timestamp: new Date(1_700_000_000_000 + i * 1000),
      Dimensions: [{ Name: 'Probe', Value: `p${i}` }],
    }));
    const command = new PutMetricDataCommand({ Namespace: 'Afterprod', MetricData });
    await new CloudWatchClient(cloud.client).send(command);
    expect(received).toEqual([{ Namespace: 'Afterprod', MetricData }]);
  });

  test('restJson: path, query, headers and a payload of bytes', async () => {
    output = { StatusCode: 200, FunctionError: 'Unhandled', Payload: new Uint8Array([123, 125]) };
    const FunctionName = 'arn:aws:lambda:eu-west-1:1:function:a:live';
    const Payload = new TextEncoder().encode('{"a":1}');
    const client = new LambdaClient(cloud.client);
    const answer = await client.send(
      new InvokeCommand({ FunctionName, InvocationType: 'Event', Qualifier: 'live', Payload }),
    );
    expect(received).toEqual([
      { FunctionName, InvocationType: 'Event', Qualifier: 'live', Payload: Buffer.from(Payload) },
    ]);
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(answer.Payload?.transformToString()).toBe('{}');
  });

  test('restJson: timestamps both ways', async () => {
    const LastModified = new Date(1_700_000_000_000);
    output = { EventSourceMappings: [{ UUID: 'u', LastModified, BatchSize: 10 }] };
    const command = new ListEventSourceMappingsCommand({ FunctionName: 'f', MaxItems: 5 });
    const answer = await new LambdaClient(cloud.client).send(command);
    expect(received).toEqual([{ FunctionName: 'f', MaxItems: 5 }]);
    expect(answer.EventSourceMappings).toEqual([{ UUID: 'u', LastModified, BatchSize: 10 }]);
  });

  test('restJson: a body of members', async () => {
    const input = {
      Name: 'nightly',
      ScheduleExpression: 'rate(1 minute)',
      StartDate: new Date(1_700_000_000_000),
      FlexibleTimeWindow: { Mode: 'OFF' as const },
      Target: { Arn: 'arn:x', RoleArn: 'arn:r', RetryPolicy: { MaximumRetryAttempts: 0 } },
    };
    await new SchedulerClient(cloud.client).send(new CreateScheduleCommand(input));
    expect(received[0]).toMatchObject(input);
  });
});

describe('errors are the classes of the SDK', () => {
  test.each([
    [
      'awsQuery',
      'NotFoundException',
      NotFoundException,
      () => new SNSClient(cloud.client).send(new GetTopicAttributesCommand({ TopicArn: 'x' })),
      404,
    ],
    [
      'awsJson with a code of the older protocol',
      'QueueDoesNotExist',
      QueueDoesNotExist,
      () => new SQSClient(cloud.client).send(new GetQueueUrlCommand({ QueueName: 'x' })),
      400,
    ],
    [
      'restJson',
      'ResourceNotFoundException',
      ResourceNotFoundException,
      () => new LambdaClient(cloud.client).send(new InvokeCommand({ FunctionName: 'x' })),
      404,
    ],
  ])('%s', async (_, code, errorClass, send, httpStatusCode) => {
    output = new AwsError(code, 'not there: <x> & y');
    const sending = send();
    await expect(sending).rejects.toThrow(errorClass);
    await expect(sending).rejects.toMatchObject({
      message: 'not there: <x> & y',
      $metadata: { httpStatusCode },
    });
  });

  test('a defect of an emulator shows its place', async () => {
    output = new TypeError('oops');
    const sending = new SQSClient(cloud.client).send(new GetQueueUrlCommand({ QueueName: 'x' }));
    await expect(sending).rejects.toThrow(/TypeError: oops\n.*at /s);
  });
});

describe('requests as the AWS CLI sends them', () => {
  test('DescribeAlarms: awsJson 1.0 with query mode', async () => {
    const AlarmConfigurationUpdatedTimestamp = new Date(1_700_000_000_500);
    output = { MetricAlarms: [{ AlarmName: 'a', AlarmConfigurationUpdatedTimestamp }] };
    const { text, headers } = await raw({
      service: 'monitoring',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'GraniteServiceVersion20100801.DescribeAlarms',
        'x-amzn-query-mode': 'true',
      },
      body: '{"AlarmNames":["a"]}',
    });
    expect(received).toEqual([{ AlarmNames: ['a'] }]);
    expect(JSON.parse(text)).toEqual({
      MetricAlarms: [{ AlarmName: 'a', AlarmConfigurationUpdatedTimestamp: 1_700_000_000.5 }],
    });
    expect(headers.get('date')).toBe(new Date(cloud.clock.now()).toUTCString());
  });

  test('PutMetricData of older versions: a form, also gzipped', async () => {
    const form =
      'Action=PutMetricData&Version=2010-08-01&Namespace=A&MetricData.member.1.MetricName=M&MetricData.member.1.Value=1.5' +
      '&MetricData.member.1.Dimensions.member.1.Name=P&MetricData.member.1.Dimensions.member.1.Value=x';
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const plain = await raw({ service: 'monitoring', headers, body: form });
    const zipped = await raw({
      service: 'monitoring',
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: gzipSync(form),
    });
    const MetricData = [{ MetricName: 'M', Value: 1.5, Dimensions: [{ Name: 'P', Value: 'x' }] }];
    expect(received).toEqual([
      { Namespace: 'A', MetricData },
      { Namespace: 'A', MetricData },
    ]);
    expect([plain.status, zipped.status]).toEqual([200, 200]);
    expect(plain.text).toMatch(/<PutMetricDataResponse>.*<RequestId>/);
  });

  test('a message to a queue, at the path of its URL', async () => {
    output = { QueueUrl: 'q' };
    const { text } = await raw({
      service: 'sqs',
      url: '/123456789012/shop-queue',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.GetQueueUrl',
      },
      body: '{"QueueName":"x"}',
    });
    expect(JSON.parse(text)).toEqual(output);
  });

  test('lambda invoke, with a colon left bare in the path', async () => {
    output = { StatusCode: 200, Payload: new Uint8Array([49]) };
    const { text } = await raw({
      service: 'lambda',
      url: '/2015-03-31/functions/shop:live/invocations?Qualifier=a%20b&B=&A=1',
      body: '{}',
    });
    expect(text).toBe('1');
    expect(received).toMatchObject([{ FunctionName: 'shop:live', Qualifier: 'a b' }]);
  });

  test('an error of a query-compatible service names its older code', async () => {
    output = new AwsError('QueueDoesNotExist', 'none');
    const { status, headers } = await raw({
      service: 'sqs',
      headers: { 'x-amz-target': 'AmazonSQS.GetQueueUrl' },
      body: '{}',
    });
    expect(status).toBe(400);
    expect(headers.get('x-amzn-query-error')).toBe(
      'AWS.SimpleQueueService.NonExistentQueue;Sender',
    );
  });
});

describe('what is refused', () => {
  const listTopics = {
    service: 'sns',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=ListTopics',
  };

  test('a signature with another secret', async () => {
    const wrong = { ...cloud.credentials, secretAccessKey: 'guess' };
    const { status, text } = await sendSigned(cloud.endpoint, wrong, listTopics);
    expect(status).toBe(403);
    expect(text).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  test('unknown keys, and a session token that is not theirs', async () => {
    const stranger = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' };
    expect((await sendSigned(cloud.endpoint, stranger, listTopics)).text).toContain(
      'InvalidClientTokenId',
    );
    const session = cloud.cloud.credentialsFor('arn:aws:iam::1:role/r', 's');
    const stolen = { ...session, sessionToken: 'other' };
    expect((await sendSigned(cloud.endpoint, stolen, listTopics)).text).toContain(
      'InvalidClientTokenId',
    );
  });

  test('no signature', async () => {
    const response = await fetch(cloud.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.GetQueueUrl' },
      body: '{}',
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationToken' });
  });

  test('a service and an operation that are not emulated, by name', async () => {
    const headers = { 'x-amz-target': 'Textract.Detect' };
    expect(await raw({ service: 'textract', headers })).toMatchObject({
      status: 501,
      text: expect.stringContaining('does not emulate the service textract'),
    });
    const sending = raw({
      service: 'sqs',
      headers: { 'x-amz-target': 'AmazonSQS.ListQueues' },
      body: '{}',
    });
    expect((await sending).text).toContain('does not emulate sqs:ListQueues; it has GetQueueUrl');
  });

  test('JSON that is none, and gzip that is none', async () => {
    const headers = { 'x-amz-target': 'AmazonSQS.GetQueueUrl' };
    expect((await raw({ service: 'sqs', headers, body: '{"a' })).text).toContain(
      'SerializationException',
    );
    const zipped = { ...headers, 'content-encoding': 'gzip' };
    expect(await raw({ service: 'sqs', headers: zipped, body: 'plain' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('SerializationException'),
    });
  });

  test('a path that is neither AWS nor a page', async () => {
    const response = await fetch(`${cloud.endpoint}/nothing`);
    expect(response.status).toBe(404);
  });
});
