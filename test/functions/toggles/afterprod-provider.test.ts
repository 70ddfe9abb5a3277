import { OpenFeature, ProviderEvents, ProviderStatus } from '@openfeature/server-sdk';
import { AfterprodProvider } from '../../../functions/toggles/afterprod-provider.ts';
import { setDefaultVariant } from '../../../functions/toggles/edits/set-default-variant.ts';
import { documentOf, toggle } from '../../support/toggle-builders.ts';
import { ANN, createReader, type ReaderOptions } from '../../support/toggle-reader.ts';

const percentage = {
  fractional: [
    ['on', 50],
    ['off', 50],
  ],
};

const FLAGS = {
  'new-checkout': toggle({ defaultVariant: 'on', metadata: { ticket: 'SHOP-7' } }),
  theme: toggle({ variants: { dark: 'dark', light: 'light' }, defaultVariant: 'dark' }),
  limit: toggle({ variants: { low: 5 }, defaultVariant: 'low' }),
  layout: toggle({ variants: { wide: { columns: 3 } }, defaultVariant: 'wide' }),
  half: toggle({ targeting: percentage }),
};

/** The reader behind the real SDK, and what the SDK has said of it. */
async function createClient(options: ReaderOptions = {}) {
  const reader = await createReader({ flags: { ...FLAGS }, ...options });
  const provider = new AfterprodProvider(reader.toggles);
  const heard: unknown[] = [];
  for (const event of [ProviderEvents.Ready, ProviderEvents.Stale, ProviderEvents.Error]) {
    OpenFeature.addHandler(event, (details) => {
      if (details?.providerName === 'afterprod') heard.push(event); // the SDK starts with one that does nothing
    });
  }
  OpenFeature.addHandler(ProviderEvents.ConfigurationChanged, (details) => {
    heard.push(details?.flagsChanged);
  });
  return { ...reader, provider, heard, client: OpenFeature.getClient() };
}

afterEach(async () => {
  await OpenFeature.clearProviders();
  OpenFeature.clearHandlers();
});

test('gives values of each type through the SDK', async () => {
  const { client, provider } = await createClient();
  await OpenFeature.setProviderAndWait(provider);
  expect(await client.getBooleanValue('new-checkout', false)).toBe(true);
  expect(await client.getStringValue('theme', 'light')).toBe('dark');
  expect(await client.getNumberValue('limit', 1)).toBe(5);
  expect(await client.getObjectValue('layout', { columns: 1 })).toEqual({ columns: 3 });
});

test('tells variant, reason and version, but no rule and none of the facts', async () => {
  const { client, provider } = await createClient();
  await OpenFeature.setProviderAndWait(provider);
  expect(await client.getBooleanDetails('new-checkout', false)).toEqual({
    flagKey: 'new-checkout',
    value: true,
    variant: 'on',
    reason: 'STATIC',
    flagMetadata: { docVersion: 1, killVersion: 0 },
  });
});

test.each([
  ['nobody', {}, 'FLAG_NOT_FOUND'],
  ['theme', {}, 'TYPE_MISMATCH'],
  ['half', {}, 'TARGETING_KEY_MISSING'],
  ['half', { targetingKey: 7 as unknown as string }, 'INVALID_CONTEXT'],
])("gives the code's default for %s with %j: %s", async (key, context, errorCode) => {
  const { client, provider, invoke, stored } = await createClient();
  await OpenFeature.setProviderAndWait(provider);
  const details = await invoke(() => client.getBooleanDetails(key, true, context));
  expect(details).toMatchObject({ value: true, reason: 'ERROR', errorCode });
  expect(details.errorMessage).toMatch(/^[A-Z]/);
  expect(await stored()).toEqual([]);
});

test('says which toggles have changed, after the invocation that noticed', async () => {
  const { provider, store, pass, invoke, heard } = await createClient();
  await OpenFeature.setProviderAndWait(provider);
  await store.save(setDefaultVariant(documentOf(FLAGS), 'new-checkout', 'off'), 1, ANN);
  pass(2_000);
  await invoke(() => {});
  await store.kill('theme', 'light', ANN);
  pass(2_000);
  await invoke(() => {});
  expect(heard).toEqual([ProviderEvents.Ready, ['new-checkout'], ['theme']]);
});

