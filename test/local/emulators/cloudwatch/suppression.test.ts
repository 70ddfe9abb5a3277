import * as fc from 'fast-check';
import {
  onChange,
  onSuppressorChange,
  type Suppression,
  suppressedBy,
} from '../../../../local/emulators/cloudwatch/suppression.ts';

const periods = { waitMs: 120, extensionMs: 180 };
const idle: Suppression = { phase: 'idle' };
const suppressed: Suppression = { phase: 'suppressed' };

test('a change waits for the suppressor, and each further change waits anew', () => {
  const first = onChange(idle, false, 1000, periods);
  expect(first).toEqual({ phase: 'waiting', untilMs: 1120 });
  expect(onChange(first, false, 1050, periods)).toEqual({ phase: 'waiting', untilMs: 1170 });
});

test('a change is held back while the suppressor is in ALARM, or goes there within the wait', () => {
  expect(onChange(idle, true, 1000, periods)).toEqual(suppressed);
  expect(onSuppressorChange({ phase: 'waiting', untilMs: 1120 }, true, 1100, periods)).toEqual(
    suppressed,
  );
});

test('after the suppressor what was held back waits for the extension, whatever changes meanwhile', () => {
  const extending = onSuppressorChange(suppressed, false, 2000, periods);
  expect(extending).toEqual({ phase: 'extending', untilMs: 2180 });
  expect(onChange(extending, false, 2100, periods)).toEqual(extending);
  expect(onSuppressorChange(extending, true, 2100, periods)).toEqual(suppressed);
});

test('the suppressor alone holds nothing back', () => {
  expect(onSuppressorChange(idle, true, 1000, periods)).toEqual(idle);
  expect(onSuppressorChange(idle, false, 1000, periods)).toEqual(idle);
});

test('periods of zero wait for nothing', () => {
  const none = { waitMs: 0, extensionMs: 0 };
  expect(onChange(idle, false, 1000, none)).toEqual(idle);
  expect(onSuppressorChange(suppressed, false, 1000, none)).toEqual(idle);
});

test('says why nothing is told', () => {
  expect(suppressedBy(idle)).toBeUndefined();
  expect(suppressedBy(suppressed)).toBe('Alarm');
  expect(suppressedBy({ phase: 'waiting', untilMs: 1 })).toBe('WaitPeriod');
  expect(suppressedBy({ phase: 'extending', untilMs: 1 })).toBe('ExtensionPeriod');
});

describe('for any changes of an alarm and its suppressor', () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 0, max: 200 }),
    what: fc.constantFrom('change' as const, 'suppressor' as const),
  });
  const plan = fc.record({
    waitMs: fc.integer({ min: 0, max: 100 }),
    extensionMs: fc.integer({ min: 0, max: 100 }),
    steps: fc.array(step, { maxLength: 20 }),
  });

  function acted({ phase }: Suppression, wasIdle: boolean, what: string): boolean {
    return phase === 'idle' && (what === 'change' || !wasIdle);
  }

  /** Whether what waits has waited long enough. */
  function isOver(phase: Suppression, nowMs: number): phase is Suppression & { untilMs: number } {
    return 'untilMs' in phase && phase.untilMs <= nowMs;
  }

  /** When it acts: at a change that is not held, or where what is held back comes to its end. */
  function run({ waitMs, extensionMs, steps }: Plan): readonly number[] {
    const acts: number[] = [];
    let nowMs = 0;
    let phase: Suppression = idle;
    let isOn = false;
    const pass = (toMs: number) => {
      if (isOver(phase, toMs)) {
        acts.push(phase.untilMs);
        phase = idle;
      }
      nowMs = toMs;
    };
    for (const { afterMs, what } of steps) {
      pass(nowMs + afterMs);
      isOn = isOn !== (what === 'suppressor');
      const wasIdle = phase.phase === 'idle';
      const told = what === 'change' ? onChange : onSuppressorChange;
      phase = told(phase, isOn, nowMs, { waitMs, extensionMs });
      if (acted(phase, wasIdle, what)) acts.push(nowMs);
    }
    pass(Number.POSITIVE_INFINITY);
    return acts;
  }

  type Plan = {
    readonly waitMs: number;
    readonly extensionMs: number;
    readonly steps: readonly {
      readonly afterMs: number;
      readonly what: 'change' | 'suppressor';
    }[];
  };

  /** The times of the plan's changes, and the spans in which its suppressor is in ALARM. */
  function timesOf({ steps }: Plan) {
    const changes: number[] = [];
    const spans: { fromMs: number; toMs: number }[] = [];
    let nowMs = 0;
    for (const { afterMs, what } of steps) {
      nowMs += afterMs;
      const open = spans.find(({ toMs }) => toMs === Number.POSITIVE_INFINITY);
      if (what === 'change') changes.push(nowMs);
      else if (open) open.toMs = nowMs;
      else spans.push({ fromMs: nowMs, toMs: Number.POSITIVE_INFINITY });
    }
    return { changes, spans };
  }

  test('it never acts while the suppressor is in ALARM', () => {
    fc.assert(
      fc.property(plan, (each) => {
        const { spans } = timesOf(each);
        const isIn = (ms: number) => spans.some(({ fromMs, toMs }) => ms > fromMs && ms < toMs);
        expect(run(each).filter(isIn)).toEqual([]);
      }),
    );
  });

  test('it acts a wait after the latest change, or an extension after the suppressor', () => {
    fc.assert(
      fc.property(plan, (each) => {
        const { changes, spans } = timesOf(each);
        const isDue = (ms: number) =>
          changes.includes(ms - each.waitMs) ||
          spans.some(({ toMs }) => ms === toMs + each.extensionMs);
        expect(run(each).every(isDue)).toBe(true);
        const rushed = (ms: number) =>
          changes.some((at) => at < ms && ms < at + each.waitMs) &&
          !spans.some(({ toMs }) => ms === toMs + each.extensionMs);
        expect(run(each).filter(rushed)).toEqual([]);
      }),
    );
  });

  test('the latest change is acted on in the end, unless the suppressor stays in ALARM', () => {
    fc.assert(
      fc.property(plan, (each) => {
        const { changes, spans } = timesOf(each);
        const latest = changes.at(-1);
        const staysOn = spans.some(({ toMs }) => toMs === Number.POSITIVE_INFINITY);
        if (latest === undefined || staysOn) return;
        expect(Math.max(...run(each))).toBeGreaterThanOrEqual(latest);
      }),
    );
  });
});
