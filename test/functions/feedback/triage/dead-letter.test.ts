import fc from 'fast-check';
import { deadLetterOf } from '../../../../functions/feedback/triage/dead-letter.ts';
import { discardRecord } from '../../../../local/emulators/lambda/event-sources/discard-record.ts';

const keysOf = (pk: string, sk: string) =>
  JSON.stringify({ eventID: '1', keys: { pk: { S: pk }, sk: { S: sk } }, error: 'TypeError' });

test('what triage has set aside is one piece, by its keys', () => {
  expect(deadLetterOf(keysOf('FEEDBACK#id7', 'FEEDBACK'))).toEqual({ kind: 'one', id: 'id7' });
});

test('what Lambda has given up on is all of that time, and a little around it', () => {
  const recordOf = (time: string) => ({
    dynamodb: { SequenceNumber: '1', ApproximateCreationDateTime: Date.parse(time) / 1000 },
  });
  const records = [recordOf('2026-11-23T09:00:00Z'), recordOf('2026-11-23T09:05:00Z')];
  const result = { executedVersion: '$LATEST', outcome: {} };
  const discard = { records, result, condition: 'RetryAttemptsExhausted', atMs: 0 };
  const body = JSON.stringify(
    discardRecord(discard as unknown as Parameters<typeof discardRecord>[0]),
  );
  expect(deadLetterOf(body)).toEqual({
    kind: 'span',
    from: '2026-11-23T08:58:00.000Z',
    to: '2026-11-23T09:07:00.000Z',
  });
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{}',
  '{"keys":null}',
  keysOf('FEEDBACK#id7', 'CONTACT'),
  keysOf('BAND#x', 'BAND'),
  '{"DDBStreamBatchInfo":{"approximateArrivalOfFirstRecord":"yesterday","approximateArrivalOfLastRecord":"today"}}',
  '{"KinesisBatchInfo":{}}',
])('%j is nothing that triage could work on', (body) => {
  expect(deadLetterOf(body)).toBeUndefined();
});

test('whatever lies in the queue, reading it does not fail', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (body) => {
      deadLetterOf(body);
    }),
  );
});
