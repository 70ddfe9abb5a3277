import { request } from 'node:http';
import { APIGatewayProxyEventSchema } from '@aws-lambda-powertools/parser/schemas/api-gateway';
import { AwsError } from '../../../../local/aws-error.ts';
import {
  apiTemplate,
  FUNCTION_ARN,
  lambdaMethod,
  pathPart,
} from '../../../support/api-template.ts';
import { type ApiUnderTest, startApi } from '../../../support/api-under-test.ts';

let api: ApiUnderTest;
afterEach(() => api.stop());

const EVERYTHING = apiTemplate({
  Root: lambdaMethod('ANY'),
  Items: pathPart('items'),
  Item: pathPart('{id}', 'Items'),
  GetItem: lambdaMethod('GET', 'Item'),
  Latest: pathPart('latest', 'Items'),
  GetLatest: lambdaMethod('GET', 'Latest'),
  Rest: pathPart('{proxy+}'),
  AnyRest: lambdaMethod('ANY', 'Rest'),
});

describe('the event', () => {
  test('has the shape that AWS documents', async () => {
    api = await startApi(EVERYTHING);
    await fetch(`${api.url}/items/7?a=1&a=2&b=x+y%20z`, { headers: { 'X-Trace': 'on' } });
    const [event] = api.received;
    expect(APIGatewayProxyEventSchema.safeParse(event).error).toBeUndefined();
    expect(event).toMatchObject({
      resource: '/items/{id}',
      path: '/items/7',
      httpMethod: 'GET',
      pathParameters: { id: '7' },
      queryStringParameters: { a: '2', b: 'x y z' },
      multiValueQueryStringParameters: { a: ['1', '2'], b: ['x y z'] },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        accountId: '123456789012',
        stage: 'prod',
        path: '/prod/items/7',
        resourcePath: '/items/{id}',
        httpMethod: 'GET',
        protocol: 'HTTP/1.1',
        identity: { sourceIp: '127.0.0.1', userArn: null },
      },
    });
    expect(event?.headers).toMatchObject({ 'X-Forwarded-For': '127.0.0.1' });
    expect(event?.multiValueHeaders).toHaveProperty('host');
  });

  test('carries a repeated header whole, with the last value in the single map', async () => {
    api = await startApi(EVERYTHING);
    await send(api.url, { headers: ['X-Tag', 'one', 'x-tag', 'two', 'Host', 'localhost'] });
    expect(api.received[0]?.multiValueHeaders['X-Tag']).toEqual(['one', 'two']);
    expect(api.received[0]?.headers['X-Tag']).toBe('two');
  });

  test('carries a body as text', async () => {
    api = await startApi(EVERYTHING);
    await fetch(api.url, { method: 'POST', body: 'Grüße' });
    expect(api.received[0]).toMatchObject({ body: 'Grüße', isBase64Encoded: false });
  });

  test('reaches Lambda in the name of this method, so that the resource policy decides', async () => {
    api = await startApi(EVERYTHING);
    await fetch(`${api.url}/items/7`);
    expect(api.calls[0]?.principal).toEqual({
      kind: 'service',
      service: 'apigateway.amazonaws.com',
      sourceArn: expect.stringMatching(
        /^arn:aws:execute-api:eu-west-1:123456789012:\w{10}\/prod\/GET\/items\/\{id\}$/,
      ),
    });
  });
});

