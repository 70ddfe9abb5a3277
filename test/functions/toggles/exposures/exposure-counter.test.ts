import fc from 'fast-check';
import { ExposureCounter } from '../../../../functions/toggles/exposures/exposure-counter.ts';

const NINE_MS = Date.parse('2026-11-23T09:00Z');
const HOUR_MS = 3_600_000;

function createCounter(startMs = NINE_MS) {
  let nowMs = startMs;
  const counter = new ExposureCounter(() => nowMs, 'r1');
  return {
    counter,
    pass: (ms: number) => {
      nowMs += ms;
    },
    serve(key: string, variant: string, times = 1) {
      counter.turnHour();
      counter.counterOf(key, variant).count += times;
    },
  };
}

test('counts each variant, and gives each count once', () => {
  const { counter, serve } = createCounter();
  serve('it', 'on', 2);
  serve('it', 'off');
  const where = { hour: '2026-11-23T09', release: 'r1', key: 'it' };
  expect(counter.take().exposures).toEqual([
    { ...where, variant: 'off', count: 1 },
    { ...where, variant: 'on', count: 2 },
  ]);
  expect(counter.take()).toEqual({ exposures: [], events: [] });
});

test('keeps the hours apart in which it happened, whenever they are taken', () => {
  const { counter, serve, pass } = createCounter(NINE_MS + HOUR_MS - 1);
  serve('it', 'on');
  counter.track('purchase', 5);
  pass(1);
  serve('it', 'on', 2);
  counter.track('purchase', 7);
  pass(24 * HOUR_MS);
  serve('it', 'on', 3);
  expect(counter.take()).toMatchObject({
    exposures: [
      { hour: '2026-11-23T09', count: 1 },
      { hour: '2026-11-23T10', count: 2 },
      { hour: '2026-11-24T10', count: 3 },
    ],
    events: [
      { hour: '2026-11-23T09', count: 1, sum: 5 },
      { hour: '2026-11-23T10', count: 1, sum: 7 },
    ],
  });
});

test('a clock that is set back puts counts into the hour that it shows', () => {
  const { counter, serve, pass } = createCounter();
  serve('it', 'on');
  pass(-300_000);
  serve('it', 'on');
  pass(300_000);
  serve('it', 'on');
  expect(counter.take().exposures).toMatchObject([
    { hour: '2026-11-23T08', count: 1 },
    { hour: '2026-11-23T09', count: 2 },
  ]);
});

test.each(['__proto__', 'toString', 'constructor'])(
  'counts a toggle and a variant named %s',
  (name) => {
    const { counter, serve } = createCounter();
    serve(name, name);
    expect(counter.take().exposures).toMatchObject([{ key: name, variant: name, count: 1 }]);
  },
);

test.each(['', 'no name', 'a:b', '@a', 'x'.repeat(101), '__proto__'])(
  'does not count an event called %j',
  (event) => {
    const { counter } = createCounter();
    counter.track(event);
    expect(counter.take().events).toEqual([]);
  },
);

test.each([
  [Number.NaN, 0],
  [Number.POSITIVE_INFINITY, 0],
  [1e300, 1e12],
  [-1e300, -1e12],
  [1e-200, 0],
])('adds up what a table can hold: %p counts as %p', (value, sum) => {
  const { counter } = createCounter();
  counter.track('purchase', value);
  expect(counter.take().events).toMatchObject([{ count: 1, sum }]);
});

test('holds a hundred names of events, and goes on counting those', () => {
  const { counter } = createCounter();
  for (let index = 0; index < 1_000; index += 1) counter.track(`event-${index % 200}`);
  const { events } = counter.take();
  expect(events).toHaveLength(100);
  expect(events.every(({ count }) => count === 5)).toBe(true);
});

test('holds ten thousand counts at most: the oldest hours go', () => {
  const { counter, serve, pass } = createCounter();
  for (let hour = 0; hour < 3; hour += 1) {
    for (let index = 0; index < 4_000; index += 1) serve(`toggle-${index}`, 'on');
    pass(HOUR_MS);
  }
  const { exposures } = counter.take();
  expect(exposures).toHaveLength(10_000);
  expect(exposures.at(-1)).toMatchObject({ hour: '2026-11-23T11' });
});

test('loses no count and makes up none, however hours and takes fall', () => {
  const step = fc.oneof(
    fc.record({ key: fc.constantFrom('a', 'b'), variant: fc.constantFrom('on', 'off') }),
    fc.record({ passMs: fc.integer({ min: -HOUR_MS, max: 2 * HOUR_MS }) }),
    fc.constant('take' as const),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { counter, serve, pass } = createCounter();
      let served = 0;
      let taken = 0;
      for (const done of [...steps, 'take' as const]) {
        if (done === 'take') {
          taken += counter.take().exposures.reduce((sum, { count }) => sum + count, 0);
        } else if ('passMs' in done) {
          pass(done.passMs);
        } else {
          serve(done.key, done.variant);
          served += 1;
        }
      }
      expect(taken).toBe(served);
    }),
  );
});

test.each([Symbol('purchase'), 7, null, undefined, {}, Object.create(null)])(
  'an event whose name is no text is not counted, and nothing is thrown',
  (event) => {
    const counter = new ExposureCounter(() => 0, 'r1');
    counter.track(event as unknown as string, Symbol('value') as unknown as number);
    expect(counter.take().events).toEqual([]);
  },
);
