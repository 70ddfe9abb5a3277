import fc from 'fast-check';
import { Slots } from '../../../../functions/probes/run/slots.ts';
import { systemTimer } from '../../../../functions/shared/timer.ts';

const nowMs = () => performance.now();

let begunMs: number;
beforeEach(() => {
  jest.useFakeTimers();
  begunMs = nowMs();
});
afterEach(() => {
  jest.useRealTimers();
});

function someSlots(count: number): Slots {
  return new Slots({ count, nowMs, startTimer: systemTimer });
}

/** Work that takes so long, and notes when it starts. */
function lasting(ms: number, starts: number[] = []) {
  return () => {
    starts.push(nowMs() - begunMs);
    return new Promise<void>((done) => setTimeout(done, ms));
  };
}

test('starts are 5 ms apart, though there are slots', async () => {
  const starts: number[] = [];
  const slots = someSlots(10);
  for (let count = 0; count < 4; count++) void slots.run(lasting(100, starts));
  await jest.runAllTimersAsync();
  expect(starts).toEqual([0, 5, 10, 15]);
});

test('what finds no slot free starts when one is', async () => {
  const starts: number[] = [];
  const slots = someSlots(2);
  for (let count = 0; count < 4; count++) void slots.run(lasting(100, starts));
  await jest.runAllTimersAsync();
  expect(starts).toEqual([0, 5, 100, 105]);
});

test('what takes the place of one that has ended starts at once', async () => {
  const starts: number[] = [];
  const slots = someSlots(2);
  for (let count = 0; count < 6; count++) void slots.run(lasting(3, starts));
  await jest.runAllTimersAsync();
  expect(starts).toEqual([0, 3, 5, 6, 8, 9]);
});

test('what has merely waited for 500 ms gives its slot back, once', async () => {
  const starts: number[] = [];
  const slots = someSlots(1);
  void slots.run(lasting(10_000, starts));
  for (let count = 0; count < 2; count++) void slots.run(lasting(20_000, starts));
  void slots.run(lasting(1, starts));
  await jest.runAllTimersAsync();
  expect(starts).toEqual([0, 500, 1_000, 1_500]);
});

test('what is urgent comes before all that waits', async () => {
  const order: string[] = [];
  const slots = someSlots(1);
  const note = (name: string) => async () => void order.push(name);
  for (const name of ['a', 'b', 'c']) void slots.run(note(name));
  void slots.run(note('urgent'), true);
  await jest.runAllTimersAsync();
  expect(order).toEqual(['a', 'urgent', 'b', 'c']);
});

test('gives what the work gives, and its failure, and goes on after it', async () => {
  const slots = someSlots(1);
  const failed = slots.run(() => Promise.reject(new Error('broken'))).catch(String);
  const next = slots.run(async () => 7);
  await jest.runAllTimersAsync();
  expect([await failed, await next]).toEqual(['Error: broken', 7]);
});

test('starts nothing once it is closed, and leaves no timer', async () => {
  const starts: number[] = [];
  const slots = someSlots(1);
  void slots.run(lasting(10, starts));
  void slots.run(lasting(10, starts));
  await jest.advanceTimersByTimeAsync(9);
  slots.close();
  await jest.advanceTimersByTimeAsync(1_000);
  void slots.run(lasting(10, starts), true);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(starts).toEqual([0]);
  expect(jest.getTimerCount()).toBe(0);
});

test('leaves no timer of a start that is not due any more, nor of work that has ended', async () => {
  const slots = someSlots(2);
  void slots.run(lasting(10));
  void slots.run(lasting(10));
  const [ofTheWork, ofItsSlot, ofTheGap] = [1, 1, 1];
  expect(jest.getTimerCount()).toBe(ofTheWork + ofItsSlot + ofTheGap);
  slots.close();
  expect(jest.getTimerCount()).toBe(ofTheWork + ofItsSlot);
  await jest.advanceTimersByTimeAsync(10);
  expect(jest.getTimerCount()).toBe(0);
});

test('whatever the work is like: all of it is done, in order, with no more at once than there are slots', async () => {
  const durations = fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(durations, fc.integer({ min: 1, max: 5 }), async (each, count) => {
      const slots = someSlots(count);
      const starts: number[] = [];
      const done = Promise.all(each.map((ms) => slots.run(lasting(ms, starts))));
      await jest.runAllTimersAsync();
      await done;
      expect(starts).toHaveLength(each.length);
      starts.forEach((startMs, index) => {
        const working = starts.filter((other, before) => {
          const endMs = other + Math.min(each[before] ?? 0, 500);
          return before < index && endMs > startMs;
        });
        expect(working.length).toBeLessThan(count);
      });
      const ends = starts.map((startMs, index) => startMs + (each[index] ?? 0));
      const staggered = starts.filter((startMs) => !ends.includes(startMs));
      staggered.slice(1).forEach((startMs, index) => {
        expect(startMs - (staggered[index] ?? 0)).toBeGreaterThanOrEqual(5);
      });
    }),
  );
});
