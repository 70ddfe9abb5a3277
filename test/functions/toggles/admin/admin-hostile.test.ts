import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { CorruptDocument } from '../../../../functions/toggles/store/corrupt-document.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import {
  type Admin,
  type AdminRequest,
  adminOf,
  adminOver,
  NOON_MS,
} from '../../../support/admin-call.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const IF_MATCH = { 'if-match': '"1"' };
const NEW = { 'if-none-match': '*' };
const TOGGLE = JSON.stringify(toggle());

let admin: Admin;
beforeEach(async () => {
  admin = await adminOf(documentOf({ 'new-checkout': toggle(), constructor: toggle() }));
});

/** Status and code of the answer, after which nothing has changed and nothing was our fault. */
async function refusal(request: string, more: AdminRequest = {}): Promise<string> {
  const { status, body, headers } = await admin.call(request, more);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(admin.logged).toEqual([]);
  expect(await admin.store.readHead()).toEqual({ docVersion: 1, killVersion: 0, kills: {} });
  return `${status} ${body.type.replace('urn:afterprod:problem:', '')}`;
}

describe('bodies', () => {
  const headers = IF_MATCH;
  const put = 'PUT /v1/toggles/new-checkout';

  test.each<[string, AdminRequest, string]>([
    [
      'no body',
      { headers: { ...headers, 'content-type': 'application/json' } },
      '400 invalid_body',
    ],
    ['bad JSON', { headers, body: '{"state":' }, '400 invalid_body'],
    [
      'a form',
      { headers: { ...headers, 'content-type': 'text/plain' }, body: 'a=b' },
      '415 unsupported_media_type',
    ],
    ['over 256 kB', { headers, body: `"${'x'.repeat(262_143)}"` }, '413 body_too_large'],
    [
      'a key twice',
      { headers, body: TOGGLE.replace('{', '{"state":"DISABLED",') },
      '400 invalid_body',
    ],
    ['__proto__', { headers, body: TOGGLE.replace('{', '{"__proto__":{},') }, '400 invalid_body'],
    ['200 levels', { headers, body: `${'['.repeat(200)}${']'.repeat(200)}` }, '400 invalid_body'],
    ['no toggle', { headers, body: [] }, '422 toggle_invalid'],
    ['null', { headers, body: 'null' }, '422 toggle_invalid'],
    ['wrong types', { headers, body: { ...toggle(), variants: 7 } }, '422 toggle_invalid'],
    ['an unknown key', { headers, body: { ...toggle(), vriants: {} } }, '422 toggle_invalid'],
    ['a bad default', { headers, body: toggle({ defaultVariant: 'x' }) }, '422 toggle_invalid'],
    ['no owner', { headers, body: { ...toggle(), metadata: {} } }, '422 toggle_invalid'],
    [
      'a date that has passed',
      { headers, body: toggle({ metadata: { expires: '2026-11-22' } }) },
      '422 toggle_invalid',
    ],
    [
      'a segment that is not there',
      { headers, body: toggle({ targeting: { $ref: 'vips' } }) },
      '422 toggle_invalid',
    ],
    ['a cyclic segment', { headers, body: { ...toggle(), $evaluators: {} } }, '422 toggle_invalid'],
  ])('%s is refused as a toggle', async (_, more, expected) => {
    expect(await refusal(put, more)).toBe(expected);
  });

  test('every fault of a toggle is told, with its place and its fix', async () => {
    const body = { ...toggle({ defaultVariant: 'x' }), state: 'ON' };
    const { errors } = (await admin.call(put, { headers, body })).body;
    expect(errors).toEqual([
      { pointer: '/state', code: 'bad_state', detail: expect.any(String) },
      {
        pointer: '/defaultVariant',
        code: 'unknown_variant',
        detail: expect.stringContaining("did you mean 'on'"),
      },
    ]);
  });

  test.each<[string, string, AdminRequest, string]>([
    ['no document', 'PUT /v1/document', { body: [] }, '422 toggle_invalid'],
    ['a document without toggles', 'PUT /v1/document', { body: {} }, '422 toggle_invalid'],
    [
      'a document over 2 MB',
      'PUT /v1/document',
      { body: `"${'x'.repeat(2_000_000)}"` },
      '413 body_too_large',
    ],
    [
      'nothing to lint',
      'POST /v1/lint',
      { headers: { 'content-type': 'application/json' } },
      '400 invalid_body',
    ],
    ['set without a variant', 'POST /v1/toggles/new-checkout/set', {}, '400 malformed_request'],
    [
      'an unknown variant',
      'POST /v1/toggles/new-checkout/set',
      { body: { variant: '__proto__x' } },
      '422 toggle_invalid',
    ],
    [
      'a variant that every object has',
      'POST /v1/toggles/new-checkout/kill',
      { body: { variant: 'toString' } },
      '422 toggle_invalid',
    ],
    [
      'percent as text',
      'POST /v1/toggles/new-checkout/rollout',
      { body: { percent: '25' } },
      '400 malformed_request',
    ],
    [
      'over 100 %',
      'POST /v1/toggles/new-checkout/rollout',
      { body: { percent: 101 } },
      '400 malformed_request',
    ],
    [
      'three decimals',
      'POST /v1/toggles/new-checkout/rollout',
      { body: { percent: 0.001 } },
      '422 toggle_invalid',
    ],
    [
      'an endless percent',
      'POST /v1/toggles/new-checkout/rollout',
      { body: '{"percent":1e999}' },
      '400 malformed_request',
    ],
    [
      'an unknown member',
      'POST /v1/toggles/new-checkout/kill',
      { body: { reason: 'x' } },
      '400 malformed_request',
    ],
    [
      'an empty why',
      'POST /v1/toggles/new-checkout/kill',
      { body: { why: '' } },
      '400 malformed_request',
    ],
    [
      'a long why',
      'POST /v1/toggles/new-checkout/kill',
      { body: { why: 'x'.repeat(501) } },
      '400 malformed_request',
    ],
    [
      'a list as form',
      'POST /v1/toggles/new-checkout/enable',
      { body: [] },
      '400 malformed_request',
    ],
    [
      'a form over 16 kB',
      'POST /v1/toggles/new-checkout/kill',
      { body: `"${'x'.repeat(16_384)}"` },
      '413 body_too_large',
    ],
    [
      'a context that is none',
      'POST /v1/toggles/new-checkout/evaluate',
      { body: { context: 7 } },
      '400 malformed_request',
    ],
    [
      'a numeric targetingKey',
      'POST /v1/toggles/new-checkout/evaluate',
      { body: { context: { targetingKey: 7 } } },
      '400 malformed_request',
    ],
    [
      'undo of a key and to a version',
      'POST /v1/undo',
      { body: { key: 'new-checkout', to: 1 } },
      '400 malformed_request',
    ],
    ['undo to no version', 'POST /v1/undo', { body: { to: 0 } }, '400 malformed_request'],
    [
      'undo to a version that is to come',
      'POST /v1/undo',
      { body: { to: 2 } },
      '404 toggle_version_unknown',
    ],
    [
      'undo of a toggle that nobody changed',
      'POST /v1/undo',
      { body: { key: 'nobody' } },
      '409 toggle_unchanged',
    ],
  ])('%s is refused', async (_, request, more, expected) => {
    expect(await refusal(request, more)).toBe(expected);
  });
});

