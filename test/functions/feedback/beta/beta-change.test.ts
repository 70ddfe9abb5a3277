import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { betaChangeOf } from '../../../../functions/feedback/beta/beta-change.ts';

type Image = Record<string, AttributeValue>;

const beta = (wish: string, turn = '1'): Image => ({
  beta: { M: { targetingKey: { S: 'visitor-1' }, wish: { S: wish }, turn: { N: turn } } },
});
const confirmed: Image = { confirmedAt: { S: '2026-11-23T09:00:00.000Z' } };
const recordOf = (OldImage?: Image, NewImage?: Image, sk = 'CONTACT'): DynamoDBRecord => ({
  dynamodb: {
    Keys: { pk: { S: 'FEEDBACK#id-1' }, sk: { S: sk } },
    ...(OldImage && { OldImage }),
    ...(NewImage && { NewImage }),
  },
});
const IN = { ...beta('in'), ...confirmed };

test.each<[string, Image, Image | undefined]>([
  ['the mailbox is confirmed', beta('in'), IN],
  ['they leave', IN, { ...beta('out', '2'), ...confirmed }],
  ['they come back', { ...beta('out', '2'), ...confirmed }, { ...beta('in', '3'), ...confirmed }],
  ['they ask once more', IN, { ...beta('in', '2'), ...confirmed }],
  ['the contact is erased', IN, undefined],
])('is one where %s', (_, before, after) => {
  const change = { id: 'id-1', targetingKey: 'visitor-1' };
  expect(betaChangeOf(recordOf(before, after))).toEqual(change);
});

test.each<[string, DynamoDBRecord]>([
  ['feedback comes', recordOf(undefined, beta('in'))],
  ['a mail is noted before it is confirmed', recordOf(beta('in'), beta('in'))],
  ['our own note is written', recordOf(IN, { ...IN, betaOutcome: { M: {} } })],
  ['they change their mind before they confirm', recordOf(beta('in'), beta('out', '2'))],
  ['who never confirmed is erased', recordOf(beta('in'))],
  ['nobody asked to be a tester', recordOf(confirmed, {})],
  ['another item has such a member', recordOf(beta('in'), IN, 'FEEDBACK')],
  ['there is nothing at all', {}],
])('is none where %s', (_, record) => {
  expect(betaChangeOf(record)).toBeUndefined();
});
