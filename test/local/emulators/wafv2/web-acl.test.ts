import { wafv2 } from '../../../../local/emulators/wafv2.ts';
import { apiTemplate, lambdaMethod, part, pathPart } from '../../../support/api-template.ts';
import { type ApiUnderTest, startApi } from '../../../support/api-under-test.ts';
import {
  acl,
  association,
  matchHeader,
  matchMethod,
  rate,
  rule,
} from '../../../support/web-acl.ts';

let api: ApiUnderTest;
let isRunning = false;
afterEach(async () => {
  if (isRunning) await api.stop();
  isRunning = false;
});

const template = (Acl: ReturnType<typeof acl>, more: Parameters<typeof apiTemplate>[0] = {}) => {
  const { Resources } = apiTemplate({
    Get: lambdaMethod('GET'),
    Posts: pathPart('posts'),
    Post: lambdaMethod('POST', 'Posts'),
    ...more,
  });
  return { Resources: { ...Resources, Acl, Association: association() } };
};

async function start(
  rules: readonly object[],
  more: object = {},
  parts: Parameters<typeof apiTemplate>[0] = {},
): Promise<void> {
  api = await startApi(template(acl(rules, more), parts), undefined, { emulators: [wafv2] });
  isRunning = true;
}

const get = (headers: Record<string, string> = {}, path = '') => fetch(api.url + path, { headers });

async function statuses(count: number, headers: Record<string, string> = {}): Promise<string> {
  const answers: number[] = [];
  for (let at = 0; at < count; at++) answers.push((await get(headers)).status);
  return answers.join(' ');
}

const TEN = Array(10).fill(200).join(' ');

describe('a rate rule', () => {
  test('lets its limit pass in its window of driven time, blocked requests counted', async () => {
    await start([rule(rate())]);
    expect(await statuses(11)).toBe(`${TEN} 403`);
    await api.clock.advance(59_999);
    expect(await statuses(1)).toBe('403');
    await api.clock.advance(1);
    expect(await statuses(9)).toBe(Array(9).fill(200).join(' ')); // one of the ten has come a moment ago
    expect(await statuses(1)).toBe('403');
  });

  test('looks back five minutes unless told otherwise', async () => {
    await start([rule(rate({ EvaluationWindowSec: undefined }))]);
    expect(await statuses(11)).toBe(`${TEN} 403`);
    await api.clock.advance(299_999);
    expect(await statuses(1)).toBe('403');
  });

  test('stands before all else: neither a wrong method nor a missing key is looked at', async () => {
    await start([rule(rate())]);
    for (let at = 0; at < 10; at++) await fetch(`${api.url}/nowhere`, { method: 'PATCH' });
    expect((await get()).status).toBe(403);
    expect(api.received).toHaveLength(0);
    expect((await (await get()).json()) as unknown).toEqual({ message: 'Forbidden' });
  });

  test('counts by the first forwarded address, and not at all without that header', async () => {
    const ForwardedIPConfig = { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH' };
    await start([rule(rate({ AggregateKeyType: 'FORWARDED_IP', ForwardedIPConfig }))]);
    const from = (address: string) => ({ 'x-forwarded-for': address });
    expect(await statuses(11, from('192.0.2.1, 10.0.0.1'))).toBe(`${TEN} 403`);
    expect(await statuses(1, from('192.0.2.1'))).toBe('403');
    expect(await statuses(11, from('192.0.2.2, 192.0.2.1'))).toBe(`${TEN} 403`);
    expect(await statuses(12)).not.toContain('403');
    expect(await statuses(12, from('unknown'))).not.toContain('403');
  });

  test('blocks by its own setting where a forwarded address is none', async () => {
    const ForwardedIPConfig = { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'MATCH' };
    await start([rule(rate({ AggregateKeyType: 'FORWARDED_IP', ForwardedIPConfig }))]);
    expect(await statuses(1, { 'x-forwarded-for': 'unknown' })).toBe('403');
    expect(await statuses(1)).toBe('200');
  });

  test('counts by a header, in small letters where it says so, and not at all without it', async () => {
    const TextTransformations = [{ Priority: 0, Type: 'LOWERCASE' }];
    const CustomKeys = [{ Header: { Name: 'x-api-key', TextTransformations } }];
    await start([rule(rate({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys }))]);
    expect(await statuses(10, { 'x-api-key': 'shop' })).toBe(TEN);
    expect(await statuses(1, { 'X-Api-Key': 'SHOP' })).toBe('403');
    expect(await statuses(10, { 'x-api-key': 'other' })).toBe(TEN);
    expect(await statuses(12)).not.toContain('403');
  });

  test('counts what its scope leaves in, by path and method', async () => {
    const byte = (FieldToMatch: object, PositionalConstraint: string, SearchString: string) => ({
      ByteMatchStatement: {
        FieldToMatch,
        PositionalConstraint,
        SearchString,
        TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      },
    });
    const Statements = [
      byte({ UriPath: {} }, 'STARTS_WITH', '/prod/posts'),
      { NotStatement: { Statement: byte({ Method: {} }, 'EXACTLY', 'OPTIONS') } },
    ];
    await start([rule(rate({ ScopeDownStatement: { AndStatement: { Statements } } }))]);
    const post = (method: string) => fetch(`${api.url}/posts`, { method });
    for (let at = 0; at < 12; at++) expect((await post('OPTIONS')).status).not.toBe(429);
    expect(await statuses(12)).not.toContain('403');
    for (let at = 0; at < 10; at++) expect((await post('POST')).status).toBe(200);
    expect((await post('POST')).status).toBe(403);
  });
});

describe('the answer to a blocked request', () => {
  const always = { NotStatement: { Statement: matchMethod('NONE') } };

  test('is the gateway response WAF_FILTERED, where the API has one', async () => {
    const filtered = part('GatewayResponse', {
      ResponseType: 'WAF_FILTERED',
      StatusCode: '429',
      ResponseParameters: { 'gatewayresponse.header.Retry-After': "'60'" },
      ResponseTemplates: { 'application/problem+json': '{"type":"$context.error.responseType"}' },
    });
    await start([rule(always)], {}, { Filtered: filtered });
    const answer = await get();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toEqual({ type: 'WAF_FILTERED' });
  });

  test('is the rule’s own before the gateway’s', async () => {
    const CustomResponse = {
      ResponseCode: 429,
      CustomResponseBodyKey: 'slow',
      ResponseHeaders: [{ Name: 'Retry-After', Value: '300' }],
    };
    await start(
      [rule(always, { Action: { Block: { CustomResponse } } })],
      { CustomResponseBodies: { slow: { ContentType: 'APPLICATION_JSON', Content: '{"a":1}' } } },
      { Filtered: part('GatewayResponse', { ResponseType: 'WAF_FILTERED', StatusCode: '400' }) },
    );
    const answer = await get();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('300');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ a: 1 });
    expect(api.heard).toContainEqual(expect.objectContaining({ kind: 'request', status: 429 }));
  });
});

