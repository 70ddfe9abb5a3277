import type { Template } from '../../../../local/template/template.ts';
import { apiTemplate, lambdaMethod, part, pathPart } from '../../../support/api-template.ts';
import { type ApiUnderTest, startApi } from '../../../support/api-under-test.ts';
import { stacksOf } from '../../../support/cloud.ts';

let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi(
    apiTemplate({ Items: pathPart('items'), Get: lambdaMethod('GET', 'Items') }),
  );
});
afterEach(() => api.stop());

const change = (template: Template) => api.update(stacksOf(template));
const status = async (path: string, method = 'GET', body?: string) =>
  (await fetch(api.url + path, { method, ...(body && { body }) })).status;

test('a resource and a method that are new take effect on the same address', async () => {
  await change(
    apiTemplate({
      Items: pathPart('items'),
      Get: lambdaMethod('GET', 'Items'),
      Item: pathPart('{id}', 'Items'),
      GetItem: lambdaMethod('GET', 'Item'),
    }),
  );
  expect(await status('/items/7')).toBe(200);
});

test('a method that changes replaces the one before', async () => {
  await change(
    apiTemplate({
      Items: pathPart('items'),
      Get: lambdaMethod('PUT', 'Items', { ApiKeyRequired: true }),
    }),
  );
  expect([await status('/items'), await status('/items', 'PUT')]).toEqual([403, 403]);
  expect(await (await fetch(`${api.url}/items`, { method: 'PUT' })).json()).toEqual({
    message: 'Forbidden',
  });
});

test('the API itself may change and keeps its parts', async () => {
  await change(
    apiTemplate(
      {
        Items: pathPart('items'),
        Get: lambdaMethod('GET', 'Items'),
        Post: lambdaMethod('POST', 'Items'),
      },
      { Name: 'renamed' },
    ),
  );
  expect(await status('/items')).toBe(200);
  await status('/items', 'POST', 'x');
  expect(api.heard.at(-1)).toMatchObject({ kind: 'request', api: 'renamed', method: 'POST' });
});

test('a stage that changes begins with full limits', async () => {
  const limited = (ThrottlingBurstLimit: number) =>
    apiTemplate(
      { Items: pathPart('items'), Get: lambdaMethod('GET', 'Items') },
      {},
      {
        MethodSettings: [
          { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 1, ThrottlingBurstLimit },
        ],
      },
    );
  await change(limited(1));
  expect([await status('/items'), await status('/items')]).toEqual([200, 429]);
  await change(limited(2));
  expect([await status('/items'), await status('/items')]).toEqual([200, 200]);
});

test('a model that changes is compiled anew', async () => {
  const checked = (type: string) =>
    apiTemplate({
      Items: pathPart('items'),
      Model: part('Model', { Name: 'Body', Schema: { type } }),
      Validator: part('RequestValidator', { ValidateRequestBody: true }),
      Post: lambdaMethod('POST', 'Items', {
        RequestModels: { $default: { Ref: 'Model' } },
        RequestValidatorId: { Ref: 'Validator' },
      }),
    });
  await change(checked('object'));
  expect(await status('/items', 'POST', '[]')).toBe(400);
  await change(checked('array'));
  expect(await status('/items', 'POST', '[]')).toBe(200);
});
