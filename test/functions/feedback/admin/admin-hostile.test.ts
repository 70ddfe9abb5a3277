import fc from 'fast-check';
import { ADMIN_ROUTES } from '../../../../functions/feedback/admin/admin-routes.ts';
import { STATUSES } from '../../../../functions/feedback/status.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import type { AdminRequest } from '../../../support/admin-call.ts';
import {
  type FeedbackAdmin,
  feedbackAdmin,
  feedbackOf,
} from '../../../support/feedback-admin-call.ts';

let admin: FeedbackAdmin;
beforeEach(async () => {
  admin = feedbackAdmin();
  await admin.store.add(feedbackOf('one'));
});

async function refusal(request: string, more?: AdminRequest): Promise<string> {
  const { status, body } = await admin.call(request, more);
  expect(admin.logged).toEqual([]);
  return `${status} ${String(body.type).split(':').at(-1)}`;
}

const REPLY = 'POST /v1/feedback/one/reply';
const form = (headers: Record<string, string>) => ({ body: { text: 'x' }, headers });

describe('bodies', () => {
  test.each<[string, string, AdminRequest, string]>([
    ['no body', REPLY, {}, '415 unsupported_media_type'],
    ['a form', REPLY, form({ 'content-type': 'text/plain' }), '415 unsupported_media_type'],
    ['gzip', REPLY, form({ 'content-encoding': 'gzip' }), '415 unsupported_media_type'],
    ['bad JSON', REPLY, { body: '{"text":' }, '400 invalid_body'],
    ['a key twice', REPLY, { body: '{"text":"a","text":"b"}' }, '400 invalid_body'],
    ['a prototype', REPLY, { body: '{"text":"a","__proto__":{}}' }, '400 invalid_body'],
    ['depth', REPLY, { body: '['.repeat(8_000) }, '400 invalid_body'],
    ['too much', REPLY, { body: { text: 'x'.repeat(17_000) } }, '413 body_too_large'],
    ['an unknown key', REPLY, { body: { text: 'a', who: 'bob' } }, '400 malformed_request'],
    ['blank text', REPLY, { body: { text: '\u200b \n' } }, '400 malformed_request'],
    ['turned text', REPLY, { body: { text: 'a\u202eb' } }, '400 malformed_request'],
    ['a surrogate', REPLY, { body: '{"text":"\\ud800"}' }, '400 malformed_request'],
    ['NUL', REPLY, { body: { text: 'a\u0000' } }, '400 malformed_request'],
    ['2,001 characters', REPLY, { body: { text: 'x'.repeat(2_001) } }, '400 malformed_request'],
    ['a number', 'POST /v1/feedback/one/merge', { body: { into: 7 } }, '400 malformed_request'],
    [
      'no link',
      'POST /v1/feedback/one/link',
      { body: { to: 'javascript:x' } },
      '400 malformed_request',
    ],
    [
      'no status',
      'POST /v1/feedback/one/status',
      { body: { status: 'done' } },
      '400 malformed_request',
    ],
    ['no address', 'POST /v1/erase', { body: { email: 'bob' } }, '400 malformed_request'],
  ])('%s is refused', async (_, request, more, expected) => {
    expect(await refusal(request, more)).toBe(expected);
    expect((await admin.store.find('one'))?.revision).toBe(1);
  });

  test('an answer to what is wrong repeats no word of it', async () => {
    const { text } = await admin.call(REPLY, { body: { text: 'secret-word\u0000' } });
    expect(text).not.toContain('secret-word');
  });
});

