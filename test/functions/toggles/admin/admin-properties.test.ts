import fc from 'fast-check';
import { ADMIN_ROUTES } from '../../../../functions/toggles/admin/admin-routes.ts';
import { lintDocument } from '../../../../functions/toggles/lint/lint.ts';
import { type AdminAnswer, adminOf } from '../../../support/admin-call.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const KEYS = ['new-checkout', 'banner', 'constructor', 'late'];
const HOSTILE_KEYS = ['__proto__', 'a%2Fb', '%', '-'];
const VARIANTS = ['on', 'off', 'toString', ''];

const key = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...KEYS) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_KEYS) },
);
const version = fc.constantFrom('"1"', '"2.0"', '"3.1"', '*', '"x"', 'W/"1"');

/** Stands for the ETag of the moment when it is sent. */
const CURRENT = 'current';
const why = fc.string({ maxLength: 30, unit: 'grapheme' });

/** Near enough to what is right that half of the requests get as far as the store. */
const anyToggle = fc.oneof(
  fc.constantFrom(toggle(), toggle({ defaultVariant: 'on' }), toggle({ state: 'DISABLED' })),
  fc.constant(toggle({ targeting: { $ref: 'x' } })),
  fc.record(
    {
      state: fc.constantFrom('ENABLED', 'DISABLED', 'ON'),
      variants: fc.dictionary(fc.constantFrom(...VARIANTS), fc.jsonValue(), { maxKeys: 3 }),
      defaultVariant: fc.constantFrom(...VARIANTS),
      targeting: fc.jsonValue({ maxDepth: 3 }),
      metadata: fc.constant(toggle().metadata),
    },
    { requiredKeys: [] },
  ),
);

const anyDocument = fc.record(
  {
    flags: fc.dictionary(key, anyToggle, { maxKeys: 3 }),
    metadata: fc.constant(documentOf({}).metadata),
  },
  { requiredKeys: ['flags'] },
);

const anyForm = fc.record(
  {
    why: fc.oneof(why, fc.jsonValue()),
    variant: fc.constantFrom(...VARIANTS),
    percent: fc.oneof(fc.integer({ min: -1, max: 101 }), fc.double()),
    key,
    to: fc.integer({ min: -1, max: 4 }),
    context: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
  },
  { requiredKeys: [] },
);

/** What a route wants, most of the time; otherwise anything. */
function bodyFor(route: string): fc.Arbitrary<unknown> {
  const fitting = formFor(route);
  return fc.oneof(
    { weight: 4, arbitrary: fitting },
    { weight: 1, arbitrary: anyForm },
    { weight: 1, arbitrary: fc.oneof(fc.json(), fc.string({ unit: 'binary' })) },
  );
}

function formFor(route: string): fc.Arbitrary<unknown> {
  if (route === 'PUT /v1/toggles/{key}') return anyToggle;
  if (route.endsWith('document') || route.endsWith('lint')) return anyDocument;
  if (route.endsWith('set')) return fc.record({ variant: fc.constantFrom('on', ...VARIANTS) });
  if (route.endsWith('rollout')) return fc.record({ percent: fc.integer({ min: 0, max: 100 }) });
  if (route.endsWith('evaluate')) {
    const context = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });
    return fc.record({ context });
  }
  return fc.constantFrom(undefined, {});
}

const query = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.webQueryParameters().map((text) => `?${text}`) },
  { weight: 1, arbitrary: fc.constantFrom('?replace=true', '?why=because', '?limit=2&before=3') },
);

function headersFor(route: string): fc.Arbitrary<Record<string, string>> {
  const replaces = /^(PUT|DELETE)/.test(route);
  return fc.oneof(
    { weight: replaces ? 1 : 6, arbitrary: fc.constant({}) },
    { weight: replaces ? 4 : 1, arbitrary: fc.constant({ 'if-match': CURRENT }) },
    { weight: replaces ? 3 : 1, arbitrary: fc.constant({ 'if-none-match': '*' }) },
    { weight: 1, arbitrary: version.map((tag) => ({ 'if-match': tag })) },
  );
}

const anyRequest = fc.constantFrom(...ADMIN_ROUTES).chain((route) =>
  fc.record({
    route: fc
      .tuple(key, fc.integer({ min: -1, max: 9 }), query)
      .map(
        ([name, revision, search]) =>
          `${route.replace('{key}', name).replace('{revision}', String(revision))}${search}`,
      ),
    body: bodyFor(route),
    headers: headersFor(route),
  }),
);

test('whatever callers send, nobody gets a 5xx, nothing bad is stored, and no refusal changes a thing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRequest, { maxLength: 12 }), async (requests) => {
      const flags = Object.fromEntries(KEYS.slice(0, -1).map((name) => [name, toggle()]));
      const admin = await adminOf(documentOf(flags));
      for (const { route, body, headers } of requests) {
        const before = await admin.store.readHead();
        const current = `"${before?.docVersion}"`;
        const sent = Object.entries(headers).map(([name, value]) => [
          name,
          value === CURRENT ? current : value,
        ]);
        const answer = await admin.call(route, { body, headers: Object.fromEntries(sent) });
        expect(admin.logged).toEqual([]);
        expect(answer.status).toBeLessThan(500);
        const after = await admin.store.readHead();
        if (answer.status >= 400) expect(after).toEqual(before);
        else expect(isKept(answer, after)).toBe(true);
        expect(await faultsOf(admin.store)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

/** An answer that names versions names those that are there: nobody else was at work. */
function isKept(
  { body }: AdminAnswer,
  head: { docVersion: number; killVersion: number } | undefined,
) {
  if (body?.revision === undefined || body.kind !== undefined) return true; // the history's are older
  return body.docVersion === head?.docVersion && body.killVersion === head?.killVersion;
}

async function faultsOf(store: { readDocument(): Promise<{ document: unknown } | undefined> }) {
  const latest = await store.readDocument();
  return lintDocument(latest?.document).filter(({ severity }) => severity === 'error');
}