describe('answers', () => {
  /** What a Lambda function may answer, its body written as JSON once more. */
  const MAX_BYTES = 6_000_000;

  test.each<[string, object]>([
    ['a key of half a megabyte', { ['"'.repeat(450_000)]: toggle() }],
    ['hundreds of faults with long names', manyFaults()],
  ])('stay small for %s', async (_, flags) => {
    const body = { ...documentOf({}), flags };
    for (const request of ['POST /v1/lint', 'PUT /v1/document']) {
      const { status, text } = await admin.call(request, { body });
      expect(status).toBe(request.endsWith('lint') ? 200 : 422);
      expect(JSON.stringify(text).length).toBeLessThan(MAX_BYTES);
    }
  });

  function manyFaults() {
    const names = (length: number) =>
      Array.from({ length: 100 }, (_, index) => `${index}`.padStart(length, 'n'));
    const variants = Object.fromEntries(names(90).map((name) => [name, true]));
    const targeting = { if: names(60).flatMap((name) => [true, name]) };
    const faulty = { ...toggle(), variants, targeting };
    return Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`t${index}`, faulty]));
  }
});

describe('keys', () => {
  const acts = ['kill', 'restore', 'enable', 'disable', 'evaluate'].map(
    (act) => `POST /v1/toggles/KEY/${act}`,
  );

  test.each(['GET /v1/toggles/KEY', 'DELETE /v1/toggles/KEY', ...acts])(
    'an unknown one is a 404 at %s',
    async (route) => {
      for (const key of [
        'nobody',
        '__proto__',
        'toString',
        'a%2Fb',
        '%00',
        '%',
        '%C3',
        '..',
        '*',
        '%E2%80%AE',
      ]) {
        expect(await refusal(route.replace('KEY', key), { headers: IF_MATCH })).toBe(
          '404 toggle_unknown',
        );
      }
    },
  );

  test('the nearest one is named', async () => {
    const { body } = await admin.call('GET /v1/toggles/new-chekout');
    expect(body.detail).toContain("Did you mean 'new-checkout'?");
  });

  test('a toggle may be called constructor', async () => {
    expect((await admin.call('POST /v1/toggles/constructor/kill')).status).toBe(200);
    const { toggles } = (await admin.call('GET /v1/toggles')).body;
    expect(toggles).toMatchObject([
      { serves: { state: 'killed' } },
      { serves: { state: 'enabled' } },
    ]);
  });

  test.each(['__proto__', '-a', 'a%20b', 'x'.repeat(101), 'a%2Fb'])(
    'no toggle is created under %s',
    async (key) => {
      const request = { body: toggle(), headers: NEW };
      expect(await refusal(`PUT /v1/toggles/${key}`, request)).toBe('422 toggle_invalid');
    },
  );
});

