import * as fc from 'fast-check';
import { createClock, createManualClock } from '../../local/driven-clock.ts';

const START_MS = Date.UTC(2026, 10, 23);

/** Real time passes in these tests only as far as they say so. */
function pause(realMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, realMs));
}

describe('a manual clock', () => {
  test('stands still until it is advanced', async () => {
    const clock = createManualClock(START_MS);
    await pause(5);
    expect(clock.now()).toBe(START_MS);
    await clock.advance(1500);
    expect(clock.now()).toBe(START_MS + 1500);
  });

  test('keeps appointments in order of time, then of making, each at its own time', async () => {
    const offset = fc.integer({ min: 1, max: 50 });
    const property = fc.asyncProperty(
      fc.array(fc.record({ offset, again: fc.option(offset), cancelled: fc.boolean() })),
      fc.array(fc.integer({ min: 0, max: 40 })),
      async (plans, steps) => {
        const clock = createManualClock(START_MS);
        const kept: string[] = [];
        const expected: { at: number; turn: number; name: string }[] = [];
        const note = (name: string) => kept.push(`${name} at ${clock.now() - START_MS}`);
        plans.forEach(({ offset, again, cancelled }, i) => {
          const timer = clock.at(START_MS + offset, async () => {
            note(`${i}`);
            await null;
            if (again !== null) clock.at(clock.now() + again, () => void note(`${i} again`));
          });
          if (cancelled) timer.cancel();
          else expected.push({ at: offset, turn: i, name: `${i}` });
        });
        for (const ms of steps) await clock.advance(ms);
        const endMs = steps.reduce((sum, ms) => sum + ms, 0);
        expect(clock.now()).toBe(START_MS + endMs);

        expected.sort((a, b) => a.at - b.at || a.turn - b.turn);
        const first = expected.filter(({ at }) => at <= endMs);
        const second = first.flatMap(({ at, name }, turn) => {
          const again = plans[Number(name)]?.again ?? null;
          return again === null
            ? []
            : [{ at: at + again, turn: 1000 + turn, name: `${name} again` }];
        });
        const all = [...first, ...second].filter(({ at }) => at <= endMs);
        all.sort((a, b) => a.at - b.at || a.turn - b.turn);
        expect(kept).toEqual(all.map(({ at, name }) => `${name} at ${at}`));
      },
    );
    await fc.assert(property);
  });

  test('waits for the work of one appointment before it keeps the next', async () => {
    const clock = createManualClock(START_MS);
    const seen: string[] = [];
    clock.at(START_MS + 1, () => {
      void clock.busy(pause(10).then(() => clock.busy(pause(1)).then(() => seen.push('work'))));
    });
    clock.at(START_MS + 2, () => void seen.push('next'));
    await clock.advance(5);
    expect(seen).toEqual(['work', 'next']);
  });

  test('keeps an appointment for now without being advanced, even while work waits for it', async () => {
    const clock = createManualClock(START_MS);
    const seen: string[] = [];
    clock.at(START_MS, () => void seen.push('now'));
    await clock.idle();
    clock.at(START_MS + 1, async () => {
      await new Promise<void>((resolve) => clock.at(clock.now(), resolve));
      seen.push('later');
    });
    await clock.advance(1);
    expect(seen).toEqual(['now', 'later']);
  });

  test('ticks at multiples of the period, also after time has jumped', async () => {
    const clock = createManualClock(START_MS + 1);
    const ticks: number[] = [];
    const timer = clock.every(10, () => void ticks.push(clock.now() - START_MS), 3);
    await clock.advance(25);
    timer.cancel();
    await clock.advance(25);
    expect(ticks).toEqual([3, 13, 23]);
  });

  test('runs two advances one after the other', async () => {
    const clock = createManualClock(START_MS);
    clock.at(START_MS + 5, () => pause(5));
    await Promise.all([clock.advance(10), clock.advance(10)]);
    expect(clock.now()).toBe(START_MS + 20);
  });

  test('lets a defect in a task reach whoever advances, and goes on after it', async () => {
    const clock = createManualClock(START_MS);
    clock.at(START_MS + 5, () => Promise.reject(new Error('defect')));
    await expect(clock.advance(10)).rejects.toThrow('defect');
    expect(clock.now()).toBe(START_MS + 5);
    await clock.advance(10);
    expect(clock.now()).toBe(START_MS + 15);
  });

  test('does not hide a failure of background work from the one who started it', async () => {
    const clock = createManualClock(START_MS);
    await expect(clock.busy(Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    await clock.idle();
  });

  test('keeps nothing after it is stopped', async () => {
    const clock = createManualClock(START_MS);
    const task = jest.fn();
    clock.at(START_MS + 5, task);
    clock.stop();
    clock.at(START_MS + 5, task);
    await clock.advance(10);
    expect(task).not.toHaveBeenCalled();
    expect(clock.now()).toBe(START_MS + 10);
  });

  test('refuses to go back', async () => {
    await expect(createManualClock().advance(-1)).rejects.toThrow('only moves forward');
  });
});

describe('a clock that runs', () => {
  test('shows real time at speed 1', () => {
    const clock = createClock();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
    clock.stop();
  });

  test('keeps an hour of appointments in a moment at speed 36,000', async () => {
    const clock = createClock({ speed: 36_000, startAtMs: START_MS });
    const ticks: number[] = [];
    clock.every(600_000, () => void ticks.push(clock.now()));
    await new Promise<void>((resolve) => clock.at(START_MS + 3_600_000, resolve));
    clock.stop();
    expect(ticks.length).toBeGreaterThanOrEqual(1);
    expect(ticks).toEqual([...ticks].sort());
  });

  test('jumps by advance, keeping what falls due at its own time, and runs on', async () => {
    const clock = createClock({ speed: 1, startAtMs: START_MS });
    const seen: number[] = [];
    clock.every(60_000, () => void seen.push(clock.now() - START_MS));
    await clock.advance(150_000);
    expect(seen).toEqual([60_000, 120_000]);
    await pause(15);
    expect(clock.now()).toBeGreaterThan(START_MS + 150_000);
    clock.stop();
  });

  test('does not hold up an appointment for the slow one before it', async () => {
    const clock = createClock({ speed: 1000, startAtMs: START_MS });
    const seen: string[] = [];
    clock.at(START_MS + 1, () => pause(20).then(() => void seen.push('slow')));
    clock.at(START_MS + 2, () => void seen.push('quick'));
    await pause(10);
    await clock.idle();
    expect(seen).toEqual(['quick', 'slow']);
    clock.stop();
  });

  test('needs a speed above 0', () => {
    expect(() => createClock({ speed: 0 })).toThrow('above 0');
  });
});
