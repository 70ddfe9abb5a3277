import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { postFeedback } from '../../../functions/feedback/post-feedback.ts';
import { MemoryFeedbackStore } from '../../../functions/feedback/store/memory-feedback-store.ts';
import { answer } from '../../../functions/shared/http.ts';
import { apiEvent } from '../../support/api-event.ts';

const logged: unknown[] = [];
const dependencies = {
  store: new MemoryFeedbackStore(() => 0),
  currentRelease: async () => undefined,
  now: () => 0,
  newId: () => 'id',
  newSecret: () => 'secret',
};

function post(event: APIGatewayProxyEvent) {
  const log = { error: (_: string, error: Error) => logged.push(error) };
  return answer(event, () => postFeedback(event, dependencies), { log });
}

const text = fc.string({ unit: 'binary' });
const headerName = fc.oneof(
  fc.constantFrom(
    'content-type',
    'Content-Type',
    'idempotency-key',
    'content-encoding',
    '__proto__',
  ),
  text,
);
const headerValue = fc.oneof(fc.constantFrom('application/json', 'gzip', ''), text);
const headers = fc.option(fc.dictionary(headerName, headerValue), { nil: null });
const multiValueHeaders = fc.option(fc.dictionary(headerName, fc.array(headerValue)), {
  nil: null,
});
const body = fc.option(fc.oneof(text, fc.json()), { nil: null });

// A 5xx trips an alarm, and alarms take releases back: no visitor may have that power.
test('nothing that a caller sends makes a 5xx', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ headers, multiValueHeaders, body, isBase64Encoded: fc.boolean() }),
      async (request) => {
        const event = { ...apiEvent(), ...request } as APIGatewayProxyEvent;
        const { statusCode } = await post(event);
        expect(statusCode).toBeLessThan(500);
      },
    ),
    { numRuns: 500 },
  );
  expect(logged).toEqual([]);
});