describe('of several rules', () => {
  const header = (value: string) => matchHeader('x-who', value);
  const allow = { Action: { Allow: {} } };

  test('the first by priority that fits decides, and one that counts decides nothing', async () => {
    await start(
      [
        rule(header('friend'), { Name: 'late', Priority: 9 }),
        rule(header('friend'), { Name: 'early', Priority: 1, ...allow }),
        rule(header('watched'), { Name: 'count', Priority: 0, Action: { Count: {} } }),
      ],
      { DefaultAction: { Block: {} } },
    );
    expect(await statuses(1, { 'x-who': 'friend' })).toBe('200');
    expect(await statuses(1, { 'x-who': 'watched' })).toBe('403');
    expect(await statuses(1)).toBe('403');
  });

  test('what an earlier one lets pass is not counted by a later one', async () => {
    await start([
      rule(header('friend'), { Name: 'friends', ...allow }),
      rule(rate(), { Name: 'rate', Priority: 1 }),
    ]);
    expect(await statuses(20, { 'x-who': 'friend' })).not.toContain('403');
    expect(await statuses(11)).toBe(`${TEN} 403`);
  });
});

test('an API without an association has no firewall', async () => {
  const { Association: _, ...Resources } = template(
    acl([], { DefaultAction: { Block: {} } }),
  ).Resources;
  api = await startApi({ Resources }, undefined, { emulators: [wafv2] });
  isRunning = true;
  expect(await statuses(1)).toBe('200');
});

test('a managed rule group lets all pass, and says so at start', async () => {
  const managed = {
    ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' },
  };
  await start([rule(managed, { Action: undefined, OverrideAction: { None: {} } })]);
  expect(await statuses(1)).toBe('200');
  expect(api.heard).toContainEqual(
    expect.objectContaining({
      kind: 'notice',
      message: expect.stringContaining('AWSManagedRulesCommonRuleSet have no effect'),
    }),
  );
});
