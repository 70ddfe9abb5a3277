import fc from 'fast-check';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';
import { ANN, createReader } from '../../../support/toggle-reader.ts';

const on = toggle({ defaultVariant: 'on' });

test('a document that is torn at a cold start leaves the bundled snapshot, or else the defaults', async () => {
  const snapshot = documentOf({ it: on });
  for (const [options, expected] of [
    [{ snapshot }, { value: true, reason: 'STALE' }],
    [{}, { value: false, reason: 'ERROR', errorCode: 'PROVIDER_NOT_READY' }],
  ] as const) {
    const { toggles, invoke, network } = await createReader(options);
    network.document = 'down';
    expect(await invoke(() => toggles.details('it', false))).toMatchObject(expected);
  }
});

test('a document that is torn later leaves the last one that was whole, and kills still count', async () => {
  const { toggles, store, invoke, network, pass } = await createReader({
    flags: { it: on, other: on },
  });
  await invoke(() => {});
  await store.save({ document: documentOf({ it: on }), summary: 'edit', keys: ['other'] }, 1, ANN);
  network.document = 'down';
  await store.kill('it', 'off', ANN);
  pass(10_000);
  await invoke(() => {
    expect(toggles.details('it', true)).toMatchObject({ value: false, variant: 'off' });
    expect(toggles.details('other', false)).toMatchObject({ value: true, reason: 'STALE' });
  });
  network.document = 'up';
  pass(2_000);
  await invoke(() => {
    expect(toggles.details('other', false)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
    expect(toggles.details('it', true)).toMatchObject({ value: false, reason: 'DISABLED' });
  });
});

test('before the first toggle everything is unknown, and nothing is stale', async () => {
  const { toggles, invoke, seen } = await createReader({
    flags: {},
    snapshot: documentOf({ it: on }),
  });
  await invoke(() => {
    expect(toggles.details('it', true)).toEqual({
      value: true,
      reason: 'ERROR',
      errorCode: 'FLAG_NOT_FOUND',
    });
  });
  expect(seen.stale).toBe(0);
});

test.each([300_000, -300_000])(
  'a container whose clock is %i ms off sees a kill as soon as the others',
  async (skewMs) => {
    const { toggles, store, invoke, pass } = await createReader({ flags: { it: on }, skewMs });
    await invoke(() => {});
    await store.kill('it', 'off', ANN);
    pass(10_000);
    await invoke(() => {
      expect(toggles.details('it', true)).toMatchObject({ value: false, reason: 'DISABLED' });
    });
  },
);

test('each invocation that goes on with old values is told of, and none with fresh ones', async () => {
  const { invoke, network, pass, seen } = await createReader();
  await invoke(() => {});
  expect(seen.stale).toBe(0);
  network.toggles = 'down';
  pass(9_999);
  await invoke(() => {});
  expect(seen.stale).toBe(0);
  pass(1);
  await invoke(() => {});
  await invoke(() => {});
  expect(seen.stale).toBe(2);
});

test('STALE is said when the last good answer is ten seconds old, and never before', async () => {
  const reasonAt = (ageMs: number) => {
    if (ageMs === Number.POSITIVE_INFINITY) return 'ERROR';
    return ageMs >= 10_000 ? 'STALE' : 'STATIC';
  };
  const step = fc.record({ gapMs: fc.nat({ max: 30_000 }), state: fc.constantFrom('up', 'down') });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { toggles, invoke, network, pass } = await createReader();
      let ageMs = Number.POSITIVE_INFINITY;
      for (const { gapMs, state } of steps) {
        Object.assign(network, { toggles: state, reads: 0 });
        const { reason } = await invoke(() => toggles.details('it', true));
        if (state === 'up' && network.reads > 0) ageMs = 0;
        expect(reason).toBe(reasonAt(ageMs));
        pass(gapMs);
        ageMs += gapMs;
      }
    }),
    { numRuns: 50 },
  );
});

test('a removed toggle stays killed for whoever cannot read yet that it is gone', async () => {
  const { toggles, store, invoke, network, pass } = await createReader({ flags: { it: on, on } });
  await store.kill('it', 'off', ANN);
  await invoke(() => {});
  await store.save({ document: documentOf({ on }), summary: 'removed', keys: ['it'] }, 1, ANN);
  expect((await store.readHead())?.kills).toEqual({});
  network.document = 'down';
  pass(10_000);
  await invoke(() => {
    expect(toggles.details('it', true)).toMatchObject({ value: false, variant: 'off' });
  });
  network.document = 'up';
  pass(2_000);
  await invoke(() => {
    expect(toggles.details('it', true)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
  });
});
