import { performance } from 'node:perf_hooks';
import { LoopDelay } from '../../../functions/probes/loop-delay.ts';

test('tells how long the process was busy, since when it is asked about', async () => {
  const loopDelay = new LoopDelay(() => performance.now());
  const begunMs = performance.now();
  while (performance.now() < begunMs + 30); // what it has to notice
  expect(loopDelay.worstSince(begunMs)).toBeGreaterThan(20);
  const laterMs = performance.now();
  await new Promise((settle) => setTimeout(settle, 5));
  expect(loopDelay.worstSince(laterMs)).toBeLessThan(loopDelay.worstSince(begunMs));
  loopDelay.stop();
});
