import fc from 'fast-check';
import { getChanges } from '../../../../functions/feedback/changes/get-changes.ts';
import { EMPTY_LEDGER, enter } from '../../../../functions/releases/ledger.ts';
import { apiEvent } from '../../../support/api-event.ts';

const AT = '2026-11-23T09:00:00.000Z';

function get(
  query: Readonly<Record<string, readonly string[]>> = {},
  releaseId = 'a1b2c3d4',
  fixed?: number,
) {
  const { ledger } = enter(EMPTY_LEDGER, { kind: 'live', releaseId, at: AT, markId: '1' });
  const event = {
    ...apiEvent({ method: 'GET', path: '/v1/changes' }),
    multiValueQueryStringParameters: query as Record<string, string[]>,
  };
  return getChanges(event, {
    ledger: async () => ledger,
    countFixed: async (release) => (release === releaseId ? fixed : undefined),
    name: 'shop & prod',
    now: () => Date.parse('2026-11-24T09:00Z'),
  });
}

test('answers with JSON', async () => {
  const { headers, body } = await get();
  expect(headers?.['content-type']).toBe('application/json');
  expect(JSON.parse(body)).toEqual({ changes: [{ release: 'a1b2c3d4', liveAt: AT }] });
});

test('answers with an Atom feed where one is asked for', async () => {
  const { headers, body } = await get({ format: ['atom'] });
  expect(headers?.['content-type']).toBe('application/atom+xml; charset=utf-8');
  expect(body).toContain('<title>Changes of shop &amp; prod</title>');
  expect(body).toContain(
    '<link rel="self" href="https://api.example/prod/v1/changes?format=atom"/>',
  );
  expect(body).toContain(`<title>Release a1b2c3d4</title>\n<updated>${AT}</updated>`);
  expect(body).toContain('<id>urn:afterprod:changes:shop%20%26%20prod:a1b2c3d4</id>');
});

test('tells how much feedback a release has fixed, where that is known', async () => {
  const { body } = await get({}, 'a1b2c3d4', 3);
  expect(JSON.parse(body)).toEqual({ changes: [{ release: 'a1b2c3d4', liveAt: AT, fixed: 3 }] });
  const feed = await get({ format: ['atom'] }, 'a1b2c3d4', 3);
  expect(feed.body).toContain('is live. Feedback that comes true with it: 3.</content>');
  for (const unknown of [undefined, 0]) {
    const { body: plain } = await get({ format: ['atom'] }, 'a1b2c3d4', unknown);
    expect(plain).toContain('is live.</content>');
  }
});

test.each([
  ['an unknown format', { format: ['rss'] }],
  ['two formats', { format: ['json', 'atom'] }],
  ['an unknown name', { since: ['2026'] }],
])('refuses %s', async (_, query) => {
  await expect(get(query)).rejects.toMatchObject({ code: 'malformed_request' });
});

test('no release id leaves its place in the feed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary-ascii', minLength: 1 }), async (releaseId) => {
      const { body } = await get({ format: ['atom'] }, releaseId);
      expect(body.match(/<(?!\/)[^>]*>/g)).toHaveLength(13);
      expect(body.match(/&(?!(amp|lt|gt|quot);)/g)).toBeNull();
    }),
  );
});
