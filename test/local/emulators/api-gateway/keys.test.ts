import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { apiTemplate, lambdaMethod, part } from '../../../support/api-template.ts';
import { type ApiUnderTest, startApi } from '../../../support/api-under-test.ts';

let api: ApiUnderTest;
afterEach(() => api.stop());

/** An API that asks for a key, which the plan admits. */
function keyed(plan: object = {}, key: object = {}, stage = 'prod') {
  return apiTemplate({
    Post: lambdaMethod('POST', undefined, { ApiKeyRequired: true }),
    Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true, ...key } },
    Plan: {
      Type: 'AWS::ApiGateway::UsagePlan',
      Properties: { ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: stage }], ...plan },
    },
    PlanKey: {
      Type: 'AWS::ApiGateway::UsagePlanKey',
      Properties: { KeyId: { Ref: 'Key' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'Plan' } },
    },
  });
}

async function post(key: string = api.key('Key')): Promise<number> {
  const response = await fetch(api.url, { method: 'POST', headers: { 'x-api-key': key } });
  return response.status;
}

async function postTimes(count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let at = 0; at < count; at++) statuses.push(await post());
  return statuses;
}

test('a method that requires a key refuses calls without it, and with a wrong one', async () => {
  api = await startApi(keyed());
  expect([await post(), await post('guessed')]).toEqual([200, 403]);
  const without = await fetch(api.url, { method: 'POST' });
  expect(without.status).toBe(403);
  expect(await without.json()).toEqual({ message: 'Forbidden' });
});

test('the function learns which key called', async () => {
  api = await startApi(keyed());
  await post();
  expect(api.received[0]?.requestContext.identity).toMatchObject({
    apiKey: api.key('Key'),
    apiKeyId: expect.stringMatching(/^\w{10}$/),
  });
});

test('a disabled key, and a key of another stage, are refused', async () => {
  api = await startApi(keyed({}, { Enabled: false }));
  expect(await post()).toBe(403);
  await api.stop();
  api = await startApi(keyed({}, {}, 'beta'));
  expect(await post()).toBe(403);
});

test('a key has the value of its template', async () => {
  api = await startApi(keyed({}, { Value: 'publishable-key-of-the-shop' }));
  expect(await post('publishable-key-of-the-shop')).toBe(200);
});

test('a random key stays the same after a restart', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'afterprod-keys-'));
  api = await startApi(keyed(), undefined, { dataDir });
  const before = api.key('Key');
  await api.stop();
  api = await startApi(keyed(), undefined, { dataDir });
  expect(api.key('Key')).toBe(before);
  rmSync(dataDir, { recursive: true });
});

test('a usage plan’s rate is a bucket that fills in driven time', async () => {
  api = await startApi(keyed({ Throttle: { RateLimit: 1, BurstLimit: 2 } }));
  expect(await postTimes(3)).toEqual([200, 200, 429]);
  await api.clock.advance(1000);
  expect(await postTimes(2)).toEqual([200, 429]);
});

test.each([
  [{ Quota: { Limit: 2, Period: 'DAY' } }, 'does not support the property Quota'],
  [
    { ApiStages: [{ ApiId: 'a', Stage: 'b', Throttle: { '//POST': { RateLimit: 1 } } }] },
    '//POST is not supported on a laptop',
  ],
])('a usage plan with %j stops the start', async (plan, reason) => {
  await expect(startApi(keyed(plan))).rejects.toThrow(reason);
  api = await startApi(apiTemplate());
});

describe('the stage', () => {
  const settings = (MethodSettings: object[]) =>
    apiTemplate({ Get: lambdaMethod('GET'), Put: lambdaMethod('PUT') }, {}, { MethodSettings });
  const call = async (method: string) => (await fetch(api.url, { method })).status;

  test('limits each method in driven time', async () => {
    const all = { HttpMethod: '*', ResourcePath: '/*' };
    api = await startApi(settings([{ ...all, ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 }]));
    expect([await call('GET'), await call('GET'), await call('PUT')]).toEqual([200, 429, 200]);
    await api.clock.advance(1000);
    expect(await call('GET')).toBe(200);
  });

  test('may limit one method alone', async () => {
    const get = { HttpMethod: 'GET', ResourcePath: '/~1' };
    api = await startApi(settings([{ ...get, ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 }]));
    expect([await call('GET'), await call('GET')]).toEqual([200, 429]);
    expect([await call('PUT'), await call('PUT')]).toEqual([200, 200]);
  });
});

test('a template whose key names no API stops the start', async () => {
  const template = apiTemplate({ Odd: part('Stage', { RestApiId: 'nothing', StageName: 'x' }) });
  await expect(startApi(template)).rejects.toThrow('names no API');
  api = await startApi(apiTemplate());
});
