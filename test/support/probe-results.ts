import type { ProbeResult } from '../../functions/probes/targets/probe-result.ts';

/** One that is well, but for what differs. */
export function probeResult(difference: Partial<ProbeResult> = {}): ProbeResult {
  return {
    probe: 'home',
    at: '2026-11-23T09:30:00.000Z',
    outcome: 'up',
    sentence: 'status was 200 after 20 ms',
    status: 200,
    latencyMs: 20,
    phases: { dnsMs: 1, connectMs: 2, tlsMs: 3, firstByteMs: 20, transferMs: 0.5 },
    attempts: 1,
    ...difference,
  };
}