describe('queries, ids, conditions and routes', () => {
  test.each([
    'feedback?limit=0',
    'feedback?limit=101',
    'feedback?limit=1e1',
    'feedback?limit=2&limit=3',
    'feedback?status=open',
    'feedback?release=',
    'feedback?release=a%23b',
    'feedback?toggle=%5F_proto__',
    'feedback?variant=on',
    'feedback?words=%20',
    'feedback?cursor=',
    'feedback?cursor=!',
    'feedback?cursor=YWJj',
    `feedback?cursor=${'A'.repeat(300)}`,
    'feedback?__proto__=1',
    'feedback/one?x=y',
    'export?format=xml',
    'export?limit=5',
    'statistics?hours=0',
    'statistics?hours=745',
  ])('GET /v1/%s is refused', async (path) => {
    expect(await refusal(`GET /v1/${path}`)).toBe('400 malformed_request');
  });

  test.each(['nobody', '__proto__', 'toString', 'a%2Fb', '%00', '%', '..', 'x'.repeat(3_000)])(
    'the id %s is that of no feedback, for every route',
    async (id) => {
      const headers = { 'if-match': '"1"' };
      expect(await refusal(`GET /v1/feedback/${id}`)).toBe('404 not_found');
      for (const [act, body] of [
        ['status', { status: 'planned' }],
        ['reply', { text: 'x' }],
        ['link', { to: 'octo/shop#1' }],
        ['merge', { into: 'one' }],
      ] as const) {
        expect(await refusal(`POST /v1/feedback/${id}/${act}`, { body, headers })).toBe(
          '404 not_found',
        );
      }
    },
  );

  test.each([
    ['*', '400 malformed_request'],
    ['1', '400 malformed_request'],
    ['W/"1"', '400 malformed_request'],
    ['"0"', '412 precondition_failed'],
    ['"x"', '412 precondition_failed'],
    ['"99999999999999999999"', '412 precondition_failed'],
  ])('If-Match: %s is answered %s', async (tag, expected) => {
    const request = { body: { status: 'planned' }, headers: { 'if-match': tag } };
    expect(await refusal('POST /v1/feedback/one/status', request)).toBe(expected);
  });

  test.each([
    ['PUT /v1/feedback/one', 'GET'],
    ['GET /v1/erase', 'POST'],
    ['DELETE /v1/feedback', 'GET'],
  ])('%s is answered 405 with Allow: %s', async (request, allow) => {
    const { status, headers } = await admin.call(request);
    expect([status, headers.allow]).toEqual([405, allow]);
  });

  test('what is no route is nowhere', async () => {
    expect(await refusal('GET /v1/constructor')).toBe('404 not_found');
  });
});

test('an id that DynamoDB would refuse as a key is not asked for', async () => {
  const read = () => Promise.reject(new Error('ValidationException'));
  const strict = feedbackAdmin(Object.assign(admin.store, { read }));
  expect((await strict.call(`GET /v1/feedback/${'x'.repeat(2_100)}`)).status).toBe(404);
});

test('while the store is out of reach every caller hears when to come back', async () => {
  const out = () => Promise.reject(new Unavailable('DynamoDB does not answer'));
  const down = feedbackAdmin(Object.assign(admin.store, { list: out, read: out, find: out }));
  for (const path of ['feedback', 'feedback/one', 'export']) {
    const { status, headers } = await down.call(`GET /v1/${path}`);
    expect([status, headers['retry-after']]).toEqual([503, '5']);
  }
});

const id = fc.constantFrom('one', 'two', 'three', 'nobody', '__proto__');
const anyForm = fc.oneof(
  fc.record({ status: fc.constantFrom(...STATUSES, 'open') }),
  fc.record({ into: id }),
  fc.record({ text: fc.oneof(fc.constant('ok'), fc.string({ unit: 'binary' })) }),
  fc.record({ to: fc.oneof(fc.constantFrom('octo/shop#1', 'abc1234'), fc.string()) }),
  fc.record({ email: fc.constantFrom('bob@example.com', 'x') }),
  fc.jsonValue(),
);
const anyRequest = fc.record({
  route: fc
    .tuple(fc.constantFrom(...ADMIN_ROUTES), id)
    .map(([route, one]) => route.replace('{id}', one)),
  query: fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    fc.webQueryParameters().map((text) => `?${text}`),
  ),
  body: fc.oneof({ weight: 5, arbitrary: anyForm }, fc.string({ unit: 'binary' })),
  revision: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
});

test('whatever callers send, nobody gets a 5xx, and no refusal changes a thing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRequest, { maxLength: 12 }), async (requests) => {
      const fresh = feedbackAdmin();
      for (const each of ['one', 'two', 'three']) await fresh.store.add(feedbackOf(each));
      for (const request of requests) await send(fresh, request);
    }),
    { numRuns: 60 },
  );
});

type AnyRequest = typeof anyRequest extends fc.Arbitrary<infer Request> ? Request : never;

async function send(to: FeedbackAdmin, { route, query, body, revision }: AnyRequest) {
  const state = () => Promise.all(['one', 'two'].map((each) => to.store.read(each)));
  const before = await state();
  const headers = revision === undefined ? {} : { 'if-match': `"${revision}"` };
  const sent = route.startsWith('POST') ? { body, headers } : { headers };
  const { status } = await to.call(`${route}${query}`, sent);
  expect(to.logged).toEqual([]);
  expect(status).toBeLessThan(500);
  if (status >= 400) expect(await state()).toEqual(before);
}