describe('the path', () => {
  test.each([
    ['/items/latest', '/items/latest', null],
    ['/items/7', '/items/{id}', { id: '7' }],
    ['/items/7/', '/items/{id}', { id: '7' }],
    ['/items/a%20b%2Fc', '/items/{id}', { id: 'a b%2Fc' }],
    ['/items/%zz', '/items/{id}', { id: '%zz' }],
    ['/items/7/more', '/{proxy+}', { proxy: 'items/7/more' }],
    ['/elsewhere', '/{proxy+}', { proxy: 'elsewhere' }],
    ['', '/', null],
    ['/', '/', null],
  ])('%s is answered by %s', async (path, resource, pathParameters) => {
    api = await startApi(EVERYTHING);
    await send(api.url + path);
    expect(api.received[0]).toMatchObject({ resource, pathParameters });
  });

  test('without a method that fits is answered as AWS does', async () => {
    api = await startApi(
      apiTemplate({ Items: pathPart('items'), Get: lambdaMethod('GET', 'Items') }),
    );
    const responses = [
      await fetch(`${api.url}/items`, { method: 'POST' }),
      await fetch(`${api.url}/nothing`),
      await fetch(api.url.replace(/prod$/, 'beta')),
    ];
    expect(responses.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(await responses[0]?.json()).toEqual({ message: 'Missing Authentication Token' });
    expect(await responses[2]?.json()).toEqual({ message: 'Forbidden' });
  });
});

describe('the answer', () => {
  async function answered(answer: unknown) {
    api = await startApi(EVERYTHING, () => answer);
    return fetch(api.url);
  }

  test('is the function’s: status, headers, several cookies, body', async () => {
    const response = await answered({
      statusCode: 201,
      headers: { 'Content-Type': 'text/plain', 'X-Flag': true },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: 'made',
    });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-flag')).toBe('true');
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.text()).toBe('made');
  });

  test.each([
    ['a text', 'done'],
    ['null', null],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['an unknown member', { statusCode: 200, cookies: [] }],
    ['a status that is none', { statusCode: 'fine' }],
    ['a header that is no text', { statusCode: 200, headers: { a: 1 } }],
    ['a header name that HTTP cannot carry', { statusCode: 200, headers: { 'a b': 'c' } }],
  ])('is 502 for %s', async (_, answer) => {
    const response = await answered(answer);
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ message: 'Internal server error' });
    expect(api.heard).toContainEqual(expect.objectContaining({ kind: 'notice' }));
  });

  test('is 502 when the function throws', async () => {
    expect((await answered(new Error('broken'))).status).toBe(502);
  });

  test('survives header values that HTTP cannot carry', async () => {
    const response = await answered({ statusCode: 200, headers: { a: 'x\r\ny: z\u0000', b: '☃' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('a')).toBe('xy: z');
    expect(response.headers.get('y')).toBeNull();
  });

  test('renames the headers that AWS keeps to itself', async () => {
    const response = await answered({ statusCode: 401, headers: { 'WWW-Authenticate': 'Basic' } });
    expect(response.headers.get('x-amzn-remapped-www-authenticate')).toBe('Basic');
  });

  test('of 204 has no body', async () => {
    const response = await answered({ statusCode: 204, body: 'ignored' });
    expect(response.status).toBe(204);
  });
});

describe('the function that does not answer', () => {
  test('is given up after the integration’s timeout with 504', async () => {
    const slow = lambdaMethod('GET');
    api = await startApi(
      apiTemplate({
        Root: {
          ...slow,
          Properties: {
            ...slow.Properties,
            Integration: {
              Type: 'AWS_PROXY',
              Uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`,
              TimeoutInMillis: 50,
            },
          },
        },
      }),
      () => new Promise((resolve) => setTimeout(resolve, 300)),
    );
    const response = await fetch(api.url);
    expect(response.status).toBe(504);
    expect(await response.json()).toEqual({ message: 'Endpoint request timed out' });
  });

  test('may not be asked: 500, with the reason in a notice', async () => {
    api = await startApi(EVERYTHING, () => {
      throw new AwsError('AccessDeniedException', 'apigateway.amazonaws.com may not invoke');
    });
    expect((await fetch(api.url)).status).toBe(500);
    expect(api.heard).toContainEqual(
      expect.objectContaining({
        kind: 'notice',
        message: expect.stringContaining('may not invoke'),
      }),
    );
  });
});

test.each([10 * 1024 * 1024 + 1, 40 * 1024 * 1024])(
  'a body of %d bytes is refused',
  async (size) => {
    api = await startApi(EVERYTHING);
    const response = await fetch(api.url, { method: 'POST', body: Buffer.alloc(size) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: 'Request Too Long' });
    expect(api.received).toEqual([]);
  },
);

test('every request is announced', async () => {
  api = await startApi(EVERYTHING);
  await fetch(`${api.url}/items/7`);
  expect(api.heard).toContainEqual(
    expect.objectContaining({
      kind: 'request',
      api: 'shop-prod-feedback',
      method: 'GET',
      status: 200,
    }),
  );
});

/** A request as it is written, which fetch would tidy up. */
function send(url: string, options: { headers?: string[] } = {}): Promise<number> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf('/', 'http://'.length));
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, ...options }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}
