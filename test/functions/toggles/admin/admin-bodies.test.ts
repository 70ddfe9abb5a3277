import type { Admin, AdminRequest } from '../../../support/admin-call.ts';
import { hostileAdmin, IF_MATCH, refusalOf, TOGGLE } from '../../../support/hostile-admin.ts';
import { toggle } from '../../../support/toggle-builders.ts';

let admin: Admin;
beforeEach(async () => {
  admin = await hostileAdmin();
});

const refusal = (request: string, more?: AdminRequest) => refusalOf(admin, request, more);

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
