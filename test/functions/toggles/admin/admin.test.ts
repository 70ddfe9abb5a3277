import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import type { Author } from '../../../../functions/toggles/store/change.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleDocument } from '../../../../functions/toggles/toggle-document.ts';
import { type Admin, adminOf, adminOver, NOON_MS } from '../../../support/admin-call.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const BOB: Author = { who: 'bob', why: 'too loud' };
const BANNER = toggle({
  variants: { none: '', winter: 'Sale!', spring: 'New!' },
  defaultVariant: 'none',
  targeting: { if: [{ ends_with: [{ var: 'email' }, '@shop.example'] }, 'winter'] },
});

let admin: Admin;
beforeEach(async () => {
  admin = await adminOf(documentOf({ 'new-checkout': toggle(), banner: BANNER }));
});

async function latestChange() {
  return (await admin.store.history({ limit: 1 }))[0];
}

async function stored(): Promise<ToggleDocument['flags']> {
  return (await admin.store.readDocument())?.document.flags ?? {};
}

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
    expect(await latestChange()).toMatchObject({
      who: 'assumed-role/Admin/ann',
      why: `POST /v1/toggles/{key}/${act}`,
      keys: ['new-checkout'],
    });
  });

  test('keep the reason that the caller gives', async () => {
    await admin.call('POST /v1/toggles/new-checkout/enable', { body: { why: 'tested in beta' } });
    expect(await latestChange()).toMatchObject({ why: 'tested in beta' });
  });
});

