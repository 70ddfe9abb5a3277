import { type EchoCloud, startEchoCloud } from '../../support/echo-cloud.ts';
import { sendSigned } from '../../support/signed-request.ts';

let cloud: EchoCloud;
beforeAll(async () => {
  cloud = await startEchoCloud();
});
afterAll(() => cloud.stop());
beforeEach(() => cloud.answer({}));

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
    expect(await cloud.raw({ service: 'textract', headers })).toMatchObject({
      status: 501,
      text: expect.stringContaining('does not emulate the service textract'),
    });
    const sending = cloud.raw({
      service: 'sqs',
      headers: { 'x-amz-target': 'AmazonSQS.ListQueues' },
      body: '{}',
    });
    expect((await sending).text).toContain('does not emulate sqs:ListQueues; it has GetQueueUrl');
  });

  test('JSON that is none, and gzip that is none', async () => {
    const headers = { 'x-amz-target': 'AmazonSQS.GetQueueUrl' };
    expect((await cloud.raw({ service: 'sqs', headers, body: '{"a' })).text).toContain(
      'SerializationException',
    );
    const zipped = { ...headers, 'content-encoding': 'gzip' };
    expect(await cloud.raw({ service: 'sqs', headers: zipped, body: 'plain' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('SerializationException'),
    });
  });

  test.each(['null', '[null]', '5', '"x"', 'true'])('JSON that is no object: %s', async (body) => {
    const headers = { 'x-amz-target': 'AmazonSQS.GetQueueUrl' };
    expect(await cloud.raw({ service: 'sqs', headers, body })).toMatchObject({
      status: 400,
      text: expect.stringContaining('SerializationException'),
    });
    expect(cloud.received).toEqual([]);
  });

  test('a path that is neither AWS nor a page', async () => {
    const response = await fetch(`${cloud.endpoint}/nothing`);
    expect(response.status).toBe(404);
  });
});
