import { type RequestOptions, request } from 'node:http';
import type { Challenge } from '../../functions/feedback/challenge/challenge.ts';
import type { Stage } from '../../local/assembly.ts';
import { solved } from '../support/solved.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

jest.setTimeout(60_000);

const BUG = { kind: 'bug', message: 'Pay does nothing' };
const USUAL = 3;
const POSTS_OF_AN_ADDRESS = 100;

/** Few posts make a flood: sixty would take their time. */
function easilyFlooded(stage: Stage): Stage {
  const shrink = (key: string, value: unknown) =>
    key === 'CHALLENGE_ABOVE' ? String(USUAL) : value;
  const stacks = stage.stacks.map((stack) => ({
    ...stack,
    template: JSON.parse(JSON.stringify(stack.template, shrink)),
  }));
  return { ...stage, stacks };
}

let storefront: Storefront;

beforeAll(async () => {
  storefront = await startStorefront({ change: easilyFlooded });
});
afterAll(() => storefront?.stop());

async function challenge(): Promise<Challenge> {
  const answer = await fetch(`${storefront.apis['feedback']}/v1/challenge`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Challenge;
}

test('a post is taken though it cannot be read whether it needs a solution', async () => {
  const untilMs = storefront.cloud.clock.now() + 1_000;
  const fault = { service: 'dynamodb', operation: 'GetItem', kind: 'outage', untilMs } as const;
  storefront.cloud.faults.inject(fault);
  expect((await storefront.postFeedback(BUG)).status).toBe(202);
  await storefront.minutes(1);
});

test('when posts come too fast each must bring a solution, once, until they come as usual again', async () => {
  for (let post = 0; post <= USUAL; post += 1) {
    expect((await storefront.postFeedback(BUG)).status).toBe(202);
  }
  await storefront.minutes(1);

  const refused = await storefront.postFeedback(BUG);
  expect(refused.status).toBe(428);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(await refused.json()).toMatchObject({ type: 'urn:afterprod:problem:challenge_required' });

  const altcha = await solved(await challenge());
  const retry = { altcha, 'idempotency-key': 'the-answer-got-lost' };
  const kept = await storefront.postFeedback(BUG, retry);
  expect(kept.status).toBe(202);
  const again = await storefront.postFeedback(BUG, retry);
  expect(again.status).toBe(202);
  expect(await again.json()).toEqual(await kept.json());
  expect((await storefront.postFeedback(BUG, { altcha })).status).toBe(428);
  expect((await storefront.postFeedback(BUG, { altcha: 'A'.repeat(5_000) })).status).toBe(428);

  await storefront.minutes(15);
  expect((await storefront.postFeedback(BUG)).status).toBe(202);
});

test('pages of other origins may send the solution, and read the challenge', async () => {
  const origin = 'https://shop.example.com';
  const preflight = await fetch(`${storefront.apis['feedback']}/v1/feedback`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  });
  const allowed = preflight.headers.get('access-control-allow-headers')?.split(',');
  expect(allowed).toEqual(expect.arrayContaining(['Altcha', 'Idempotency-Key']));
  const read = await fetch(`${storefront.apis['feedback']}/v1/challenge`, { headers: { origin } });
  expect(read.headers.get('access-control-allow-origin')).toBe('*');
  expect(read.headers.get('cache-control')).toBe('no-store');
});

interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A post without a key, which no function sees: WAF looks before the key is looked at. */
function postFrom(localAddress: string): Promise<Answered> {
  const options: RequestOptions = {
    method: 'POST',
    localAddress,
    headers: { 'content-type': 'application/json' },
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${storefront.apis['feedback']}/v1/feedback`, options, async (answer) => {
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(part);
      const body = Buffer.concat(parts).toString();
      resolve({ status: answer.statusCode, headers: answer.headers, body });
    });
    sent.once('error', reject);
    sent.end('{}');
  });
}

test('WAF holds back the one address that posts too often, for a minute, in the words of the API', async () => {
  for (let post = 0; post < POSTS_OF_AN_ADDRESS; post += 1) {
    expect((await postFrom('127.0.0.9')).status).toBe(403);
  }
  const { status, headers, body } = await postFrom('127.0.0.9');
  expect(status).toBe(429);
  expect(headers).toMatchObject({
    'retry-after': '60',
    'content-type': 'application/problem+json',
  });
  expect(JSON.parse(body)).toMatchObject({ type: 'urn:afterprod:problem:too_many_requests' });
  expect((await storefront.postFeedback(BUG)).status).toBe(202);
  await storefront.minutes(1);
  expect((await postFrom('127.0.0.9')).status).toBe(403);
});
