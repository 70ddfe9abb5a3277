import { Toggles } from '../../../../functions/toggles/reader/toggles.ts';
import { snapshotOf, toggle } from '../../../support/toggle-builders.ts';

function togglesWith(difference: { isStale?: boolean; isEmpty?: boolean } = {}) {
  const calls: string[] = [];
  const snapshot = snapshotOf({
    'new-checkout': toggle({ defaultVariant: 'on' }),
    theme: toggle({ variants: { dark: 'dark', light: 'light' }, defaultVariant: 'dark' }),
    limit: toggle({ variants: { low: 5 }, defaultVariant: 'low' }),
    layout: toggle({ variants: { wide: { columns: 3 } }, defaultVariant: 'wide' }),
  });
  const toggles = new Toggles({
    keeper: {
      current: difference.isEmpty ? undefined : snapshot,
      isStale: difference.isStale ?? false,
      refresh: async () => void calls.push('refresh'),
      settle: async () => void calls.push('settle'),
    },
  });
  return { toggles, calls };
}

test('reads each type', () => {
  const { toggles } = togglesWith();
  expect(toggles.boolean('new-checkout', false)).toBe(true);
  expect(toggles.string('theme', 'light')).toBe('dark');
  expect(toggles.number('limit', 1)).toBe(5);
  expect(toggles.object('layout', { columns: 1 })).toEqual({ columns: 3 });
});

test('tells where a value comes from', () => {
  const { toggles } = togglesWith();
  expect(toggles.details('new-checkout', false)).toEqual({
    value: true,
    variant: 'on',
    reason: 'STATIC',
  });
});

test.each([
  ['unknown', 'FLAG_NOT_FOUND'],
  ['theme', 'TYPE_MISMATCH'],
])("gives the code's default for %s: %s", (key, errorCode) => {
  const { toggles } = togglesWith();
  expect(toggles.details(key, true)).toEqual({ value: true, reason: 'ERROR', errorCode });
});

test("gives the code's default before the table has ever answered", () => {
  const { toggles } = togglesWith({ isEmpty: true });
  expect(toggles.boolean('new-checkout', false)).toBe(false);
  expect(toggles.details('new-checkout', false).errorCode).toBe('PROVIDER_NOT_READY');
});

test('says STALE when the table has not answered for long', () => {
  const { toggles } = togglesWith({ isStale: true });
  expect(toggles.details('new-checkout', false)).toMatchObject({ value: true, reason: 'STALE' });
});

test('refreshes before a wrapped handler, and settles after it, even when it fails', async () => {
  const { toggles, calls } = togglesWith();
  const handler = toggles.wrap(async (name: string) => {
    calls.push(name);
    throw new Error('broken');
  });
  await expect(handler('work', {})).rejects.toThrow('broken');
  expect(calls).toEqual(['refresh', 'work', 'settle']);
});
