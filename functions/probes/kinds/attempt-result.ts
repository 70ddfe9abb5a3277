import type { ProbeResult } from '../targets/probe-result.ts';

/** What one attempt says of its target. */
export type AttemptResult = Omit<ProbeResult, 'probe' | 'at' | 'attempts' | 'maintenance'>;
