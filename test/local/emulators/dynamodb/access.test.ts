import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { iam } from '../../../../local/emulators/iam.ts';
import { NOTES, NOTES_ARN, type NotesCloud, note, startNotes } from '../../../support/notes.ts';

let notes: NotesCloud;
let documents: DynamoDBDocumentClient;

/** A caller whose role has this one statement. */
async function startAs(
  Action: readonly string[],
  Resource: string,
  more: object = {},
): Promise<void> {
  const Policy = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'caller',
      AssumeRolePolicyDocument: { Statement: [] },
      Policies: [
        {
          PolicyName: 'only',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource, ...more }] },
        },
      ],
    },
  };
  notes = await startNotes({ resources: { Role: Policy }, emulators: [iam] });
  const client = new DynamoDBClient(notes.cloud.clientOf('arn:aws:iam::123456789012:role/caller'));
  documents = DynamoDBDocumentClient.from(client);
}

afterEach(async () => {
  documents.destroy();
  await notes.stop();
});

const get = (Key: Record<string, unknown>) =>
  documents.send(new GetCommand({ TableName: NOTES, Key }));

const query = (more: object = {}) =>
  documents.send(
    new QueryCommand({
      TableName: NOTES,
      KeyConditionExpression: 'pk = :a',
      ExpressionAttributeValues: { ':a': 'a' },
      ...more,
    }),
  );

const transact = (...TransactItems: object[]) =>
  documents.send(new TransactWriteCommand({ TransactItems } as never));

test('of an action that is not granted is denied, naming action and table', async () => {
  await startAs(['dynamodb:GetItem'], NOTES_ARN);
  await get(note(1));
  await expect(query()).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(/caller.*dynamodb:Query on resource: .*table\/notes/),
  });
});

test('of an index is its own resource', async () => {
  await startAs(['dynamodb:Query'], `${NOTES_ARN}/index/*`);
  await query({
    IndexName: 'by-kind',
    KeyConditionExpression: 'kind = :a',
  });
  await expect(query()).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('of a transaction is the access of each of its actions', async () => {
  await startAs(['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'], NOTES_ARN);
  const Put = { TableName: NOTES, Item: note(1) };
  const ConditionCheck = {
    TableName: NOTES,
    Key: note(2),
    ConditionExpression: 'attribute_not_exists(pk)',
  };
  await transact({ Put }, { ConditionCheck });
  const Delete = { TableName: NOTES, Key: note(3) };
  await expect(transact({ Put }, { Delete })).rejects.toThrow('dynamodb:DeleteItem');
});

test('of a batch is needed for every table in it', async () => {
  await startAs(['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem'], NOTES_ARN);
  const Keys = [note(1)];
  await documents.send(new BatchGetCommand({ RequestItems: { [NOTES]: { Keys } } }));
  await expect(
    documents.send(new BatchGetCommand({ RequestItems: { [NOTES]: { Keys }, other: { Keys } } })),
  ).rejects.toThrow('table/other');
  const requests = [{ PutRequest: { Item: note(1) } }];
  await documents.send(new BatchWriteCommand({ RequestItems: { [NOTES]: requests } }));
});

test('that a policy binds to partition keys is denied, and says why', async () => {
  await startAs(['dynamodb:GetItem'], NOTES_ARN, {
    Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a'] } },
  });
  await expect(get(note(1))).rejects.toThrow(
    'cannot judge: condition operator ForAllValues:StringEquals',
  );
});
