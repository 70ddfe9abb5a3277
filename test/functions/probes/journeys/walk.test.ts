import { createWalk } from '../../../../functions/probes/journeys/walk.ts';
import type { AttemptResult } from '../../../../functions/probes/kinds/attempt-result.ts';
import type { CheckHttp } from '../../../../functions/probes/kinds/check-http.ts';
import type { HttpRequest } from '../../../../functions/probes/targets/http-request.ts';
import type { JourneyStep } from '../../../../functions/probes/targets/target.ts';
import { probeRequest } from '../../../support/probe-request.ts';
import { seenHttp } from '../../../support/seen-http.ts';

const walk = createWalk(() => Date.parse('2026-11-23T09:00:00Z'));

const UP: AttemptResult = {
  outcome: 'up',
  sentence: 'status was 200 after 10 ms',
  status: 200,
  latencyMs: 10,
  phases: { firstByteMs: 10 },
};

const step = (name: string, more: Partial<JourneyStep> = {}): JourneyStep => ({
  name,
  request: probeRequest({ url: `https://shop.example.com/${name}` }),
  expect: [],
  extract: {},
  ...more,
});

interface Answer {
  readonly result?: Partial<AttemptResult>;
  readonly body?: string;
  readonly setCookies?: readonly string[];
}

/** A shop that gives these answers in turn, and notes what it was asked. */
function shop(...answers: Answer[]) {
  const asked: (HttpRequest & { cookie: string | undefined; privateHeaders: readonly string[] })[] =
    [];
  const check: CheckHttp = async (request, _, session) => {
    const { result, body, setCookies = [] } = answers[asked.length] ?? {};
    const url = new URL(request.url);
    const cookie = session?.cookies.headerFor(url);
    asked.push({ ...request, cookie, privateHeaders: [...(session?.privateHeaders ?? [])] });
    session?.cookies.keep(url, setCookies);
    const whole = { ...UP, ...result };
    return { result: whole, ...(whole.outcome === 'unknown' ? {} : { seen: seenHttp(body) }) };
  };
  return { check, asked };
}

test('each step has the cookies and the variables of those before', async () => {
  const { check, asked } = shop(
    { body: '{"token":"t 1"}', setCookies: ['session=s; Path=/'] },
    { body: 'order 7' },
    {},
  );
  const result = await walk(
    [
      step('login', { extract: { token: { json: '$.token' } } }),
      step('order', {
        request: probeRequest({
          url: 'https://shop.example.com/order',
          headers: { 'x-token': '{{token}}' },
        }),
        extract: { order: { body: 'order ([0-9]+)' } },
      }),
      step('pay', {
        request: probeRequest({ url: 'https://shop.example.com/pay/{{order}}?t={{token}}' }),
      }),
    ],
    check,
  );
  expect(asked.map(({ url, cookie }) => [url, cookie])).toEqual([
    ['https://shop.example.com/login', undefined],
    ['https://shop.example.com/order', 'session=s'],
    ['https://shop.example.com/pay/7?t=t%201', 'session=s'],
  ]);
  expect(asked[1]).toMatchObject({ headers: { 'x-token': 't 1' }, privateHeaders: ['x-token'] });
  expect(result).toMatchObject({
    outcome: 'up',
    sentence: 'all 3 steps answered after 30 ms',
    latencyMs: 30,
    status: 200,
    phases: { firstByteMs: 10 },
  });
  expect(result.steps?.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    'login up',
    'order up',
    'pay up',
  ]);
});

test('nothing of one walk is left for the next', async () => {
  const { check, asked } = shop({ setCookies: ['session=s; Path=/'] }, {});
  await walk([step('login')], check);
  await walk([step('login')], check);
  expect(asked[1]?.cookie).toBeUndefined();
});

test.each(['down', 'unknown'] as const)('it ends at the first step that is %s', async (outcome) => {
  const { check, asked } = shop(
    { result: { outcome: 'degraded', sentence: 'slow' } },
    { result: { outcome, sentence: 'status was 503, expected 200–299', status: 503 } },
  );
  const result = await walk([step('cart'), step('pay'), step('receipt')], check);
  expect(asked).toHaveLength(2);
  expect(result).toMatchObject({
    outcome,
    sentence: 'step 2 of 3, pay: status was 503, expected 200–299',
    status: 503,
  });
  expect(result.steps).toHaveLength(2);
});

test('a step that is degraded makes the whole so, and is gone on from', async () => {
  const { check } = shop({}, { result: { outcome: 'degraded', sentence: 'disk was warn' } }, {});
  const result = await walk([step('cart'), step('pay'), step('receipt')], check);
  expect(result).toMatchObject({
    outcome: 'degraded',
    sentence: 'step 2 of 3, pay: disk was warn',
  });
  expect(result.steps).toHaveLength(3);
});

test('a variable that an answer does not hold makes its step fail, not a later one', async () => {
  const { check, asked } = shop({ body: '{}' });
  const login = step('login', { extract: { token: { json: '$.token' } } });
  const result = await walk([login, step('pay')], check);
  expect(asked).toHaveLength(1);
  expect(result).toMatchObject({
    outcome: 'down',
    sentence: 'step 1 of 2, login: {{token}} has no value: $.token was missing',
    status: 200,
    latencyMs: 10,
  });
});

test('a variable that cannot stand in the next request makes that step fail, unsent', async () => {
  const { check, asked } = shop({ body: '{"id":".."}' });
  const pay = step('pay', {
    request: probeRequest({ url: 'https://shop.example.com/{{id}}/pay' }),
  });
  const result = await walk([step('order', { extract: { id: { json: '$.id' } } }), pay], check);
  expect(asked).toHaveLength(1);
  expect(result).toMatchObject({
    outcome: 'down',
    sentence: 'step 2 of 2, pay: its address would lead elsewhere than a variable may',
    phases: {},
  });
});

test('the latency is that of all steps, or of none', async () => {
  const { latencyMs: _, ...untimed } = UP;
  const check: CheckHttp = async () => ({ result: untimed, seen: seenHttp() });
  const result = await walk([step('cart')], check);
  expect(result.sentence).toBe('its step answered');
  expect(result).not.toHaveProperty('latencyMs');
});

test('of several certificates the one that expires first is told', async () => {
  const certificate = (daysLeft: number) => ({
    daysLeft,
    expiresAt: '2026-12-01T00:00:00Z',
    subject: 'shop.example.com',
    issuer: 'CA',
  });
  const { check } = shop(
    { result: { certificate: certificate(30) } },
    { result: { certificate: certificate(3) } },
    {},
  );
  const result = await walk([step('a'), step('b'), step('c')], check);
  expect(result.certificate).toMatchObject({ daysLeft: 3 });
});
