import type { APIGatewayProxyEvent } from 'aws-lambda';
import { answerOfrep } from '../../../functions/toggles/ofrep-answer.ts';
import type { Toggle } from '../../../functions/toggles/toggle.ts';
import { jsonEvent } from '../../support/api-event.ts';
import { snapshotOf, toggle } from '../../support/toggle-builders.ts';

const metadata = { exposed: 'client' };
const flags: Readonly<Record<string, Toggle>> = {
  'new-checkout': toggle({ defaultVariant: 'on', metadata }),
  percentage: toggle({
    metadata,
    targeting: {
      fractional: [
        ['on', 50],
        ['off', 50],
      ],
    },
  }),
  broken: toggle({ metadata, targeting: { no_such_operator: [] } }),
  internal: toggle({ defaultVariant: 'on' }),
};

function ask(
  key: string | undefined,
  body: unknown = { context: { targetingKey: 'ann' } },
  headers = {},
  difference: Parameters<typeof snapshotOf>[1] = {},
) {
  const event: APIGatewayProxyEvent = {
    ...jsonEvent(body, headers),
    pathParameters: key === undefined ? null : { key },
  };
  const result = answerOfrep(event, snapshotOf(flags, difference));
  return { ...result, answer: result.body === '' ? undefined : JSON.parse(result.body) };
}

test('answers one toggle', () => {
  const { statusCode, answer } = ask('new-checkout');
  expect(statusCode).toBe(200);
  expect(answer).toEqual({ key: 'new-checkout', value: true, reason: 'STATIC', variant: 'on' });
});

test('answers a killed toggle with its safe value', () => {
  const kills = { 'new-checkout': { variant: 'off', who: 'a', why: 'b', at: '' } };
  expect(ask('new-checkout', {}, {}, { kills }).answer).toMatchObject({ value: false });
});

test.each(['unknown', 'internal', '__proto__', 'toString'])(
  'does not show %s to a client',
  (key) => {
    expect(ask(key)).toMatchObject({
      statusCode: 404,
      answer: { key, errorCode: 'FLAG_NOT_FOUND' },
    });
  },
);

test.each<[string, unknown, string]>([
  ['a body that is no object', [], 'PARSE_ERROR'],
  ['a context that is no object', { context: 'ann' }, 'INVALID_CONTEXT'],
  ['a targetingKey that is no string', { context: { targetingKey: 7 } }, 'INVALID_CONTEXT'],
])('refuses %s', (_, body, errorCode) => {
  expect(ask('new-checkout', body)).toMatchObject({ statusCode: 400, answer: { errorCode } });
});

test('refuses a percentage without a targetingKey', () => {
  const { statusCode, answer } = ask('percentage', { context: {} });
  expect(statusCode).toBe(400);
  expect(answer.errorCode).toBe('TARGETING_KEY_MISSING');
});

test('refuses what is not JSON with a code that OFREP clients know', () => {
  const event = { ...jsonEvent({}), body: '{', pathParameters: null };
  const result = answerOfrep(event, snapshotOf(flags));
  expect(result.statusCode).toBe(400);
  expect(JSON.parse(result.body).errorCode).toBe('PARSE_ERROR');
});

test('answers all exposed toggles, a broken one without hiding the others or its rule', () => {
  const { statusCode, answer, body } = ask(undefined);
  expect(statusCode).toBe(200);
  expect(answer.flags.map((flag: { key: string }) => flag.key)).toEqual([
    'new-checkout',
    'percentage',
    'broken',
  ]);
  expect(answer.flags[2]).toEqual({
    key: 'broken',
    errorCode: 'GENERAL',
    errorDetails: expect.any(String),
  });
  expect(body).not.toContain('no_such_operator');
});

test('answers 304 for the ETag it gave, and only for the same context and versions', () => {
  const context = { context: { targetingKey: 'ann' } };
  const etag = String(ask(undefined).headers?.etag);
  const headers = { 'If-None-Match': etag };
  expect(ask(undefined, context, headers).statusCode).toBe(304);
  expect(ask(undefined, context, { 'If-None-Match': `W/"x", ${etag}` }).statusCode).toBe(304);
  expect(ask(undefined, { context: { targetingKey: 'bob' } }, headers).statusCode).toBe(200);
  expect(ask(undefined, context, headers, { docVersion: 2 }).statusCode).toBe(200);
  expect(ask(undefined, context, headers, { killVersion: 2 }).statusCode).toBe(200);
});
