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
import { type EchoCloud, startEchoCloud } from '../../support/echo-cloud.ts';

let cloud: EchoCloud;
beforeAll(async () => {
  cloud = await startEchoCloud();
});
afterAll(() => cloud.stop());
beforeEach(() => cloud.answer({}));

describe('requests of the SDK arrive as its commands were written', () => {
  test('awsQuery: maps, bytes, special characters', async () => {
    const output = { MessageId: 'm-1', SequenceNumber: '<&>"\r\n' };
    cloud.answer(output);
    const input = {
      TopicArn: 'arn:x',
      Message: 'Grüße & <Punkte>.a=b\n',
      MessageAttributes: {
        'a.b': { DataType: 'String', StringValue: '1' },
        bin: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
      },
    };
    const answer = await new SNSClient(cloud.client).send(new PublishCommand(input));
    expect(cloud.received).toEqual([input]);
    expect(answer).toMatchObject(output);
  });

  test('awsQuery: maps in the answer', async () => {
    const output = { Attributes: { TopicArn: 'arn:x', Policy: '{"a":"<b>"}' } };
    cloud.answer(output);
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
    expect(cloud.received).toEqual([{ Namespace: 'Afterprod', MetricData }]);
  });

  test('restJson: path, query, headers and a payload of bytes', async () => {
    cloud.answer({
      StatusCode: 200,
      FunctionError: 'Unhandled',
      Payload: new Uint8Array([123, 125]),
    });
    const FunctionName = 'arn:aws:lambda:eu-west-1:1:function:a:live';
    const Payload = new TextEncoder().encode('{"a":1}');
    const client = new LambdaClient(cloud.client);
    const answer = await client.send(
      new InvokeCommand({ FunctionName, InvocationType: 'Event', Qualifier: 'live', Payload }),
    );
    expect(cloud.received).toEqual([
      { FunctionName, InvocationType: 'Event', Qualifier: 'live', Payload: Buffer.from(Payload) },
    ]);
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(answer.Payload?.transformToString()).toBe('{}');
  });

  test('restJson: timestamps both ways', async () => {
    const LastModified = new Date(1_700_000_000_000);
    cloud.answer({ EventSourceMappings: [{ UUID: 'u', LastModified, BatchSize: 10 }] });
    const command = new ListEventSourceMappingsCommand({ FunctionName: 'f', MaxItems: 5 });
    const answer = await new LambdaClient(cloud.client).send(command);
    expect(cloud.received).toEqual([{ FunctionName: 'f', MaxItems: 5 }]);
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
    expect(cloud.received[0]).toMatchObject(input);
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
    cloud.answer(new AwsError(code, 'not there: <x> & y'));
    const sending = send();
    await expect(sending).rejects.toThrow(errorClass);
    await expect(sending).rejects.toMatchObject({
      message: 'not there: <x> & y',
      $metadata: { httpStatusCode },
    });
  });

  test('a defect of an emulator shows its place', async () => {
    cloud.answer(new TypeError('oops'));
    const sending = new SQSClient(cloud.client).send(new GetQueueUrlCommand({ QueueName: 'x' }));
    await expect(sending).rejects.toThrow(/TypeError: oops\n.*at /s);
  });
});
