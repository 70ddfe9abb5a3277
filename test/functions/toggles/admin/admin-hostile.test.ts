import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { CorruptDocument } from '../../../../functions/toggles/store/corrupt-document.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import { type Admin, type AdminRequest, adminOver, NOON_MS } from '../../../support/admin-call.ts';
import { hostileAdmin, refusalOf } from '../../../support/hostile-admin.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

let admin: Admin;
beforeEach(async () => {
  admin = await hostileAdmin();
});

const refusal = (request: string, more?: AdminRequest) => refusalOf(admin, request, more);

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
