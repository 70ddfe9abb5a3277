import type { IncomingMessage } from 'node:http';
import { isFromHere } from '../../../local/endpoint/from-here.ts';

test.each([
  ['127.0.0.1:4000', true],
  ['localhost:4000', true],
  ['[::1]:4000', true],
  ['evil.example:4000', false], // a name that was pointed to 127.0.0.1 (DNS rebinding)
  ['127.0.0.1.evil.example', false],
  ['', false],
])('a request for the host %j is answered: %s', (host, expected) => {
  expect(isFromHere({ headers: { host } } as IncomingMessage)).toBe(expected);
});
