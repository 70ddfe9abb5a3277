import type { Admin, AdminRequest } from '../../../support/admin-call.ts';
import { hostileAdmin, IF_MATCH, NEW, refusalOf } from '../../../support/hostile-admin.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

let admin: Admin;
beforeEach(async () => {
  admin = await hostileAdmin();
});

const refusal = (request: string, more?: AdminRequest) => refusalOf(admin, request, more);

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
