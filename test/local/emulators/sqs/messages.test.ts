import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startWork, WORK_ARN, type WorkCloud } from '../../../support/work-queue.ts';

let work: WorkCloud;

beforeEach(async () => {
  work = await startWork();
});

afterEach(() => work.stop());

test('delivers a message with its attributes, which the SDK checks by their digests', async () => {
  const MessageAttributes = {
    colour: { DataType: 'String', StringValue: 'rot' },
    picture: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
    'size.w': { DataType: 'Number', StringValue: '7' },
  };
  const { MessageId } = await work.send('grüße', { MessageAttributes });
  const [message] = await work.receive({
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  });
  expect(message).toMatchObject({
    MessageId,
    Body: 'grüße',
    MessageAttributes,
    Attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(work.cloud.clock.now()),
    },
  });
});

test('is reached by the URL of its queue alone, as the SDK does it in a function', async () => {
  const { endpoint: _none, ...config } = work.cloud.client;
  const silent = () => {}; // the SDK would warn that it takes the queue's host
  const logger = { debug: silent, info: silent, warn: silent, error: silent };
  const client = new SQSClient({ ...config, logger });
  await client.send(new SendMessageCommand({ QueueUrl: work.workUrl, MessageBody: 'found' }));
  expect(await work.bodies()).toEqual(['found']);
  client.destroy();
});

test.each([
  ['timestamp', '1493147359900', '235c5c510d26fb653d073faed50ae77c'],
  ['timestamp', '1493147359901', '994258b45346a2cc3f9cbb611aa7af30'],
  ['SOME_Valid.attribute-Name', '1493147359900', '36655e7e9d7c0e8479fa3f3f42247ae7'],
])('digests the attribute %s = %s as SQS itself', async (name, StringValue, digest) => {
  const MessageAttributes = { [name]: { DataType: 'Number', StringValue } };
  expect((await work.send('x', { MessageAttributes })).MD5OfMessageAttributes).toBe(digest);
});

test('hides a message that was received until it is deleted or its timeout is over', async () => {
  await work.send('one');
  const [first] = await work.receive();
  expect(await work.receive()).toEqual([]);
  await work.cloud.clock.advance(60_000);
  const [second] = await work.receive();
  expect(second?.Body).toBe('one');

  const remove = (ReceiptHandle: string | undefined) =>
    work.client.send(new DeleteMessageCommand({ QueueUrl: work.workUrl, ReceiptHandle }));
  await remove(first?.ReceiptHandle); // stale: deletes nothing
  expect((await work.attributes())['ApproximateNumberOfMessagesNotVisible']).toBe('1');
  await remove(second?.ReceiptHandle);
  expect((await work.attributes())['ApproximateNumberOfMessagesNotVisible']).toBe('0');
  await expect(remove('nonsense')).rejects.toBeInstanceOf(ReceiptHandleIsInvalid);
});

test('gives a message back early when its visibility is set to 0', async () => {
  await work.send('one');
  const [message] = await work.receive();
  const setVisibility = () =>
    work.client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: work.workUrl,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
  await setVisibility();
  await expect(setVisibility()).rejects.toMatchObject({ name: 'MessageNotInflight' });
  expect(await work.bodies()).toEqual(['one']);
});

test('holds a delayed message back', async () => {
  await work.send('later', { DelaySeconds: 30 });
  expect(await work.receive()).toEqual([]);
  expect((await work.attributes())['ApproximateNumberOfMessagesDelayed']).toBe('1');
  await work.cloud.clock.advance(30_000);
  expect(await work.bodies()).toEqual(['later']);
});

test('a long poll ends when a message comes, or becomes visible by the clock', async () => {
  const waiting = work.bodies({ WaitTimeSeconds: 20 });
  await work.send('now');
  expect(await waiting).toEqual(['now']);

  const waitingForClock = work.bodies({ WaitTimeSeconds: 20 });
  await work.cloud.clock.advance(60_000);
  expect(await waitingForClock).toEqual(['now']);
});

test('a long poll ends with nothing when its time is over', async () => {
  expect(await work.receive({ WaitTimeSeconds: 1 })).toEqual([]);
});

test('announces when there is something to receive', async () => {
  const announced = () =>
    work.cloud.heard.filter((event) => event.kind === 'available' && event.arn === WORK_ARN).length;
  await work.send('one');
  expect(announced()).toBe(1);
  await work.receive();
  await work.cloud.clock.advance(60_000);
  expect(announced()).toBe(2);
});

test('works by batches, in which entries fail alone', async () => {
  const sent = await work.client.send(
    new SendMessageBatchCommand({
      QueueUrl: work.workUrl,
      Entries: [
        { Id: 'a', MessageBody: 'a' },
        { Id: 'b', MessageBody: 'b', DelaySeconds: 5000 },
      ],
    }),
  );
  expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a']);
  expect(sent.Failed).toMatchObject([
    { Id: 'b', Code: 'InvalidParameterValue', SenderFault: true },
  ]);
  const [message] = await work.receive();
  const deleted = await work.client.send(
    new DeleteMessageBatchCommand({
      QueueUrl: work.workUrl,
      Entries: [
        { Id: '1', ReceiptHandle: message?.ReceiptHandle },
        { Id: '2', ReceiptHandle: 'nonsense' },
      ],
    }),
  );
  expect(deleted.Successful).toEqual([{ Id: '1' }]);
  expect(deleted.Failed).toMatchObject([{ Id: '2', Code: 'ReceiptHandleIsInvalid' }]);
  await expect(
    work.client.send(new SendMessageBatchCommand({ QueueUrl: work.workUrl, Entries: [] })),
  ).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
});

test('refuses what SQS refuses, by its names', async () => {
  await expect(
    work.send('x', { QueueUrl: `${work.cloud.endpoint}/1/nobody` }),
  ).rejects.toBeInstanceOf(QueueDoesNotExist);
  await expect(work.send('')).rejects.toMatchObject({ name: 'MissingParameter' });
  await expect(work.send('\u0000')).rejects.toMatchObject({ name: 'InvalidMessageContents' });
  await expect(work.send('x'.repeat(1_048_577))).rejects.toThrow('shorter than 1048576 bytes');
  await expect(work.receive({ MaxNumberOfMessages: 11 })).rejects.toThrow('between 1 and 10');
});
