import type {
  ExposureCount,
  ExposureStore,
} from '../../functions/toggles/exposures/exposure-store.ts';

const NOW_MS = Date.parse('2026-11-23T09:30Z');
const DAY_MS = 86_400_000;

/** One variant served once, but for what differs. */
export function exposure(difference: Partial<ExposureCount> = {}): ExposureCount {
  const hour = '2026-11-23T09';
  return { hour, release: 'r1', key: 'new-checkout', variant: 'on', count: 1, ...difference };
}

/** The behaviour every ExposureStore owes its callers. `createStore` gives an empty one on the clock it is given. */
export function describeExposureStore(
  adapter: string,
  createStore: (now: () => number) => ExposureStore,
): void {
  const today = { from: '2026-11-23T00', to: '2026-11-23T23' };
  let nowMs = NOW_MS;
  let store: ExposureStore;

  describe(`${adapter} as an exposure store`, () => {
    beforeEach(() => {
      nowMs = NOW_MS;
      store = createStore(() => nowMs);
    });

    test('is empty at first', async () => {
      expect(await store.read(today)).toEqual([]);
      expect(await store.readEvents(today)).toEqual([]);
    });

    test('takes nothing', async () => {
      await store.add([]);
      expect(await store.read(today)).toEqual([]);
    });

    test('adds up what counts the same', async () => {
      await store.add([exposure({ count: 2 })]);
      await store.add([exposure({ count: 3 }), exposure({ variant: 'off' })]);
      expect(await store.read(today)).toEqual([
        exposure({ variant: 'off' }),
        exposure({ count: 5 }),
      ]);
    });

    test('loses no count of two that add at once', async () => {
      await Promise.all([1, 2, 3, 4].map((count) => store.add([exposure({ count })])));
      expect(await store.read(today)).toEqual([exposure({ count: 10 })]);
    });

    test('tells hours, releases, toggles and variants apart, in that order', async () => {
      const apart = [
        exposure({ hour: '2026-11-22T23' }),
        exposure({ key: 'a.b' }),
        exposure({ key: 'toString', variant: '__proto__' }),
        exposure({ key: 'toString', variant: 'a:b' }),
        exposure({ release: 'r2#1', key: 'a' }),
      ];
      await store.add([...apart].reverse());
      expect(await store.read({ ...today, from: '2026-11-22T00' })).toEqual(apart);
    });

    test('reads the hours that are asked for, first and last included', async () => {
      const hours = ['2026-11-21T22', '2026-11-21T23', '2026-11-22T12', '2026-11-23T00'];
      const counts = [...hours, '2026-11-23T01'].map((hour) => exposure({ hour }));
      await store.add(counts);
      const read = await store.read({ from: '2026-11-21T23', to: '2026-11-23T00' });
      expect(read.map(({ hour }) => hour)).toEqual(hours.slice(1));
      expect(await store.read({ from: '2026-11-23T01', to: '2026-11-23T00' })).toEqual([]);
    });

    test('reads one toggle', async () => {
      await store.add([exposure(), exposure({ key: 'new-checkout-2' })]);
      expect(await store.read({ ...today, key: 'new-checkout' })).toEqual([exposure()]);
    });

    test('counts events apart from toggles, with the sum of their values', async () => {
      const event = { hour: '2026-11-23T09', release: 'r1', event: 'purchase' };
      await store.add([exposure()], [{ ...event, count: 1, sum: 9.5 }]);
      await store.add([], [{ ...event, count: 2, sum: 0.25 }]);
      expect(await store.readEvents(today)).toEqual([{ ...event, count: 3, sum: 9.75 }]);
      expect(await store.read(today)).toEqual([exposure()]);
    });

    test('takes more toggles in one go than one update can hold', async () => {
      const counts = Array.from({ length: 1_001 }, (_, index) =>
        exposure({ key: `toggle-${String(index).padStart(4, '0')}`, count: index + 1 }),
      );
      await store.add(counts);
      expect(await store.read(today)).toEqual(counts);
    });

    test('forgets what is older than 90 days, also where it has not been deleted yet', async () => {
      await store.add([exposure()]);
      nowMs += 90 * DAY_MS;
      expect(await store.read(today)).toHaveLength(1);
      nowMs += DAY_MS / 24;
      expect(await store.read(today)).toEqual([]);
      expect(await store.readEvents(today)).toEqual([]);
    });
  });
}
