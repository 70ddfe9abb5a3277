import { apiTemplate, lambdaMethod, part } from '../../../support/api-template.ts';
import { type ApiUnderTest, startApi } from '../../../support/api-under-test.ts';

let api: ApiUnderTest;
afterEach(() => api.stop());

const PROBLEM = part('GatewayResponse', {
  ResponseType: 'DEFAULT_4XX',
  ResponseParameters: {
    'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
    'gatewayresponse.header.X-Request': 'context.requestId',
    'gatewayresponse.header.X-Path': 'context.path',
  },
  ResponseTemplates: {
    'application/problem+json':
      // biome-ignore lint/suspicious/noTemplateCurlyInString: AWS's own notation
      '{"title":$context.error.messageString,"type":"$context.error.responseType","id":"${context.requestId}","none":"$context.nothing"}',
  },
});

test('DEFAULT_4XX shapes every 4xx of the gateway: template, content type, headers', async () => {
  api = await startApi(apiTemplate({ Get: lambdaMethod('GET'), Problem: PROBLEM }));
  const response = await fetch(`${api.url}/nothing`);
  expect(response.status).toBe(403);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const requestId = response.headers.get('x-amzn-requestid');
  expect(response.headers.get('x-request')).toBe(requestId);
  expect(await response.json()).toEqual({
    title: 'Missing Authentication Token',
    type: 'MISSING_AUTHENTICATION_TOKEN',
    id: requestId,
    none: '',
  });
});

test('a response for the type itself comes before the default, with its own status', async () => {
  const own = part('GatewayResponse', {
    ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
    StatusCode: '404',
    ResponseTemplates: { 'application/json': '{}' },
  });
  api = await startApi(apiTemplate({ Get: lambdaMethod('GET'), Problem: PROBLEM, Own: own }));
  const response = await fetch(`${api.url}/nothing`);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('{}');
});

test('DEFAULT_5XX shapes the answer for a broken function', async () => {
  const own = part('GatewayResponse', {
    ResponseType: 'DEFAULT_5XX',
    ResponseTemplates: { 'application/json': '{"title":$context.error.messageString}' },
  });
  api = await startApi(apiTemplate({ Get: lambdaMethod('GET'), Own: own }), () => 'nonsense');
  const response = await fetch(api.url);
  expect(response.status).toBe(502);
  expect(await response.json()).toEqual({ title: 'Internal server error' });
});

test('a hostile path that is echoed stays inside its line', async () => {
  api = await startApi(apiTemplate({ Get: lambdaMethod('GET'), Problem: PROBLEM }));
  const response = await fetch(`${api.url}/é%0d%0aX-Evil:<script>`);
  expect(response.status).toBe(403);
  expect(response.headers.get('x-path')).toBe('/prod/%C3%A9%0d%0aX-Evil:%3Cscript%3E');
  expect(response.headers.get('x-evil')).toBeNull();
});
