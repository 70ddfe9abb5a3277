import fc from 'fast-check';
import { readBatchResponse } from '../../../../local/emulators/lambda/event-sources/batch-response.ts';
import {
  afterFailedBatch,
  type StreamBatch,
} from '../../../../local/emulators/lambda/event-sources/stream-batch.ts';

const answer = (json: string) => ({ payload: Buffer.from(json) });

describe('the answer to a batch', () => {
  test.each([
    ['null', 'all-succeeded'],
    ['{}', 'all-succeeded'],
    ['{"batchItemFailures":[]}', 'all-succeeded'],
    ['{"batchItemFailures":null}', 'all-succeeded'],
    ['{"batchItemFailures":[{"itemIdentifier":"b"}]}', 'some-failed'],
    ['{"batchItemFailures":[{"itemIdentifier":""}]}', 'all-failed'],
    ['{"batchItemFailures":[{"itemIdentifier":null}]}', 'all-failed'],
    ['{"batchItemFailures":[{"id":"b"}]}', 'all-failed'],
    ['{"batchItemFailures":[{"itemIdentifier":"unknown"}]}', 'all-failed'],
    ['{"batchItemFailures":"b"}', 'all-failed'],
    ['"text"', 'all-failed'],
  ])('%s means %s', (json, kind) => {
    expect(readBatchResponse(answer(json), true, ['a', 'b']).kind).toBe(kind);
  });

  test('is not looked at where the mapping does not ask for it', () => {
    const json = '{"batchItemFailures":[{"itemIdentifier":"b"}]}';
    expect(readBatchResponse(answer(json), false, ['b']).kind).toBe('all-succeeded');
  });

  test('of a function that threw is the failure of all', () => {
    const failure = { errorType: 'Error', errorMessage: 'no' };
    expect(readBatchResponse({ ...answer('null'), failure }, true, ['a']).kind).toBe('all-failed');
  });
});

const record = (n: number) => ({
  eventID: String(n),
  dynamodb: { SequenceNumber: String(n), ApproximateCreationDateTime: 1000 },
});
const numbers = (batches: readonly { records: readonly { eventID: string }[] }[]) =>
  batches.map(({ records }) => records.map(({ eventID }) => Number(eventID)));

const RULES = { bisects: false, maxRetries: 2, maxRecordAgeMs: 3_600_000 };
const NOW_MS = 1_000_000;

describe('a batch of a stream that failed', () => {
  const batch: StreamBatch = { records: [1, 2, 3].map(record), failures: 0 };

  test('is tried again whole', () => {
    const verdict = afterFailedBatch(batch, 0, RULES, NOW_MS);
    expect(numbers(verdict.remaining)).toEqual([[1, 2, 3]]);
    expect(verdict.remaining[0]?.failures).toBe(1);
  });

  test('is given up after the last retry', () => {
    const verdict = afterFailedBatch({ ...batch, failures: 2 }, 0, RULES, NOW_MS);
    expect(verdict).toMatchObject({ condition: 'RetryAttemptsExhausted', remaining: [] });
    expect(verdict.discarded).toHaveLength(3);
  });

  test('starts anew from the record that was reported', () => {
    const verdict = afterFailedBatch({ ...batch, failures: 2 }, 1, RULES, NOW_MS);
    expect(numbers(verdict.remaining)).toEqual([[2, 3]]);
    expect(verdict.remaining[0]?.failures).toBe(1);
  });

  test('is halved without counting a retry, down to one record', () => {
    const rules = { ...RULES, bisects: true, maxRetries: 0 };
    const verdict = afterFailedBatch(batch, 0, rules, NOW_MS);
    expect(numbers(verdict.remaining)).toEqual([[1, 2], [3]]);
    const single = afterFailedBatch({ records: [record(3)], failures: 0 }, 0, rules, NOW_MS);
    expect(single.condition).toBe('RetryAttemptsExhausted');
  });

  test('loses what is too old', () => {
    const verdict = afterFailedBatch(batch, 0, { ...RULES, maxRecordAgeMs: 1000 }, NOW_MS + 1001);
    expect(verdict).toMatchObject({ condition: 'RecordAgeExceeded', remaining: [] });
  });

  test('never blocks its shard for ever, loses no record without a condition, and keeps their order', () => {
    const poison = fc.integer({ min: 1, max: 40 });
    const rules = fc.record({
      bisects: fc.boolean(),
      maxRetries: fc.integer({ min: 0, max: 5 }),
      maxRecordAgeMs: fc.constant(86_400_000),
    });
    fc.assert(
      fc.property(poison, rules, (bad, chosen) => {
        const all = Array.from({ length: 40 }, (_, i) => record(i + 1));
        let waiting: readonly StreamBatch[] = [{ records: all, failures: 0 }];
        const settled: number[] = [];
        for (let attempts = 0; waiting.length > 0; attempts++) {
          expect(attempts).toBeLessThan(200);
          const [first, ...others] = waiting as [StreamBatch, ...StreamBatch[]];
          const ids = first.records.map(({ eventID }) => Number(eventID));
          if (!ids.includes(bad)) {
            settled.push(...ids);
            waiting = others;
            continue;
          }
          const verdict = afterFailedBatch(first, 0, chosen, NOW_MS);
          expect(verdict.discarded.length > 0).toBe(verdict.condition !== undefined);
          settled.push(...verdict.discarded.map(({ eventID }) => Number(eventID)));
          waiting = [...verdict.remaining, ...others];
        }
        expect(settled).toEqual(all.map(({ eventID }) => Number(eventID)));
      }),
    );
  });
});
