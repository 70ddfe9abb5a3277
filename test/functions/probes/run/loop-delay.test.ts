import { LoopDelay } from '../../../../functions/probes/run/loop-delay.ts';

const PERIOD_MS = 2;

let nowMs: number;
let loopDelay: LoopDelay;
beforeEach(() => {
  jest.useFakeTimers();
  nowMs = 1_000;
  loopDelay = new LoopDelay(() => nowMs);
  loopDelay.start();
});
afterEach(() => {
  loopDelay.stop();
  jest.useRealTimers();
});

/** The process is free: its timers fire when they are due. */
function idle(ms: number): void {
  for (let passed = 0; passed < ms; passed += PERIOD_MS) {
    nowMs += PERIOD_MS;
    jest.advanceTimersByTime(PERIOD_MS);
  }
}

/** The process is busy: time passes, and no timer fires. */
function work(ms: number): void {
  nowMs += ms;
}

test('finds nothing in a process that is free', () => {
  idle(100);
  expect(loopDelay.worstSince(1_000)).toBe(0);
});

test('tells how long the process was busy, since when it is asked about', () => {
  work(30);
  idle(10);
  work(12);
  idle(10);
  expect(loopDelay.worstSince(1_000)).toBe(30);
  expect(loopDelay.worstSince(1_035)).toBe(12);
  expect(loopDelay.worstSince(1_057)).toBe(0);
});

test('counts a delay that is still going on', () => {
  idle(10);
  work(50);
  expect(loopDelay.worstSince(1_010)).toBe(48);
});

test('looks no more once it is stopped', () => {
  loopDelay.stop();
  work(50);
  expect(loopDelay.worstSince(1_000)).toBe(0);
  expect(jest.getTimerCount()).toBe(0);
});

test('begins anew: the time in which it was stopped is no delay', () => {
  work(30);
  expect(loopDelay.worstSince(0)).toBe(28);
  loopDelay.stop();
  work(60_000);
  loopDelay.start();
  idle(10);
  expect(loopDelay.worstSince(0)).toBe(0);
  loopDelay.start();
  expect(jest.getTimerCount()).toBe(1);
});
