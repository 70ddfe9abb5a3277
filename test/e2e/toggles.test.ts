import { type OfrepStorefront, startOfrepStorefront } from '../support/ofrep-storefront.ts';

let storefront: OfrepStorefront;

beforeAll(async () => {
  storefront = await startOfrepStorefront();
});

afterAll(async () => {
  await storefront?.stop();
});

test('the toggles of the settings are there from the first deployment, with an audit', async () => {
  const { document } = (await storefront.store.readDocument()) ?? {};
  expect(Object.keys(document?.flags ?? {})).toContain('new-checkout');
  expect((await storefront.store.history({ limit: 100 })).at(-1)).toMatchObject({
    docVersion: 1,
    who: 'deployment',
  });
});
