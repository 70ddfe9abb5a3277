import { apiTemplate, lambdaMethod, part, pathPart } from '../../../support/api-template.ts';
import { type ApiUnderTest, startApi } from '../../../support/api-under-test.ts';

let api: ApiUnderTest;
afterEach(() => api.stop());

const FEEDBACK = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['message'],
  additionalProperties: false,
  properties: {
    message: { type: 'string', minLength: 1, maxLength: 5 },
    rating: { type: 'integer', minimum: 1, maximum: 5, exclusiveMaximum: true },
  },
};

/** An API whose `POST /` takes feedback of the model, by content type. */
function validating(contentType: string, schema: object = FEEDBACK) {
  return apiTemplate({
    Model: part('Model', { Name: 'Feedback', Schema: schema }),
    Validator: part('RequestValidator', { ValidateRequestBody: true }),
    Post: lambdaMethod('POST', undefined, {
      RequestModels: { [contentType]: { Ref: 'Model' } },
      RequestValidatorId: { Ref: 'Validator' },
    }),
    Explained: part('GatewayResponse', {
      ResponseType: 'BAD_REQUEST_BODY',
      ResponseTemplates: {
        'application/json': '{"detail":"$context.error.validationErrorString"}',
      },
    }),
  });
}

function post(body: string, contentType = 'application/json'): Promise<Response> {
  return fetch(api.url, { method: 'POST', body, headers: { 'content-type': contentType } });
}

test('a body that fits the model reaches the function', async () => {
  api = await startApi(validating('application/json'));
  expect((await post('{"message":"good","rating":4}')).status).toBe(200);
});

test.each([
  ['{}', "must have required property 'message'"],
  ['{"message":""}', '/message must NOT have fewer than 1 characters'],
  ['{"message":"too long"}', '/message must NOT have more than 5 characters'],
  ['{"message":1}', '/message must be string'],
  ['{"message":"a","x":1}', 'must NOT have additional properties'],
  ['{"message":"a","rating":0}', '/rating must be >= 1'],
])('%s is refused and explained', async (body, reason) => {
  api = await startApi(validating('application/json'));
  const response = await post(body);
  expect(response.status).toBe(400);
  expect(await response.text()).toBe(`{"detail":"[${reason}]"}`);
  expect(api.received).toEqual([]);
});

test.each(['', 'not json', 'null', '[]', '"text"'])('the body %j is refused', async (body) => {
  api = await startApi(validating('application/json'));
  expect((await post(body)).status).toBe(400);
});

test('a draft-04 exclusiveMaximum is a boolean', async () => {
  api = await startApi(validating('application/json'));
  expect((await post('{"message":"a","rating":5}')).status).toBe(400);
});

test('a content type without a model skips the check, as on AWS', async () => {
  api = await startApi(validating('application/json'));
  expect((await post('not json', 'text/plain')).status).toBe(200);
});

test('a model under $default checks every content type', async () => {
  api = await startApi(validating('$default'));
  expect((await post('not json', 'text/plain')).status).toBe(400);
});

test('the parameters of a content type do not count', async () => {
  api = await startApi(validating('application/json'));
  expect((await post('{}', 'application/json; charset=utf-8')).status).toBe(400);
});

test('one model may refer to another', async () => {
  const uri = ['https://apigateway.amazonaws.com/restapis/', { Ref: 'Api' }, '/models/Feedback'];
  const template = validating('application/json');
  api = await startApi({
    Resources: {
      ...template.Resources,
      List: part('Model', {
        Name: 'List',
        Schema: { type: 'array', items: { $ref: { 'Fn::Join': ['', uri] } } },
      }),
      PutAll: lambdaMethod('PUT', undefined, {
        RequestModels: { 'application/json': { Ref: 'List' } },
        RequestValidatorId: { Ref: 'Validator' },
      }),
    },
  });
  const put = (body: string) => fetch(api.url, { method: 'PUT', body });
  const json = { 'content-type': 'application/json' };
  expect((await fetch(api.url, { method: 'PUT', body: '[{}]', headers: json })).status).toBe(400);
  expect((await fetch(api.url, { method: 'PUT', body: '[]', headers: json })).status).toBe(200);
  expect((await put('[{}]')).status).toBe(200); // text/plain: no model
});

describe('required parameters', () => {
  const template = apiTemplate({
    Validator: part('RequestValidator', { ValidateRequestParameters: true }),
    Items: pathPart('items'),
    Get: lambdaMethod('GET', 'Items', {
      RequestParameters: {
        'method.request.querystring.page': true,
        'method.request.header.X-Tenant': true,
        'method.request.querystring.sort': false,
      },
      RequestValidatorId: { Ref: 'Validator' },
    }),
  });

  test('are named when they are missing', async () => {
    api = await startApi(template);
    const response = await fetch(`${api.url}/items?page=`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: 'Missing required request parameters: [page, X-Tenant]',
    });
  });

  test('let the request pass when they are there', async () => {
    api = await startApi(template);
    const headers = { 'x-tenant': 'a' };
    expect((await fetch(`${api.url}/items?page=1`, { headers })).status).toBe(200);
  });
});
