import { connect } from 'node:net';
import * as fc from 'fast-check';
import { AwsError } from '../../../../local/aws-error.ts';
import { apiTemplate, lambdaMethod, part, pathPart } from '../../../support/api-template.ts';
import { type ApiUnderTest, startApi } from '../../../support/api-under-test.ts';

let api: ApiUnderTest;
afterEach(() => api.stop());

/** Everything that looks at a request takes part: validation, gateway responses that echo, a function that echoes. */
const API = apiTemplate({
  Model: part('Model', { Name: 'Body', Schema: { type: 'object', required: ['a'] } }),
  Validator: part('RequestValidator', {
    ValidateRequestBody: true,
    ValidateRequestParameters: true,
  }),
  Rest: pathPart('{proxy+}'),
  Any: lambdaMethod('ANY', 'Rest'),
  Root: lambdaMethod('POST', undefined, {
    RequestModels: { $default: { Ref: 'Model' } },
    RequestParameters: { 'method.request.querystring.page': true },
    RequestValidatorId: { Ref: 'Validator' },
  }),
  Problem: part('GatewayResponse', {
    ResponseType: 'DEFAULT_4XX',
    ResponseParameters: { 'gatewayresponse.header.X-Echo': 'context.path' },
    ResponseTemplates: { 'application/json': '{"path":"$context.path"}' },
  }),
});

test('whatever a caller sends, the answer is no 5xx', async () => {
  api = await startApi(API, ({ headers, path }) => ({
    statusCode: 200,
    headers: { 'X-Echo': headers['X-Odd'] ?? '' },
    body: path,
  }));
  const { port } = new URL(api.url);
  const bytes = (maxLength: number) =>
    fc.uint8Array({ maxLength }).map((array) => Buffer.from(array).toString('latin1'));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'TRACE', 'PROPFIND', 'OPTIONS'),
      fc.oneof(
        fc.constantFrom('/', '//', '/%', '/%00', '/%ff', '/..%2f', '?&=&', '/a?b=%'),
        bytes(20),
      ),
      bytes(30),
      bytes(30),
      async (method, path, header, body) => {
        const status = await sendRaw(
          Number(port),
          `${method} /prod${path.replace(/[\s\0]/g, '')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Odd: ${header}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        );
        expect([2, 4]).toContain(Math.floor(status / 100)); // not 5, and not cut off without an answer
      },
    ),
    { numRuns: 150 },
  );
});

test('a body that Lambda finds too large is 413', async () => {
  api = await startApi(API, () => {
    throw new AwsError('RequestTooLargeException', 'too large', { statusCode: 413 });
  });
  expect((await fetch(`${api.url}/a`, { method: 'POST', body: 'x' })).status).toBe(413);
});

test('a caller who leaves before the body is whole is no error of the service', async () => {
  api = await startApi(API);
  const { port } = new URL(api.url);
  const head = 'POST /prod/a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n';
  expect(await sendRaw(Number(port), `${head}{}`)).not.toBe(500);
  await fetch(`${api.url}/b`);
  const told = (wanted: string) => api.heard.filter(({ kind }) => kind === wanted);
  expect(told('request')).toMatchObject([{ path: '/prod/b' }]);
  expect(told('notice')).toEqual([]);
});

test.each(['TRACE', 'PROPFIND'])('%s is no method of an API, not even of ANY', async (method) => {
  api = await startApi(API);
  const { port } = new URL(api.url);
  const request = `${method} /prod/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
  expect(await sendRaw(Number(port), request)).toBe(403);
  expect(api.received).toEqual([]);
});

/** Bytes as they are, which no client library would send. The status of the answer, 0 for none. */
function sendRaw(port: number, request: string): Promise<number> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(Buffer.from(request, 'latin1')));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => undefined); // cut off: an answer of its own
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)));
  });
}
