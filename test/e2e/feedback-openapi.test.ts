import { PUBLIC_ROUTES } from '../../functions/feedback/public-routes.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

jest.setTimeout(60_000);

let storefront: Storefront;

beforeAll(async () => {
  storefront = await startStorefront();
});
afterAll(() => storefront.stop());

const get = (path: string) => fetch(`${storefront.apis['feedback']}${path}`);

test('the API tells what it offers, and every route of it is there', async () => {
  const answer = await get('/v1/openapi.json');
  expect(answer.headers.get('content-type')).toBe('application/json');
  const { servers, paths } = (await answer.json()) as {
    servers: readonly { url: string }[];
    paths: Record<string, object>;
  };
  expect(servers).toEqual([{ url: storefront.apis['feedback'] }]);
  for (const route of PUBLIC_ROUTES) {
    const [method = '', path = ''] = route.split(' ');
    expect(paths[path]).toHaveProperty(method.toLowerCase());
    const { status } = await fetch(`${servers[0]?.url}${path.replace('{id}', 'nobody')}`, {
      method,
    });
    expect([200, 401, 403]).toContain(status); // asked for key or secret, where it takes one
  }
});

test('the changes are the releases that went live, as JSON and as a feed', async () => {
  const { changes } = (await (await get('/v1/changes')).json()) as {
    changes: { release: string }[];
  };
  expect(changes).toHaveLength(1);
  const feed = await get('/v1/changes?format=atom');
  expect(feed.headers.get('content-type')).toContain('application/atom+xml');
  expect(await feed.text()).toContain(`<title>Release ${changes[0]?.release}</title>`);
});

test.each([
  '/v2/feedback',
  '/v1',
  '/v1/feedbacks',
  '/v1/feedback/a/b',
  '/',
  '/%00',
  '/v1/changes/x',
])('%s is no route, which is a problem', async (path) => {
  const answer = await get(path);
  expect([403, 404]).toContain(answer.status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
});
