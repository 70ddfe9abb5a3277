import {
  IdempotentParameterMismatchException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { TransactGetCommand } from '@aws-sdk/lib-dynamodb';

import { NOTES, type NotesCloud, note, startNotes } from '../../../support/notes.ts';

let notes: NotesCloud;

beforeEach(async () => {
  notes = await startNotes();
});

afterEach(() => notes.stop());

const check = (sk: number, ConditionExpression: string) => ({
  ConditionCheck: { TableName: NOTES, Key: note(sk), ConditionExpression },
});
const putNote = (sk: number, more: object = {}) => ({
  Put: { TableName: NOTES, Item: note(sk), ...more },
});

test('writes all of its items', async () => {
  await notes.put(note(1));
  await notes.put(note(2));
  await notes.transact([
    check(1, 'attribute_exists(pk)'),
    { Delete: { TableName: NOTES, Key: note(2) } },
    putNote(3),
    {
      Update: {
        TableName: NOTES,
        Key: note(4),
        UpdateExpression: 'ADD n :n',
        ExpressionAttributeValues: { ':n': 5 },
      },
    },
  ]);
  const { Responses } = await notes.documents.send(
    new TransactGetCommand({
      TransactItems: [1, 2, 3, 4].map((sk) => ({ Get: { TableName: NOTES, Key: note(sk) } })),
    }),
  );
  expect(Responses?.map(({ Item }) => Item)).toEqual([
    note(1),
    undefined,
    note(3),
    note(4, { n: 5 }),
  ]);
});

test('writes nothing when one condition fails, and says which', async () => {
  await notes.put(note(2, { text: 'old' }));
  const cancelled = notes.transact([
    putNote(1),
    putNote(2, {
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  ]);
  await expect(cancelled).rejects.toBeInstanceOf(TransactionCanceledException);
  await expect(cancelled).rejects.toMatchObject({
    message: expect.stringContaining('[None, ConditionalCheckFailed]'),
    CancellationReasons: [
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { text: { S: 'old' } },
      },
    ],
  });
  expect(await notes.get(1)).toBeUndefined();
});

test('cancels with ValidationError where only the item as it stands shows the mistake', async () => {
  await notes.put(note(1, { n: 'text' }));
  const Update = {
    TableName: NOTES,
    Key: note(1),
    UpdateExpression: 'ADD n :n',
    ExpressionAttributeValues: { ':n': 5 },
  };
  await expect(notes.transact([putNote(2), { Update }])).rejects.toMatchObject({
    CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }],
  });
  expect(await notes.get(2)).toBeUndefined();
});

test('is carried out once for one token', async () => {
  const count = (n: number) => [
    {
      Update: {
        TableName: NOTES,
        Key: note(1),
        UpdateExpression: 'ADD n :n',
        ExpressionAttributeValues: { ':n': n },
      },
    },
  ];
  await notes.transact(count(1), { ClientRequestToken: 'once' });
  await notes.transact(count(1), { ClientRequestToken: 'once' });
  expect(await notes.get(1)).toEqual(note(1, { n: 1 }));
  await expect(notes.transact(count(2), { ClientRequestToken: 'once' })).rejects.toBeInstanceOf(
    IdempotentParameterMismatchException,
  );
  await notes.cloud.clock.advance(11 * 60_000);
  await notes.transact(count(2), { ClientRequestToken: 'once' });
  expect(await notes.get(1)).toEqual(note(1, { n: 3 }));
});

test.each([
  ['nothing', [], 'between 1 and 100'],
  ['two actions in one entry', [{ ...putNote(1), ...check(2, 'x = y') }], 'only contain one'],
  [
    'one item twice',
    [putNote(1), check(1, 'attribute_exists(pk)')],
    'multiple operations on one item',
  ],
  ['a check without a condition', [check(1, '')], 'expression can not be empty'],
])('refuses %s', async (_what, items, message) => {
  await expect(notes.transact(items)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message),
  });
});
