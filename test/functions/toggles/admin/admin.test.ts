import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import { type Admin, adminOver, NOON_MS } from '../../../support/admin-call.ts';
import { BANNER, BOB, bannerAdmin, latestChange } from '../../../support/banner-admin.ts';

let admin: Admin;
beforeEach(async () => {
  admin = await bannerAdmin();
});

describe('reading', () => {
  test('lists what each toggle serves, its kill and its facts, not its rules', async () => {
    await admin.call('POST /v1/toggles/banner/kill', { body: { why: 'wrong year' } });
    const { status, body, etag } = await admin.call('GET /v1/toggles');
    expect(status).toBe(200);
    expect(etag).toBe('"1.1"');
    expect(body).toMatchObject({ docVersion: 1, killVersion: 1, revision: 2 });
    expect(body.toggles).toMatchObject([
      {
        key: 'banner',
        serves: { state: 'killed', variant: 'none' },
        kill: { variant: 'none', who: 'assumed-role/Admin/ann', why: 'wrong year' },
        variants: ['none', 'winter', 'spring'],
        metadata: { owner: 'shop' },
      },
      { key: 'new-checkout', serves: { state: 'enabled', variant: 'off', hasRules: false } },
    ]);
    expect(JSON.stringify(body)).not.toContain('ends_with');
  });

  test('shows one toggle whole, as a PUT takes it', async () => {
    const { body, etag } = await admin.call('GET /v1/toggles/banner');
    expect(body).toMatchObject({ key: 'banner', toggle: BANNER, revision: 1 });
    const again = { body: body.toggle, headers: { 'if-match': etag } };
    expect((await admin.call('PUT /v1/toggles/banner', again)).status).toBe(200);
  });

  test.each(['/v1/toggles', '/v1/toggles/banner', '/v1/document'])(
    'answers 304 to who has %s already, until something changes',
    async (path) => {
      const headers = { 'if-none-match': (await admin.call(`GET ${path}`)).etag };
      const known = await admin.call(`GET ${path}`, { headers });
      expect(known).toMatchObject({ status: 304, text: '' });
      await admin.call('POST /v1/toggles/banner/set', { body: { variant: 'winter' } });
      expect((await admin.call(`GET ${path}`, { headers })).status).toBe(200);
    },
  );

  test('a kill is another state of a toggle, but no other version of the document', async () => {
    const all = { 'if-none-match': (await admin.call('GET /v1/toggles')).etag };
    const whole = { 'if-none-match': (await admin.call('GET /v1/document')).etag };
    await admin.call('POST /v1/toggles/banner/kill');
    expect((await admin.call('GET /v1/toggles', { headers: all })).status).toBe(200);
    expect((await admin.call('GET /v1/document', { headers: whole })).status).toBe(304);
  });

  test('a stage without toggles has an empty list and an empty document', async () => {
    admin = adminOver(new MemoryToggleStore(() => NOON_MS));
    const list = await admin.call('GET /v1/toggles');
    expect(list).toMatchObject({ etag: '"0.0"', body: { revision: 0, toggles: [] } });
    const document = await admin.call('GET /v1/document');
    expect(document).toMatchObject({ etag: '"0"', body: { flags: {} } });
  });

  test('evaluates a toggle for one user, kills included', async () => {
    const evaluate = async (context?: object) =>
      (await admin.call('POST /v1/toggles/banner/evaluate', { body: { context } })).body;
    const inside = { email: 'ann@shop.example' };
    expect(await evaluate(inside)).toMatchObject({ value: 'Sale!', reason: 'TARGETING_MATCH' });
    expect(await evaluate()).toMatchObject({ variant: 'none', reason: 'DEFAULT' });
    await admin.call('POST /v1/toggles/banner/kill', { body: { variant: 'spring' } });
    expect(await evaluate(inside)).toMatchObject({ value: 'New!', reason: 'DISABLED' });
  });

  test('an evaluation that fails tells why', async () => {
    await admin.call('POST /v1/toggles/new-checkout/rollout', { body: { percent: 50 } });
    const answer = await admin.call('POST /v1/toggles/new-checkout/evaluate');
    expect(answer).toMatchObject({ status: 200, body: { errorCode: 'TARGETING_KEY_MISSING' } });
  });
});

