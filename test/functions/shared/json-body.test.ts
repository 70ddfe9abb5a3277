import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { readJsonBody } from '../../../functions/shared/json-body.ts';
import { Problem } from '../../../functions/shared/problem.ts';
import { apiEvent, jsonEvent } from '../../support/api-event.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

function codeOf(event: APIGatewayProxyEvent, maxBytes = 1000): string {
  try {
    readJsonBody(event, maxBytes);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'accepted';
}

test.each([
  'application/json',
  'Application/JSON',
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
])('takes %s', (type) => {
  expect(codeOf(apiEvent({ headers: { 'Content-Type': type }, body: '{}' }))).toBe('accepted');
});

test.each([
  '',
  'text/plain',
  'application/json; charset=utf-16',
  'application/jsonp',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
])('refuses the content type "%s"', (type) => {
  const event = apiEvent({ headers: { 'content-type': type }, body: '{}' });
  expect(codeOf(event)).toBe('unsupported_media_type');
});

test('refuses a missing content type', () => {
  expect(codeOf(apiEvent({ body: '{}' }))).toBe('unsupported_media_type');
});

test('refuses a compressed body', () => {
  const event = apiEvent({ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: '{}' });
  expect(codeOf(event)).toBe('unsupported_media_type');
});

test('refuses a content type that was sent twice', () => {
  const event = {
    ...jsonEvent({}),
    multiValueHeaders: { 'content-type': ['application/json', 'text/html'] },
  };
  expect(codeOf(event)).toBe('malformed_request');
});

test.each([[null], [''], ['{'], ['\u0000'], ['{"a":1}{'], ['nul']])(
  'refuses the body %j',
  (body) => {
    expect(codeOf(apiEvent({ headers: JSON_TYPE, body }))).toBe('invalid_body');
  },
);

test('counts bytes, not characters, and before it parses', () => {
  const body = `"${'é'.repeat(10)}`;
  expect(codeOf(apiEvent({ headers: JSON_TYPE, body }), 20)).toBe('body_too_large');
});

test('reads a base64 body', () => {
  const body = Buffer.from('{"a":1}').toString('base64');
  const event = { ...apiEvent({ headers: JSON_TYPE, body }), isBase64Encoded: true };
  expect(readJsonBody(event, 100)).toEqual({ a: 1 });
});

test('refuses what is nested too deep without overflowing the stack', () => {
  const body = '['.repeat(8000) + ']'.repeat(8000);
  expect(codeOf(apiEvent({ headers: JSON_TYPE, body }), 20_000)).toBe('invalid_body');
});

test('refuses __proto__ as a key, at any level', () => {
  const body = '{"a":[{"__proto__":{"admin":true}}]}';
  expect(codeOf(apiEvent({ headers: JSON_TYPE, body }))).toBe('invalid_body');
});

test('never throws anything but a Problem', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (body, isBase64Encoded) => {
      codeOf({ ...apiEvent({ headers: JSON_TYPE, body }), isBase64Encoded });
    }),
  );
});

test('takes deeper JSON where it is told to', () => {
  const deep = apiEvent({ headers: JSON_TYPE, body: `${'['.repeat(20)}${']'.repeat(20)}` });
  expect(() => readJsonBody(deep, 1000)).toThrow('nested deeper than 12 levels');
  expect(() => readJsonBody(deep, 1000, { maxDepth: 19 })).toThrow('deeper than 19');
  expect(readJsonBody(deep, 1000, { maxDepth: 20 })).toHaveLength(1);
});

test('names a key that stands twice, where keys must be unique', () => {
  const event = apiEvent({ headers: JSON_TYPE, body: '{"flags":{"a":1,"a":2}}' });
  expect(readJsonBody(event, 1000)).toEqual({ flags: { a: 2 } });
  expect(() => readJsonBody(event, 1000, { uniqueKeys: true })).toThrow(
    expect.objectContaining({
      code: 'invalid_body',
      errors: [expect.objectContaining({ pointer: '/flags/a', code: 'duplicate_key' })],
    }),
  );
});
