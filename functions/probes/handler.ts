import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import { createAddressGuard } from '../shared/address-guard.ts';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { createLogger } from '../shared/logger.ts';
import { emitMetrics } from '../shared/metrics.ts';
import { readProbesSettings } from './environment.ts';
import { createKnownRelease } from './known-release.ts';
import { LoopDelay } from './loop-delay.ts';
import type { ProbeResult } from './probe.ts';
import { createProber } from './prober.ts';
import { resultRecord } from './result-record.ts';
import { runProbes } from './run-probes.ts';

/** Kept free at the end of a run, for its last results. */
const MARGIN_MS = 1_500;

const settings = readProbesSettings();
const dimensions = { Project: settings.project, Stage: settings.stage };
const log = createLogger('probes');
const nowMs = () => performance.now();
const prober = createProber(createAddressGuard({ allowPrivate: settings.allowPrivate }), nowMs);
const store = new DynamoReleaseStore(createDynamoClient(), settings.releasesTableName);
const knownRelease = createKnownRelease(store, (error) =>
  log.warn('The current release could not be read', { error }),
);

/** The schedule's tick: probes every target and publishes each result as it comes. */
export async function handler(_tick: unknown, context: Context): Promise<void> {
  const releaseId = await knownRelease(); // first, and not beside the probes: its work would show in their times
  const loopDelay = new LoopDelay(nowMs);
  const begunMs = nowMs();
  await runProbes(settings.targets, {
    prober,
    nowMs,
    worstDelaySince: (sinceMs) => loopDelay.worstSince(sinceMs),
    remainingMs: () => context.getRemainingTimeInMillis() - MARGIN_MS,
    waitMs: setTimeout,
    onResult: (result) => publish(result, releaseId),
  });
  publishRun(loopDelay.worstSince(begunMs));
  loopDelay.stop();
}

function publish(result: ProbeResult, releaseId: string | undefined): void {
  const { metrics, details } = resultRecord(result, releaseId);
  if (result.outcome === 'unknown') log.error('A probe has no result', { ...details });
  else emitMetrics(systemNow(), { ...dimensions, Probe: result.probe }, metrics, details);
}

function publishRun(loopDelayMs: number): void {
  const metrics = { Runs: { value: 1, unit: 'Count' } } as const;
  const details = { probes: settings.targets.length, loopDelayMs: Math.round(loopDelayMs) };
  emitMetrics(systemNow(), dimensions, metrics, details);
}