describe('short edits', () => {
  test.each([
    ['enable', undefined, { variant: 'on', hasRules: false }],
    ['disable', undefined, { variant: 'off', hasRules: false }],
    ['set', { variant: 'on' }, { variant: 'on' }],
    ['rollout', { percent: 25 }, { percentages: { on: 25, off: 75 } }],
    ['rollout', { percent: 0.5, variant: 'on' }, { percentages: { on: 0.5, off: 99.5 } }],
  ])('%s %j answers what is served then', async (act, body, serves) => {
    const answer = await admin.call(`POST /v1/toggles/new-checkout/${act}`, { body });
    expect(answer).toMatchObject({ status: 200, etag: '"2.0"', body: { serves, revision: 2 } });
    expect(await latestChange(admin)).toMatchObject({
      who: 'assumed-role/Admin/ann',
      why: `POST /v1/toggles/{key}/${act}`,
      keys: ['new-checkout'],
    });
  });

  test('keep the reason that the caller gives', async () => {
    await admin.call('POST /v1/toggles/new-checkout/enable', { body: { why: 'tested in beta' } });
    expect(await latestChange(admin)).toMatchObject({ why: 'tested in beta' });
  });
});

describe('kill and restore', () => {
  test('serve the safe variant, or the one that is named, until the kill ends', async () => {
    const headers = { 'if-match': '"77"' }; // somebody's client sends it always: a kill does not look at it
    const killed = await admin.call('POST /v1/toggles/banner/kill', { headers });
    expect(killed).toMatchObject({
      status: 200,
      etag: '"1.1"',
      body: { serves: { state: 'killed', variant: 'none' }, killVersion: 1, revision: 2 },
    });
    const again = await admin.call('POST /v1/toggles/banner/kill', { body: { variant: 'spring' } });
    expect(again).toMatchObject({ etag: '"1.2"', body: { kill: { variant: 'spring' } } });
    const restored = await admin.call('POST /v1/toggles/banner/restore', { body: { why: 'ok' } });
    expect(restored).toMatchObject({ etag: '"1.3"', body: { serves: { state: 'enabled' } } });
    expect(restored.body.kill).toBeUndefined();
    expect(await latestChange(admin)).toMatchObject({ kind: 'restore', why: 'ok' });
  });

  test('an edit that came in while it was killed is not overwritten by the ETag of the kill', async () => {
    const { store } = admin;
    const kill = store.kill.bind(store);
    store.kill = async (...args) => {
      await editToggles(store, (now) => setDefaultVariant(now, 'banner', 'winter'), BOB);
      return kill(...args);
    };
    const killed = await admin.call('POST /v1/toggles/banner/kill');
    expect(killed.body.toggle).toEqual(BANNER);
    const request = { body: BANNER, headers: { 'if-match': killed.etag } };
    expect((await admin.call('PUT /v1/toggles/banner', request)).status).toBe(412);
  });

  test('what is not killed is restored already', async () => {
    const answer = await admin.call('POST /v1/toggles/banner/restore');
    expect(answer).toMatchObject({ status: 200, etag: '"1.0"' });
  });

  test('a toggle that is removed takes its kill along, and an undo brings both back', async () => {
    await admin.call('POST /v1/toggles/banner/kill');
    await admin.call('DELETE /v1/toggles/banner', { headers: { 'if-match': '"1"' } });
    expect((await admin.call('POST /v1/toggles/banner/restore')).status).toBe(404);
    await admin.call('POST /v1/undo');
    const { body } = await admin.call('GET /v1/toggles/banner');
    expect(body).toMatchObject({ serves: { state: 'killed' }, docVersion: 3, killVersion: 1 });
  });
});
