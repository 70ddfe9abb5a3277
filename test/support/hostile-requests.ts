import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { apiEvent } from './api-event.ts';

const text = fc.string({ unit: 'binary' });
const headerName = fc.oneof(
  fc.constantFrom(
    'content-type',
    'Content-Type',
    'idempotency-key',
    'altcha',
    'content-encoding',
    'authorization',
    'host',
    'x-forwarded-proto',
    '__proto__',
  ),
  text,
);
const headerValue = fc.oneof(
  fc.constantFrom('application/json', 'gzip', '', 'Bearer x', 'Bearer ', '\u0000', 'ü', '日本'),
  text,
);
const anyId = fc.oneof(fc.uuid(), fc.constantFrom('__proto__', '', 'x'.repeat(3_000)), text);
const query = fc.dictionary(fc.oneof(fc.constant('format'), text), fc.array(text));

/** Anything that a gateway could hand to a function, and more. */
export const hostileRequest: fc.Arbitrary<APIGatewayProxyEvent> = fc
  .record({
    httpMethod: fc.oneof(fc.constantFrom('GET', 'POST', 'DELETE', 'TRACE', ''), text),
    headers: fc.option(fc.dictionary(headerName, headerValue), { nil: null }),
    multiValueHeaders: fc.option(fc.dictionary(headerName, fc.array(headerValue)), { nil: null }),
    body: fc.option(fc.oneof(text, fc.json()), { nil: null }),
    isBase64Encoded: fc.boolean(),
    pathParameters: fc.option(fc.record({ id: anyId }), { nil: null }),
    multiValueQueryStringParameters: fc.option(query, { nil: null }),
  })
  .map((request) => ({ ...apiEvent(), ...request }) as APIGatewayProxyEvent);
