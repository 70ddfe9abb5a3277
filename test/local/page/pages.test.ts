import { servePages } from '../../../local/page/pages.ts';
import { apiTemplate, lambdaMethod } from '../../support/api-template.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ 'shop-prod-feedback': apiTemplate({ Get: lambdaMethod('GET') }) });
  servePages(cloud, 'prod');
});
afterAll(() => cloud.stop());

interface Body {
  readonly apis: Readonly<Record<string, string>>;
  readonly resources: readonly unknown[];
  readonly events: readonly unknown[];
}

async function ask(path: string, init?: RequestInit) {
  const response = await fetch(cloud.endpoint + path, init);
  const body = (await response.json()) as Body; // what it holds is what these tests are about
  return { status: response.status, type: response.headers.get('content-type'), body };
}

test('the page lets nothing in from elsewhere, and runs nothing inline', async () => {
  const response = await fetch(`${cloud.endpoint}/`);
  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const html = await response.text();
  expect(html).toContain('<h1>Afterprod');
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=/);
  for (const file of ['/page.css', '/page.js']) {
    expect((await fetch(cloud.endpoint + file)).status).toBe(200);
  }
});

test('the overview names addresses, resources and what happened lately', async () => {
  await fetch((await ask('/overview.json')).body.apis['feedback'] ?? '');
  const { body } = await ask('/overview.json');
  expect(body).toMatchObject({
    stage: 'prod',
    awsEndpoint: cloud.endpoint,
    now: new Date(cloud.clock.now()).toISOString(),
    apis: { feedback: expect.stringMatching(/^http/) },
    faults: [],
    requests: [{ kind: 'request', path: '/prod' }],
  });
  expect(body.resources).toContainEqual(
    expect.objectContaining({ type: 'AWS::ApiGateway::RestApi', emulated: true }),
  );
});

test('alarms, mailbox and events are there as JSON', async () => {
  expect((await ask('/alarms.json')).body).toEqual({ alarms: [] });
  expect((await ask('/mailbox.json')).body).toEqual({ messages: [] });
  expect((await ask('/events.json')).body.events).toEqual(expect.any(Array));
});

describe('the clock', () => {
  const advance = (body: string, headers: Record<string, string> = {}) =>
    ask('/clock', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });

  test('is advanced by curl, which calls every body a form unless told otherwise', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await advance('{"advance":"PT1H"}', form)).status).toBe(200);
  });

  test.each([
    ['PT1H', 3_600_000],
    ['P1DT30M', 88_200_000],
    ['P2W', 1_209_600_000],
    ['PT0.5S', 500],
  ])('is advanced by %s', async (duration, milliseconds) => {
    const before = cloud.clock.now();
    const { status, body } = await advance(JSON.stringify({ advance: duration }));
    expect(status).toBe(200);
    expect(body).toEqual({ now: new Date(before + milliseconds).toISOString() });
    expect((await ask('/clock')).body).toEqual(body);
  });

  test.each([
    '',
    'null',
    '{}',
    '{"advance":3600}',
    '{"advance":"1h"}',
    '{"advance":"P"}',
    '{"advance":"PT"}',
    '{"advance":"PT0S"}',
    '{"advance":"-PT1H"}',
    '{"advance":"P1Y"}',
    '{"advance":"P367D"}',
    '{"advance":"PT1H","speed":2}',
  ])('refuses %j as a problem, and stands', async (body) => {
    const before = cloud.clock.now();
    const answer = await advance(body);
    expect(answer).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: { status: 400, detail: expect.stringContaining('PT1H') },
    });
    expect(cloud.clock.now()).toBe(before);
  });

  test.each([
    ['a page elsewhere', { origin: 'https://evil.example' }],
    ['a page of another local port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a form elsewhere', { 'sec-fetch-site': 'cross-site' }],
  ])('%s cannot move it', async (_, headers) => {
    const before = cloud.clock.now();
    const answer = await advance('{"advance":"PT1H"}', headers as Record<string, string>);
    expect(answer).toMatchObject({ status: 403, type: 'application/problem+json' });
    expect(cloud.clock.now()).toBe(before);
  });

  test('the own page can', async () => {
    const own = { origin: cloud.endpoint, 'sec-fetch-site': 'same-origin' };
    expect((await advance('{"advance":"PT1S"}', own)).status).toBe(200);
  });
});
