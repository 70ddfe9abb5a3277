import { gzipSync } from 'node:zlib';
import { AwsError } from '../../../local/aws-error.ts';
import { type EchoCloud, startEchoCloud } from '../../support/echo-cloud.ts';

let cloud: EchoCloud;
beforeAll(async () => {
  cloud = await startEchoCloud();
});
afterAll(() => cloud.stop());
beforeEach(() => cloud.answer({}));

describe('requests as the AWS CLI sends them', () => {
  test('DescribeAlarms: awsJson 1.0 with query mode', async () => {
    const AlarmConfigurationUpdatedTimestamp = new Date(1_700_000_000_500);
    cloud.answer({ MetricAlarms: [{ AlarmName: 'a', AlarmConfigurationUpdatedTimestamp }] });
    const { text, headers } = await cloud.raw({
      service: 'monitoring',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'GraniteServiceVersion20100801.DescribeAlarms',
        'x-amzn-query-mode': 'true',
      },
      body: '{"AlarmNames":["a"]}',
    });
    expect(cloud.received).toEqual([{ AlarmNames: ['a'] }]);
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
    const plain = await cloud.raw({ service: 'monitoring', headers, body: form });
    const zipped = await cloud.raw({
      service: 'monitoring',
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: gzipSync(form),
    });
    const MetricData = [{ MetricName: 'M', Value: 1.5, Dimensions: [{ Name: 'P', Value: 'x' }] }];
    expect(cloud.received).toEqual([
      { Namespace: 'A', MetricData },
      { Namespace: 'A', MetricData },
    ]);
    expect([plain.status, zipped.status]).toEqual([200, 200]);
    expect(plain.text).toMatch(/<PutMetricDataResponse>.*<RequestId>/);
  });

  test('a message to a queue, at the path of its URL', async () => {
    const output = { QueueUrl: 'q' };
    cloud.answer(output);
    const { text } = await cloud.raw({
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
    cloud.answer({ StatusCode: 200, Payload: new Uint8Array([49]) });
    const { text } = await cloud.raw({
      service: 'lambda',
      url: '/2015-03-31/functions/shop:live/invocations?Qualifier=a%20b&B=&A=1',
      body: '{}',
    });
    expect(text).toBe('1');
    expect(cloud.received).toMatchObject([{ FunctionName: 'shop:live', Qualifier: 'a b' }]);
  });

  test('an error of a query-compatible service names its older code', async () => {
    cloud.answer(new AwsError('QueueDoesNotExist', 'none'));
    const { status, headers } = await cloud.raw({
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