describe('when others edit at the same moment', () => {
  /** Bob edits before each save, as often as he is told to. */
  class BusyStore extends MemoryToggleStore {
    left = 0;
    edits = 0;

    override async save(...args: Parameters<MemoryToggleStore['save']>) {
      if (this.left > 0) {
        this.left -= 1;
        this.edits += 1;
        const variant = this.edits % 2 ? 'winter' : 'spring';
        const { docVersion = 0, document } = (await this.readDocument()) ?? {};
        if (document)
          await super.save(setDefaultVariant(document, 'banner', variant), docVersion, BOB);
      }
      return super.save(...args);
    }
  }

  let store: BusyStore;
  beforeEach(async () => {
    store = new BusyStore(() => NOON_MS);
    const document = documentOf({ 'new-checkout': toggle(), banner: BANNER });
    await store.save({ document, summary: 'all', keys: [] }, 0, BOB);
    admin = adminOver(store);
  });

  test('a short edit repeats itself, and loses nobody’s', async () => {
    store.left = 2;
    const answer = await admin.call('POST /v1/toggles/new-checkout/enable');
    expect(answer).toMatchObject({ status: 200, etag: '"4.0"' });
    expect(await stored()).toMatchObject({
      'new-checkout': { defaultVariant: 'on' },
      banner: { defaultVariant: 'spring' },
    });
  });

  test('it gives up in the end, as a conflict that names the other', async () => {
    store.left = 99;
    const answer = await admin.call('POST /v1/toggles/new-checkout/enable');
    expect(answer.status).toBe(409);
    expect(answer.body.type).toBe('urn:afterprod:problem:toggle_conflict');
    expect(answer.body.detail).toMatch(/^bob changed .*too loud/);
    expect(store.edits).toBe(5);
    expect(await stored()).toMatchObject({ 'new-checkout': { defaultVariant: 'off' } });
  });

  test.each([
    ['POST /v1/toggles/new-checkout/enable', undefined],
    ['PUT /v1/toggles/new-checkout', toggle({ defaultVariant: 'on' })],
    ['DELETE /v1/toggles/new-checkout', undefined],
    [
      'PUT /v1/document?replace=true',
      documentOf({ 'new-checkout': toggle({ defaultVariant: 'on' }) }),
    ],
  ])('with If-Match %s does not: 412 names the other', async (request, body) => {
    store.left = 1;
    const answer = await admin.call(request, { body, headers: { 'if-match': '"1.0"' } });
    expect(answer.status).toBe(412);
    expect(answer.body.detail).toMatch(/^bob changed .*too loud/);
    expect(store.edits).toBe(1);
    expect(await stored()).toMatchObject({ 'new-checkout': { defaultVariant: 'off' } });
  });

  test('a creation goes ahead, unless it is the same toggle', async () => {
    store.left = 1;
    const create = { body: toggle(), headers: { 'if-none-match': '*' } };
    expect((await admin.call('PUT /v1/toggles/new-search', create)).status).toBe(201);
    expect((await admin.call('PUT /v1/toggles/new-search', create)).status).toBe(412);
  });

  test('a kill waits for nobody, and no edit loses it', async () => {
    store.left = 1;
    const enable = admin.call('POST /v1/toggles/new-checkout/enable');
    const kill = admin.call('POST /v1/toggles/new-checkout/kill');
    expect((await kill).status).toBe(200);
    expect((await enable).status).toBe(200);
    const { body } = await admin.call('GET /v1/toggles/new-checkout');
    expect(body).toMatchObject({ serves: { state: 'killed' }, toggle: { defaultVariant: 'on' } });
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
    expect(await latestChange()).toMatchObject({ kind: 'restore', why: 'ok' });
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

  test('the kill of a removed toggle can be ended', async () => {
    await admin.call('POST /v1/toggles/banner/kill');
    await admin.call('DELETE /v1/toggles/banner', { headers: { 'if-match': '"1"' } });
    const answer = await admin.call('POST /v1/toggles/banner/restore');
    expect(answer.body).toEqual({ key: 'banner', docVersion: 2, killVersion: 2, revision: 4 });
    expect((await admin.call('POST /v1/toggles/banner/restore')).status).toBe(404);
  });
});

describe('definitions', () => {
  test('PUT creates a toggle once', async () => {
    const request = { body: toggle(), headers: { 'if-none-match': '*' } };
    const created = await admin.call('PUT /v1/toggles/new-search?why=AB-12', request);
    expect(created).toMatchObject({ status: 201, etag: '"2.0"', body: { key: 'new-search' } });
    expect(await latestChange()).toMatchObject({ summary: 'created new-search', why: 'AB-12' });
    expect((await admin.call('PUT /v1/toggles/new-search', request)).status).toBe(412);
  });

  test('PUT replaces the version that was read, also when it was killed since', async () => {
    const { etag } = await admin.call('GET /v1/toggles/new-checkout');
    await admin.call('POST /v1/toggles/new-checkout/kill');
    const request = { body: toggle({ defaultVariant: 'on' }), headers: { 'if-match': etag } };
    const replaced = await admin.call('PUT /v1/toggles/new-checkout', request);
    expect(replaced).toMatchObject({ status: 200, etag: '"2.1"' });
    expect(replaced.body).toMatchObject({
      serves: { state: 'killed' },
      toggle: { defaultVariant: 'on' },
    });
    expect((await admin.call('PUT /v1/toggles/new-checkout', request)).status).toBe(412);
  });

  test('what is defined so already makes no new version', async () => {
    const request = { body: toggle(), headers: { 'if-match': '"9", "1.0"' } };
    const answer = await admin.call('PUT /v1/toggles/new-checkout', request);
    expect(answer).toMatchObject({ status: 200, etag: '"1.0"' });
  });

  test('DELETE removes a toggle', async () => {
    const headers = { 'if-match': '"1"' };
    const answer = await admin.call('DELETE /v1/toggles/banner', { headers });
    expect(answer.body).toEqual({ key: 'banner', docVersion: 2, killVersion: 0, revision: 2 });
    expect(Object.keys(await stored())).toEqual(['new-checkout']);
  });

  test('a document goes from stage to stage', async () => {
    const { body, etag } = await admin.call('GET /v1/document');
    const beta = adminOver(new MemoryToggleStore(() => NOON_MS));
    const imported = await beta.call('PUT /v1/document', { body });
    expect(imported).toMatchObject({ status: 200, etag: '"1.0"', body: { revision: 1 } });
    expect((await beta.call('GET /v1/document')).body).toEqual(body);
    expect((await beta.call('PUT /v1/document', { body })).etag).toBe('"1.0"'); // nothing to do
    expect(etag).toBe('"1"');
  });

  test('an import replaces nothing unless it may, and then what was read', async () => {
    const body = documentOf({ banner: toggle(), extra: toggle() });
    expect((await admin.call('PUT /v1/document', { body })).status).toBe(422);
    expect((await admin.call('PUT /v1/document?replace=true', { body })).status).toBe(428);
    const headers = { 'if-match': '"1"' };
    const answer = await admin.call('PUT /v1/document?replace=true', { body, headers });
    expect(answer).toMatchObject({ status: 200, etag: '"2.0"' });
    expect(Object.keys(await stored())).toEqual(['new-checkout', 'banner', 'extra']);
  });

  test('lint tells everything that is wrong, and stores nothing', async () => {
    const flags = { a: toggle({ defaultVariant: 'x' }), b: { ...toggle(), state: 'ON' } };
    const { status, body } = await admin.call('POST /v1/lint', {
      body: { ...documentOf({}), flags },
    });
    expect(status).toBe(200);
    expect(body.findings).toMatchObject([
      { path: 'flags.a.defaultVariant', severity: 'error' },
      { path: 'flags.b.state', severity: 'error' },
    ]);
    expect((await admin.call('GET /v1/document')).etag).toBe('"1"');
  });

  test('lint only warns of what has expired', async () => {
    const metadata = { expires: '2026-11-22' };
    const body = documentOf({
      old: toggle({ metadata }),
      last: toggle({ metadata: { expires: '2026-11-23' } }),
    });
    const { findings } = (await admin.call('POST /v1/lint', { body })).body;
    expect(findings).toMatchObject([{ path: 'flags.old.metadata.expires', severity: 'warning' }]);
  });
});

describe('history and undo', () => {
  beforeEach(async () => {
    await editToggles(admin.store, (now) => setDefaultVariant(now, 'banner', 'winter'), BOB);
    await admin.call('POST /v1/toggles/new-checkout/kill', { body: { why: 'it burns' } });
  });

  test('tells who did what and why, in pages', async () => {
    const first = (await admin.call('GET /v1/history?limit=2')).body;
    expect(first.entries).toMatchObject([
      { revision: 3, kind: 'kill', who: 'assumed-role/Admin/ann', why: 'it burns' },
      { revision: 2, kind: 'edit', who: 'bob' },
    ]);
    expect(first.next).toBe(2);
    const second = (await admin.call(`GET /v1/history?limit=2&before=${first.next}`)).body;
    expect(second.entries).toMatchObject([{ revision: 1, who: 'deployment' }]);
    expect(second.next).toBeUndefined();
  });

  test('tells what one toggle went through', async () => {
    const { entries } = (await admin.call('GET /v1/history?key=new-checkout')).body;
    expect(entries).toMatchObject([{ revision: 3 }, { revision: 1 }]);
    expect((await admin.call('GET /v1/history?key=nobody')).body).toEqual({ entries: [] });
  });

  test('shows a change with before and after', async () => {
    const { body } = await admin.call('GET /v1/history/2');
    expect(body).toMatchObject({
      revision: 2,
      who: 'bob',
      changes: [
        {
          kind: 'toggle',
          key: 'banner',
          before: { defaultVariant: 'none' },
          after: { defaultVariant: 'winter' },
        },
      ],
    });
    const first = (await admin.call('GET /v1/history/1')).body;
    expect(first.changes).toHaveLength(2);
    expect(first.changes[0].before).toBeUndefined();
    expect((await admin.call('GET /v1/history/3')).body).toMatchObject({
      kind: 'kill',
      variant: 'off',
    });
    expect((await admin.call('GET /v1/history/4')).status).toBe(404);
  });

  test('undo takes back the last change, then the one before', async () => {
    const kill = await admin.call('POST /v1/undo', { body: { why: 'false alarm' } });
    expect(kill).toMatchObject({ status: 200, body: { undone: { revision: 3, kind: 'kill' } } });
    expect(await latestChange()).toMatchObject({ kind: 'restore', undoes: 3, why: 'false alarm' });
    expect((await admin.call('POST /v1/undo')).body.undone).toMatchObject({ revision: 2 });
    expect(await stored()).toMatchObject({ banner: BANNER });
  });

  test('undo takes back what one toggle had done to it, or brings a version back', async () => {
    const byKey = await admin.call('POST /v1/undo', { body: { key: 'banner' } });
    expect(byKey.body.undone).toMatchObject({ revision: 2 });
    const toVersion = await admin.call('POST /v1/undo', { body: { to: 2 } });
    expect(toVersion).toMatchObject({ status: 200, body: { to: 2 } });
    expect(await stored()).toMatchObject({ banner: { defaultVariant: 'winter' } });
  });
});
