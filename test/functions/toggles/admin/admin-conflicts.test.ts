import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import { type Admin, adminOver, NOON_MS } from '../../../support/admin-call.ts';
import { BANNER, BOB, bannerAdmin, stored } from '../../../support/banner-admin.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

let admin: Admin;
beforeEach(async () => {
  admin = await bannerAdmin();
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
    expect(await stored(admin)).toMatchObject({
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
    expect(await stored(admin)).toMatchObject({ 'new-checkout': { defaultVariant: 'off' } });
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
    expect(await stored(admin)).toMatchObject({ 'new-checkout': { defaultVariant: 'off' } });
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