describe('conditions', () => {
  const put = 'PUT /v1/toggles/new-checkout';
  const body = toggle({ defaultVariant: 'on' });

  test.each<[Record<string, string>, string]>([
    [{}, '428 precondition_required'],
    [{ 'if-match': '*' }, '400 malformed_request'],
    [{ 'if-match': '1' }, '400 malformed_request'],
    [{ 'if-match': 'W/"1"' }, '400 malformed_request'],
    [{ 'if-match': '' }, '400 malformed_request'],
    [{ 'if-match': '"1" "2"' }, '400 malformed_request'],
    [{ 'if-match': '"1"', 'if-none-match': '*' }, '400 malformed_request'],
    [{ 'if-none-match': '"1"' }, '400 malformed_request'],
    [{ 'if-match': '"0"' }, '412 precondition_failed'],
    [{ 'if-match': '"2"' }, '412 precondition_failed'],
    [{ 'if-match': '"01x"' }, '412 precondition_failed'],
    [{ 'if-match': '"", "-1", "1e0", "1.5.2"' }, '412 precondition_failed'],
    [{ 'if-match': '"9999999999999999999999"' }, '412 precondition_failed'],
    [{ 'if-none-match': '*' }, '412 precondition_failed'],
  ])('a PUT with %j is refused', async (headers, expected) => {
    expect(await refusal(put, { body, headers })).toBe(expected);
  });

  test('a header that is sent twice is refused', async () => {
    const headers = { 'If-Match': '"1"', 'if-match': '"2"' };
    expect(await refusal(put, { body, headers })).toBe('400 malformed_request');
  });

  test.each(['DELETE /v1/toggles/new-checkout', 'PUT /v1/document?replace=true'])(
    '%s wants If-Match',
    async (request) => {
      const sent = request.startsWith('PUT') ? { body: documentOf({}) } : {};
      expect(await refusal(request, sent)).toBe('428 precondition_required');
    },
  );

  test('who replaces a toggle that is gone hears so', async () => {
    expect(await refusal('PUT /v1/toggles/gone', { body, headers: IF_MATCH })).toBe(
      '404 toggle_unknown',
    );
  });
});