test('says that nothing has changed by saying nothing', async () => {
  const { provider, pass, invoke, heard } = await createClient();
  await OpenFeature.setProviderAndWait(provider);
  for (let count = 0; count < 5; count += 1) {
    pass(4_000);
    await invoke(() => {});
  }
  expect(heard).toEqual([ProviderEvents.Ready]);
});

test('is STALE while the table does not answer, goes on with what it had, and READY again', async () => {
  const { provider, client, network, pass, invoke, heard } = await createClient();
  await OpenFeature.setProviderAndWait(provider);
  network.toggles = 'down';
  pass(10_000);
  const during = await invoke(() => client.getBooleanDetails('new-checkout', false));
  expect(during).toMatchObject({ value: true, variant: 'on', reason: 'STALE' });
  expect(client.providerStatus).toBe(ProviderStatus.STALE);
  network.toggles = 'up';
  pass(2_000);
  await invoke(() => {});
  expect(client.providerStatus).toBe(ProviderStatus.READY);
  expect(heard).toEqual([ProviderEvents.Ready, ProviderEvents.Stale, ProviderEvents.Ready]);
});

test('starts in ERROR where nothing can be read, gives defaults, and gets READY by itself', async () => {
  const { provider, client, network, pass, invoke, heard } = await createClient();
  network.toggles = 'down';
  await expect(OpenFeature.setProviderAndWait(provider)).rejects.toThrow('does not answer');
  expect(client.providerStatus).toBe(ProviderStatus.ERROR);
  expect(await client.getBooleanDetails('new-checkout', false)).toMatchObject({
    value: false,
    errorCode: 'PROVIDER_NOT_READY',
  });
  network.toggles = 'up';
  pass(2_000);
  await invoke(() => {});
  expect(client.providerStatus).toBe(ProviderStatus.READY);
  expect(await client.getBooleanValue('new-checkout', false)).toBe(true);
  expect(heard).toEqual([ProviderEvents.Error, ProviderEvents.Ready]);
});

test('starts STALE from a bundled snapshot where the table does not answer', async () => {
  const snapshot = documentOf({ 'new-checkout': toggle({ defaultVariant: 'on' }) });
  const { provider, client, network, heard } = await createClient({ snapshot });
  network.toggles = 'down';
  await OpenFeature.setProviderAndWait(provider);
  await new Promise(setImmediate);
  expect(heard).toEqual([ProviderEvents.Ready, ProviderEvents.Stale]);
  expect(await client.getBooleanDetails('new-checkout', false)).toMatchObject({
    value: true,
    reason: 'STALE',
    flagMetadata: {},
  });
});

test('counts what is tracked, with the sum of its values, and no user', async () => {
  const { provider, client, invoke, events } = await createClient();
  await OpenFeature.setProviderAndWait(provider);
  await invoke(() => {
    client.track('purchase', { targetingKey: 'u1' }, { value: 9.5 });
    client.track('purchase', { targetingKey: 'u2' });
    client.track('no name!', {}, { value: 1 });
  });
  const where = { hour: '2026-11-23T09', release: 'r1' };
  expect(await events()).toEqual([{ ...where, event: 'purchase', count: 2, sum: 9.5 }]);
});

test('stores what is left to count when it is closed, and says nothing any more', async () => {
  const { provider, client, toggles, stored, heard, pass, network } = await createClient();
  await OpenFeature.setProviderAndWait(provider);
  await client.getBooleanValue('new-checkout', false);
  await OpenFeature.close();
  expect(await stored()).toMatchObject([{ key: 'new-checkout', variant: 'on', count: 1 }]);
  network.toggles = 'down';
  pass(60_000);
  await toggles.refresh();
  expect(heard).toEqual([ProviderEvents.Ready]);
});
