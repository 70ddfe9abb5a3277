import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AlertStore } from '../functions/alerts/alert-store.ts';
import { DynamoAlertStore } from '../functions/alerts/store/dynamo-alert-store.ts';
import type { ContactPages } from '../functions/feedback/edits/erase-email.ts';
import type { NoticeLedger } from '../functions/feedback/notice-ledger.ts';
import { DynamoFeedbackCounts } from '../functions/feedback/statistics/dynamo-feedback-counts.ts';
import type { FeedbackCounts } from '../functions/feedback/statistics/feedback-counts.ts';
import { DynamoContactPages } from '../functions/feedback/store/dynamo-contact-pages.ts';
import { DynamoFeedbackStore } from '../functions/feedback/store/dynamo-feedback-store.ts';
import type { FeedbackStore } from '../functions/feedback/store/feedback-store.ts';
import { DynamoTriageStore } from '../functions/feedback/triage/dynamo-triage-store.ts';
import type { TriageStore } from '../functions/feedback/triage/triage-store.ts';
import { DynamoProbeStore } from '../functions/probes/store/dynamo-probe-store.ts';
import type { ProbeStore } from '../functions/probes/store/probe-store.ts';
import { DynamoReleaseStore } from '../functions/releases/dynamo-release-store.ts';
import type { ReleaseStore } from '../functions/releases/release-store.ts';
import type { NowMs } from '../functions/shared/clock.ts';
import { documentsOver } from '../functions/shared/dynamo.ts';
import { DynamoExposureStore } from '../functions/toggles/exposures/dynamo-exposure-store.ts';
import type { ExposureStore } from '../functions/toggles/exposures/exposure-store.ts';
import { DynamoRolloutStore } from '../functions/toggles/rollouts/dynamo-rollout-store.ts';
import type { RolloutStore } from '../functions/toggles/rollouts/rollout-store.ts';
import { DynamoToggleStore } from '../functions/toggles/store/dynamo-toggle-store.ts';
import type { ToggleStore } from '../functions/toggles/store/toggle-store.ts';
import type { Target } from './target.ts';

/** @param now - when a change is made; driven time on the local cloud */
export function toggleStoreOf(target: Target, now: NowMs = Date.now): ToggleStore {
  return new DynamoToggleStore(documentsOf(target), `${target.prefix}toggles`, now);
}

/** @param now - driven time on the local cloud: counts of the last 90 days are read */
export function exposureStoreOf(target: Target, now: NowMs = Date.now): ExposureStore {
  return new DynamoExposureStore(documentsOf(target), `${target.prefix}toggles-exposures`, now);
}

export function rolloutStoreOf(target: Target): RolloutStore {
  return new DynamoRolloutStore(documentsOf(target), `${target.prefix}toggles`);
}

/** @param now - driven time on the local cloud: what has expired is not shown */
export function feedbackStoreOf(target: Target, now: NowMs): FeedbackStore & NoticeLedger {
  return new DynamoFeedbackStore(documentsOf(target), `${target.prefix}feedback`, now);
}

/** Which feedback is counted together. */
export function triageStoreOf(target: Target, now: NowMs): TriageStore {
  return new DynamoTriageStore(documentsOf(target), `${target.prefix}feedback`, now);
}

/** Whose address stands where: for erasure. */
export function contactPagesOf(target: Target): ContactPages {
  return new DynamoContactPages(documentsOf(target), `${target.prefix}feedback`);
}

export function feedbackCountsOf(target: Target, now: NowMs): FeedbackCounts {
  return new DynamoFeedbackCounts(documentsOf(target), `${target.prefix}feedback`, now);
}

/** @param now - driven time on the local cloud: results of a day are shown */
export function probeStoreOf(target: Target, now: NowMs): ProbeStore {
  return new DynamoProbeStore(documentsOf(target), `${target.prefix}probes`, now);
}

export function alertStoreOf(target: Target): AlertStore {
  return new DynamoAlertStore(documentsOf(target), `${target.prefix}alerts`);
}

/** The region of its tables. */
export function homeRegionOf({ client }: Target): Promise<string> {
  return new DynamoDBClient(client).config.region();
}

export function releaseStoreOf(target: Target): ReleaseStore {
  return new DynamoReleaseStore(documentsOf(target), `${target.prefix}releases`);
}

function documentsOf({ client }: Target): DynamoDBDocumentClient {
  return documentsOver(new DynamoDBClient(client));
}