describe('queries', () => {
  test.each([
    '/v1/toggles?verbose=1',
    '/v1/history?limit=0',
    '/v1/history?limit=101',
    '/v1/history?limit=1.5',
    '/v1/history?limit=',
    '/v1/history?limit=-1',
    '/v1/history?limit=1e1',
    '/v1/history?limit=2&limit=3',
    '/v1/history?before=0',
    '/v1/history?before=99999999999999999999',
    '/v1/history?key=',
    '/v1/history?__proto__=1',
    '/v1/history/0',
    '/v1/history/abc',
    '/v1/history/1?x=y',
    '/v1/history/99999999999999999999',
    '/v1/document?replace=true',
  ])('GET %s is refused', async (path) => {
    expect(await refusal(`GET ${path}`)).toBe('400 malformed_request');
  });

  test('an import replaces by true or false, and nothing else', async () => {
    const request = { body: documentOf({}), headers: IF_MATCH };
    expect(await refusal('PUT /v1/document?replace=yes', request)).toBe('400 malformed_request');
  });

  test('a why in the query of an edit with a form is not overlooked', async () => {
    expect(await refusal('POST /v1/toggles/new-checkout/kill?why=x')).toBe('400 malformed_request');
  });
});

describe('routes', () => {
  test.each([
    ['PATCH /v1/toggles', 'GET'],
    ['POST /v1/toggles/new-checkout', 'GET, PUT, DELETE'],
    ['GET /v1/toggles/new-checkout/kill', 'POST'],
    ['OPTIONS /v1/document', 'GET, PUT'],
    ['HEAD /v1/lint', 'POST'],
  ])('%s is answered 405 with Allow: %s', async (request, allow) => {
    expect((await admin.call(request)).headers.allow).toBe(allow);
    expect(await refusal(request)).toBe('405 method_not_allowed');
  });

  test.each([
    'GET /',
    'POST /v1/toggles/new-checkout/explode',
    'GET /v2/toggles',
    'GET /constructor',
  ])('%s is nowhere', async (request) => {
    expect(await refusal(request)).toBe('404 not_found');
  });
});

describe('our own faults', () => {
  test('while the store is out of reach every route answers 503, and when to come back', async () => {
    const out = () => Promise.reject(new Unavailable('DynamoDB does not answer'));
    const store = {
      readHead: out,
      readDocument: out,
      readVersion: out,
      save: out,
      kill: out,
      restore: out,
      history: out,
    };
    const down = adminOver(store);
    for (const request of [
      'GET /v1/toggles',
      'GET /v1/history',
      'POST /v1/undo',
      'POST /v1/toggles/a/kill',
    ]) {
      const { status, headers } = await down.call(request);
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('5');
    }
  });

  test('a kill whose answer is on its way is not answered with an outage', async () => {
    class FailingAfterKill extends MemoryToggleStore {
      override async kill(...args: Parameters<MemoryToggleStore['kill']>) {
        const entry = await super.kill(...args);
        this.readHead = () => Promise.reject(new Unavailable('gone'));
        return entry;
      }
    }
    const store = new FailingAfterKill(() => NOON_MS);
    const document = documentOf({ a: toggle() });
    await store.save({ document, summary: 'all', keys: [] }, 0, { who: 'bob', why: 'x' });
    expect((await adminOver(store).call('POST /v1/toggles/a/kill')).status).toBe(200);
  });

  test('where the document is corrupt a kill that names its variant works', async () => {
    const document = documentOf({ a: toggle() });
    const store = new MemoryToggleStore(() => NOON_MS);
    await store.save({ document, summary: 'all', keys: [] }, 0, { who: 'bob', why: 'x' });
    store.readDocument = () => Promise.reject(new CorruptDocument('torn'));
    store.readVersion = () => Promise.reject(new CorruptDocument('torn'));
    const broken = adminOver(store);
    expect((await broken.call('POST /v1/toggles/a/kill')).status).toBe(500);
    expect(broken.logged[0]?.message).toContain('torn');
    const { status, body } = await broken.call('POST /v1/toggles/a/kill', {
      body: { variant: 'off' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({ key: 'a', docVersion: 1, killVersion: 1, revision: 2 });
  });

  test('an API that lets in whom nobody has signed for is a defect', async () => {
    const { status } = await admin.call('POST /v1/toggles/new-checkout/kill', { userArn: '' });
    expect(status).toBe(500);
    expect(admin.logged[0]?.message).toContain('must be authorized by AWS_IAM');
  });
});
