import type { APIGatewayProxyEvent } from 'aws-lambda';
import { answer, json } from '../../../functions/shared/http.ts';
import { Problem } from '../../../functions/shared/problem.ts';
import { Unavailable } from '../../../functions/shared/unavailable.ts';
import { apiEvent } from '../../support/api-event.ts';
import { wholeProblem } from '../../support/whole-problem.ts';

const logged: string[] = [];
const log = { error: (_: string, error: Error) => logged.push(error.message) };

beforeEach(() => logged.splice(0));

async function failWith(error: unknown, event = apiEvent()) {
  const result = await answer(event, () => Promise.reject(error), { log });
  return { ...result, problem: JSON.parse(result.body) };
}

test('gives the answer of the work, with the headers of every answer', async () => {
  const result = await answer(apiEvent(), async () => json(202, { id: '1' }), {
    log,
    headers: { vary: 'Origin' },
  });
  expect(result.statusCode).toBe(202);
  expect(result.headers).toMatchObject({ vary: 'Origin', 'content-type': 'application/json' });
});

test('answers a Problem as application/problem+json and does not log it', async () => {
  const errors = [{ pointer: '/message', code: 'required', detail: 'Say something' }];
  const { statusCode, headers, problem } = await failWith(
    new Problem('feedback_invalid', 'Mend the errors', { errors }),
  );
  expect(statusCode).toBe(400);
  expect(headers?.['content-type']).toBe('application/problem+json');
  expect(problem).toEqual({
    type: 'urn:afterprod:problem:feedback_invalid',
    title: 'The feedback breaks a rule',
    status: 400,
    detail: 'Mend the errors',
    instance: 'urn:uuid:3f2b8f6e-9c1d-4a55-8a30-2f6f0c1f2a11',
    errors,
  });
  expect(logged).toEqual([]);
});

test('keeps the answer small, however much is wrong with a request', async () => {
  const fault = {
    pointer: `/${'x'.repeat(100_000)}`,
    code: 'unknown_key',
    detail: 'y'.repeat(100_000),
  };
  const errors = Array(1_000).fill(fault);
  const { body, problem } = await failWith(
    new Problem('feedback_invalid', 'z'.repeat(1e6), { errors }),
  );
  expect(problem.errors).toHaveLength(100);
  expect(body.length).toBeLessThan(300_000);
});

test('answers an outage with 503 and when to come back', async () => {
  const { statusCode, headers, problem } = await failWith(new Unavailable('DynamoDB throttles'));
  expect(statusCode).toBe(503);
  expect(problem).toEqual(wholeProblem(503, 'unavailable'));
  expect(headers?.['retry-after']).toBe('5');
  expect(logged).toEqual(['DynamoDB throttles']);
});

test('keeps a defect to the log', async () => {
  const { statusCode, body, problem } = await failWith(new TypeError('secret detail'));
  expect(statusCode).toBe(500);
  expect(problem).toEqual(wholeProblem(500, 'internal'));
  expect(body).not.toContain('secret');
  expect(logged).toEqual(['secret detail']);
});

test.each([
  ['a NUL', 'a\u0000b'],
  ['a line break', 'a\r\nb: c'],
  ['a character beyond Latin-1', 'ключ'],
])('refuses a header with %s', async (_, value) => {
  const event = apiEvent({ headers: { 'x-anything': value } });
  const result = await answer(event, async () => json(200, {}), { log });
  expect(result.statusCode).toBe(400);
});

test('works for an event without headers or context, as the console sends it', async () => {
  const bare = { headers: null, multiValueHeaders: null } as unknown as APIGatewayProxyEvent;
  const result = await answer(bare, async () => json(200, {}), { log });
  expect(result.statusCode).toBe(200);
});
