import { inTime } from '../../../functions/feedback/in-time.ts';
import { Unavailable } from '../../../functions/shared/unavailable.ts';

function createTimer() {
  const waiting = new Map<() => void, number>();
  const startTimer = (callback: () => void, ms: number) => {
    waiting.set(callback, ms);
    return () => void waiting.delete(callback);
  };
  return { waiting, startTimer };
}

test('gives up after a second, whatever becomes of the read', async () => {
  const { waiting, startTimer } = createTimer();
  let fail = (_error: Error) => {};
  const late = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const given = inTime(() => late, startTimer)();
  expect([...waiting.values()]).toEqual([1_000]);
  for (const giveUp of waiting.keys()) giveUp();
  await expect(given).rejects.toBeInstanceOf(Unavailable);
  fail(new Error('too late to be heard'));
});

test.each([
  ['an answer', async () => 'a1b2c3'],
  ['a failure', async () => Promise.reject(new Error('down'))],
])(
  'passes on %s that comes in time, and leaves no timer',
  async (_, read: () => Promise<string>) => {
    const { waiting, startTimer } = createTimer();
    const [given] = await Promise.allSettled([inTime(read, startTimer)()]);
    const [wanted] = await Promise.allSettled([read()]);
    expect(given).toEqual(wanted);
    expect([...waiting]).toEqual([]);
  },
);
