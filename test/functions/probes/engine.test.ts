import { performance } from 'node:perf_hooks';
import { createEngine } from '../../../functions/probes/engine.ts';
import type { Auth } from '../../../functions/probes/targets/http-request.ts';
import type { HttpTarget, JourneyTarget } from '../../../functions/probes/targets/target.ts';
import { createAddressGuard } from '../../../functions/shared/address-guard.ts';
import { probeRequest } from '../../support/probe-request.ts';
import { startShop } from '../../support/shop.ts';
import { closeTargets, startTarget } from '../../support/target.ts';

const WELL = { on: 'status', ranges: [[200, 299]] } as const;
const BASE = { group: 'rate-1m', giveUpAfterMs: 20_000, expect: [WELL] };

afterEach(closeTargets);

/** A prober of targets on this machine, whose clock is driven. */
function createProber(secrets: Readonly<Record<string, string>> = {}) {
  let nowMs = Date.parse('2026-11-23T09:00:00Z');
  const attempt = createEngine({
    guard: createAddressGuard({ allowPrivate: ['127.0.0.0/8'] }),
    fetchSecret: async (reference) => secrets['secret' in reference ? reference.secret : ''],
    awsKeys: () => Promise.reject(new Error('nothing is signed here')),
    heartbeat: () => Promise.reject(new Error('no job is watched here')),
    now: () => new Date(nowMs),
    nowMs: () => performance.now(),
    worstDelaySince: () => 0,
  });
  return {
    attempt,
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
}

function ordering(url: string, user = 'ann'): JourneyTarget {
  const step = { expect: [WELL], extract: {} };
  const jsonStatus = { on: 'json', path: '$.status', is: { equals: 'paid' } } as const;
  return {
    ...BASE,
    kind: 'journey',
    name: 'order',
    steps: [
      {
        ...step,
        name: 'log in',
        request: probeRequest({ url: `${url}login`, method: 'POST', body: { form: { user } } }),
        extract: { csrf: { body: 'name="csrf" value="([^"]+)"' } },
      },
      {
        ...step,
        name: 'order',
        request: probeRequest({
          url: `${url}orders`,
          method: 'POST',
          headers: { 'x-csrf': '{{csrf}}' },
          body: { json: { csrf: '{{csrf}}' } },
        }),
        extract: { id: { json: '$.id' }, asked: { json: '$.asked.csrf' } },
      },
      {
        ...step,
        name: 'look',
        request: probeRequest({ url: `${url}orders/{{id}}?by=${user}` }),
        expect: [WELL, jsonStatus],
      },
    ],
  };
}

test('a journey logs in, keeps the cookie of a redirect, and orders with what the page said', async () => {
  const shop = await startShop();
  const result = await createProber().attempt(ordering(shop.url));
  expect(shop.log).toEqual([
    'POST /login 303',
    'GET /home 200',
    'POST /orders 201',
    'GET /orders/7?by=ann 200',
  ]);
  expect(result).toMatchObject({ outcome: 'up', status: 200 });
  expect(result.steps).toHaveLength(3);
});

test('a journey that is not let in says at which step', async () => {
  const shop = await startShop();
  const result = await createProber().attempt(ordering(shop.url, 'bob'));
  expect(shop.log).toEqual(['POST /login 401']);
  expect(result).toMatchObject({
    outcome: 'down',
    sentence: 'step 1 of 3, log in: status was 401, expected 200–299',
  });
});

describe('with a token', () => {
  const target = (url: string): HttpTarget => {
    const clientSecret = { secret: 'client' };
    const auth: Auth = { oauth2: { tokenUrl: `${url}token`, clientId: 'probe', clientSecret } };
    return {
      ...BASE,
      kind: 'http',
      name: 'api',
      request: probeRequest({ url: `${url}api`, auth }),
    };
  };

  test('it is fetched once, and again when it was revoked', async () => {
    const shop = await startShop();
    const { attempt, advance } = createProber({ client: 's' });
    expect(await attempt(target(shop.url))).toMatchObject({ outcome: 'up' });
    shop.token = 'second';
    advance(60_000);
    expect(await attempt(target(shop.url))).toMatchObject({ outcome: 'down', status: 401 });
    expect(await attempt(target(shop.url))).toMatchObject({ outcome: 'up' });
    expect(shop.log).toEqual([
      'POST /token 200',
      'GET /api 200',
      'GET /api 401',
      'POST /token 200',
      'GET /api 200',
    ]);
  });

  test('an endpoint that gives none is no failure of the target', async () => {
    const shop = await startShop();
    const result = await createProber({ client: 'wrong' }).attempt(target(shop.url));
    const { host } = new URL(shop.url);
    expect(result).toEqual({
      outcome: 'unknown',
      sentence: `no token from ${host}: it answered 401 (invalid_client)`,
      phases: {},
    });
    expect(shop.log).not.toContain('GET /api 401');
  });

  test('nor is an endpoint that does not answer', async () => {
    const shop = await startShop();
    const { request, ...rest } = target(shop.url);
    const gone = await startShop();
    const auth = target(gone.url).request.auth;
    await closeTargets();
    const result = await createProber({ client: 's' }).attempt({
      ...rest,
      request: { ...request, ...(auth && { auth }) },
    });
    const { host } = new URL(gone.url);
    expect(result).toMatchObject({
      outcome: 'unknown',
      sentence: `no token from ${host}: no answer: the connection was refused (ECONNREFUSED)`,
    });
  });

  test('its endpoint may not be in our own network', async () => {
    const result = await createProber({ client: 's' }).attempt(target('http://10.0.0.1/'));
    expect(result).toMatchObject({
      outcome: 'unknown',
      sentence: 'no token from 10.0.0.1: no answer: 10.0.0.1 is private, not public',
    });
  });
});

test('a target that sends back what it was sent makes no secret known', async () => {
  const { url } = await startTarget((request, response) => {
    const { authorization, 'x-key': key } = request.headers;
    const said = JSON.stringify({ said: `${authorization} / ${key}` });
    response.writeHead(200, { connection: 'close' }).end(said);
  });
  const secrets = { password: 'pass-1234', key: 'k-93ab77c1' };
  const result = await createProber(secrets).attempt({
    ...BASE,
    kind: 'http',
    name: 'echo',
    request: probeRequest({
      url,
      auth: { basic: { user: 'ann', password: { secret: 'password' } } },
      headers: { 'x-key': { secret: 'key' } },
    }),
    expect: [{ on: 'json', path: '$.said', is: { equals: 'ok' } }],
  });
  expect(result).toMatchObject({ sentence: '$.said was "Basic *** / ***", expected "ok"' });
});
