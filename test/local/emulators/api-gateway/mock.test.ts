import { apiTemplate, method } from '../../../support/api-template.ts';
import { type ApiUnderTest, startApi } from '../../../support/api-under-test.ts';

let api: ApiUnderTest | undefined;
afterEach(() => api?.stop());

/** As CDK writes a preflight for two origins. */
const SECOND_ORIGIN = `#set($origin = $input.params().header.get("Origin"))
#if($origin == "")
  #set($origin = $input.params().header.get("origin"))
#end
#if($origin == "https://b" || $origin == "https://c.example")
  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)
#end`;

function mock(integration: object) {
  return method('OPTIONS', undefined, { Integration: { Type: 'MOCK', ...integration } });
}

const PREFLIGHT = mock({
  RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
  IntegrationResponses: [
    {
      StatusCode: '204',
      ResponseParameters: {
        'method.response.header.Access-Control-Allow-Origin': "'https://a'",
        'method.response.header.Access-Control-Allow-Methods': "'POST'",
      },
      ResponseTemplates: { 'application/json': SECOND_ORIGIN },
    },
  ],
});

async function preflight(headers: Record<string, string>): Promise<Response> {
  api = await startApi(apiTemplate({ Preflight: PREFLIGHT }));
  return fetch(api.url, { method: 'OPTIONS', headers });
}

test.each([
  ['https://a', 'https://a'],
  ['https://b', 'https://b'],
  ['https://c.example', 'https://c.example'],
  ['https://evil', 'https://a'],
])('the preflight of %s allows %s', async (origin, allowed) => {
  const response = await preflight({ Origin: origin });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
  expect(response.headers.get('access-control-allow-methods')).toBe('POST');
});

test('a content type without a template is passed through, and answered 500 for want of a status', async () => {
  expect((await preflight({ 'content-type': 'text/plain' })).status).toBe(500);
});

test('a content type without a template is 415 where the integration never passes through', async () => {
  api = await startApi(
    apiTemplate({
      Strict: mock({
        PassthroughBehavior: 'NEVER',
        RequestTemplates: { 'application/json': '{"statusCode":200}' },
        IntegrationResponses: [{ StatusCode: '200' }],
      }),
    }),
  );
  const headers = { 'content-type': 'text/plain' };
  expect((await fetch(api.url, { method: 'OPTIONS', headers })).status).toBe(415);
});

test('the answer may name the request', async () => {
  const ResponseTemplates = { 'application/json': '{"for":"$context.httpMethod"}' };
  api = await startApi(
    apiTemplate({
      Naming: mock({
        RequestTemplates: { 'application/json': '{"statusCode":405}' },
        IntegrationResponses: [{ StatusCode: '405', ResponseTemplates }],
      }),
    }),
  );
  const response = await fetch(api.url, { method: 'OPTIONS' });
  expect(response.status).toBe(405);
  expect(await response.json()).toEqual({ for: 'OPTIONS' });
});

test.each([
  [{ Type: 'HTTP_PROXY' }, 'Integration.Type: only AWS_PROXY (Lambda) and MOCK'],
  [{ Type: 'AWS_PROXY', Uri: 'http://elsewhere' }, 'Integration.Uri http://elsewhere must be'],
  [
    { Type: 'MOCK', IntegrationResponses: [{ StatusCode: '200' }, { StatusCode: '404' }] },
    'one IntegrationResponse',
  ],
  [{ Type: 'MOCK', ConnectionType: 'VPC_LINK' }, 'Integration: ConnectionType is not supported'],
  [
    { Type: 'MOCK', RequestTemplates: { 'application/json': '#foreach($a in $b)#end' } },
    '#foreach is not supported',
  ],
  [
    { Type: 'MOCK', RequestTemplates: { 'application/json': '$util.urlEncode("a")' } },
    '$util is not supported',
  ],
])(
  'an integration that does not run on a laptop stops the start: %j',
  async (integration, reason) => {
    api = undefined;
    const template = apiTemplate({ Odd: method('GET', undefined, { Integration: integration }) });
    await expect(startApi(template)).rejects.toThrow(reason);
    await expect(startApi(template)).rejects.toThrow('test/Odd');
  },
);

test('an authorizer stops the start', async () => {
  api = undefined;
  const template = apiTemplate({
    Odd: method('GET', undefined, {
      AuthorizationType: 'CUSTOM',
      Integration: { Type: 'MOCK' },
    }),
  });
  await expect(startApi(template)).rejects.toThrow('authorizers are not emulated');
});
