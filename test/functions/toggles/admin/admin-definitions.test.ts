import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import { type Admin, adminOver, NOON_MS } from '../../../support/admin-call.ts';
import { BANNER, BOB, bannerAdmin, latestChange, stored } from '../../../support/banner-admin.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

let admin: Admin;
beforeEach(async () => {
  admin = await bannerAdmin();
});

describe('definitions', () => {
  test('PUT creates a toggle once', async () => {
    const request = { body: toggle(), headers: { 'if-none-match': '*' } };
    const created = await admin.call('PUT /v1/toggles/new-search?why=AB-12', request);
    expect(created).toMatchObject({ status: 201, etag: '"2.0"', body: { key: 'new-search' } });
    expect(await latestChange(admin)).toMatchObject({
      summary: 'created new-search',
      why: 'AB-12',
    });
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
    expect(Object.keys(await stored(admin))).toEqual(['new-checkout']);
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
    expect(Object.keys(await stored(admin))).toEqual(['new-checkout', 'banner', 'extra']);
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
    expect(await latestChange(admin)).toMatchObject({
      kind: 'restore',
      undoes: 3,
      why: 'false alarm',
    });
    expect((await admin.call('POST /v1/undo')).body.undone).toMatchObject({ revision: 2 });
    expect(await stored(admin)).toMatchObject({ banner: BANNER });
  });

  test('undo takes back what one toggle had done to it, or brings a version back', async () => {
    const byKey = await admin.call('POST /v1/undo', { body: { key: 'banner' } });
    expect(byKey.body.undone).toMatchObject({ revision: 2 });
    const toVersion = await admin.call('POST /v1/undo', { body: { to: 2 } });
    expect(toVersion).toMatchObject({ status: 200, body: { to: 2 } });
    expect(await stored(admin)).toMatchObject({ banner: { defaultVariant: 'winter' } });
  });
});
