import { OFREPApi, OFREPApiUnauthorizedError } from '@openfeature/ofrep-core';
import { type EvaluationContext, OpenFeature, ProviderEvents } from '@openfeature/web-sdk';
import { type OfrepStorefront, startOfrepStorefront } from '../support/ofrep-storefront.ts';
import {
  eventUntil,
  type OfrepWebClient,
  startOfrepWebClient,
  stopOfrepWebClient,
} from '../support/ofrep-web-client.ts';
import { toggle } from '../support/toggle-builders.ts';

const exposed = { exposed: 'client' };
const halves = {
  fractional: [
    ['on', 50],
    ['off', 50],
  ],
};
const ofAnn = { targetingKey: 'ann', plan: 'free' };
const toggles = {
  theme: toggle({ variants: { a: 'red', b: 'blue' }, defaultVariant: 'b', metadata: exposed }),
  limit: toggle({ variants: { a: 2.5, b: 0 }, defaultVariant: 'a', metadata: exposed }),
  layout: toggle({
    variants: { wide: { columns: 3 }, off: {} },
    defaultVariant: 'wide',
    metadata: exposed,
  }),
  beta: toggle({
    targeting: { if: [{ '==': [{ var: 'plan' }, 'beta'] }, 'on'] },
    metadata: exposed,
  }),
  percentage: toggle({ targeting: halves, metadata: exposed }),
  internal: toggle({ defaultVariant: 'on' }),
};

let storefront: OfrepStorefront;

beforeAll(async () => {
  storefront = await startOfrepStorefront();
  await storefront.put(toggles);
});

afterAll(async () => {
  await storefront?.stop();
});

afterEach(stopOfrepWebClient);

function webClient(
  key = storefront.apiKeys.publishable,
  pollInterval = 0,
): Promise<OfrepWebClient> {
  return startOfrepWebClient({ baseUrl: storefront.baseUrl, key, context: ofAnn, pollInterval });
}

async function run(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await storefront.command(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

function serverApi(key = storefront.apiKeys.publishable): OFREPApi {
  return new OFREPApi({ baseUrl: storefront.baseUrl, headers: [['X-API-Key', key]] });
}

describe('the web provider', () => {
  test('reads toggles of every type', async () => {
    const { client } = await webClient();
    const seen = [
      client.getBooleanDetails('beta', true),
      client.getStringDetails('theme', ''),
      client.getNumberDetails('limit', 0),
      client.getObjectDetails('layout', {}),
    ];
    expect(seen).toMatchObject([
      { value: false, variant: 'off', reason: 'DEFAULT' },
      { value: 'blue', variant: 'b', reason: 'STATIC' },
      { value: 2.5, variant: 'a', reason: 'STATIC' },
      { value: { columns: 3 }, variant: 'wide', reason: 'STATIC' },
    ]);
    expect(client.getBooleanValue('percentage', false)).toBe(
      client.getBooleanValue('percentage', true),
    );
  });

  test('evaluates anew when the context changes, though its user and ETag stay', async () => {
    const { client, answered } = await webClient();
    for (const [plan, value] of [
      ['beta', true],
      ['free', false],
      ['beta', true],
    ] as const) {
      await OpenFeature.setContext({ ...ofAnn, plan });
      expect(client.getBooleanValue('beta', !value)).toBe(value);
    }
    await OpenFeature.setContext({ ...ofAnn, plan: 'beta' });
    expect(answered).toEqual([200, 200, 200, 200, 304]);
  });

  test('takes the default of the code where a toggle is hidden, unknown, or needs a user', async () => {
    const { client } = await webClient();
    await OpenFeature.setContext({});
    const errorOf = (key: string) => {
      const { value, errorCode } = client.getBooleanDetails(key, true);
      expect(value).toBe(true);
      return errorCode;
    };
    expect(errorOf('internal')).toBe('FLAG_NOT_FOUND');
    expect(errorOf('unknown')).toBe('FLAG_NOT_FOUND');
    expect(errorOf('percentage')).toBe('TARGETING_KEY_MISSING');
    expect(errorOf('theme')).toBe('TYPE_MISMATCH');
    expect(client.getStringValue('theme', '')).toBe('blue');
  });

  test('gives up on a wrong key, and says why', async () => {
    await expect(webClient('wrong')).rejects.toThrow('Initialization failed');
    expect(OpenFeature.getClient().providerStatus).toBe('FATAL');
  });

  test('sees a kill from the command line at its next poll, and that it is undone', async () => {
    await storefront.switchToggle('new-checkout', 'on');
    await storefront.tenSeconds();
    const { client, answered } = await webClient(undefined, 20);
    expect(client.getBooleanValue('new-checkout', false)).toBe(true);

    const isOn = () => client.getBooleanValue('new-checkout', false);
    const killed = eventUntil(client, ProviderEvents.ConfigurationChanged, () => !isOn());
    await run('toggles', 'kill', 'new-checkout', '--why', 'it burns', '--yes');
    await storefront.tenSeconds();
    expect(await killed).toMatchObject({ flagsChanged: expect.arrayContaining(['new-checkout']) });
    expect(client.getBooleanDetails('new-checkout', true)).toMatchObject({
      value: false,
      variant: 'off',
      reason: 'DISABLED',
    });

    const restored = eventUntil(client, ProviderEvents.ConfigurationChanged, isOn);
    await run('toggles', 'undo', 'new-checkout', '--why', 'it is out', '--yes');
    await storefront.tenSeconds();
    await restored;
    expect(new Set(answered)).toEqual(new Set([200, 304]));
  }, 60_000);
});

describe('ofrep-core, which the server providers are made of', () => {
  test('reads one toggle, with a key of its client one that is not exposed', async () => {
    const context = { targetingKey: 'ann' };
    const theme = await serverApi().postEvaluateFlag('theme', { context });
    expect(theme.value).toMatchObject({
      key: 'theme',
      value: 'blue',
      variant: 'b',
      reason: 'STATIC',
    });
    const api = serverApi(storefront.apiKeys.backend);
    const internal = await api.postEvaluateFlag('internal', { context });
    expect(internal.value).toMatchObject({ value: true, variant: 'on' });
  });

  // Types forbid it, JavaScript does not.
  const withNumber = { targetingKey: 7 } as unknown as EvaluationContext;

  test.each<[string, string, EvaluationContext, number, string]>([
    ['an unknown toggle', 'un/known', {}, 404, 'FLAG_NOT_FOUND'],
    ['a toggle that is not exposed', 'internal', {}, 404, 'FLAG_NOT_FOUND'],
    ['a percentage without a user', 'percentage', {}, 400, 'TARGETING_KEY_MISSING'],
    ['a user that is no text', 'theme', withNumber, 400, 'INVALID_CONTEXT'],
    ['a context that is too large', 'theme', { text: 'x'.repeat(17_000) }, 400, 'INVALID_CONTEXT'],
    ['a context that is too deep', 'theme', deep(20), 400, 'PARSE_ERROR'],
  ])('reads the error of %s', async (_, key, context, httpStatus, errorCode) => {
    const { value, ...response } = await serverApi().postEvaluateFlag(key, { context });
    expect(response).toMatchObject({ httpStatus });
    expect(value).toMatchObject({ errorCode, errorDetails: expect.any(String) });
  });

  test('tells a wrong key from other errors', async () => {
    const asked = serverApi('wrong').postEvaluateFlag('theme', {});
    await expect(asked).rejects.toThrow(OFREPApiUnauthorizedError);
  });
});

function deep(levels: number): EvaluationContext {
  return levels === 0 ? {} : { deeper: deep(levels - 1) };
}
