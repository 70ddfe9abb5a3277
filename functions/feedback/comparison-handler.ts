import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { emitMetrics } from '../shared/metrics.ts';
import { DynamoExposureStore } from '../toggles/exposures/dynamo-exposure-store.ts';
import { DynamoToggleReader } from '../toggles/store/dynamo-toggle-reader.ts';
import { safeVariantOf } from '../toggles/toggle.ts';
import { type ComparisonSources, compareToggles } from './comparison/compare-toggles.ts';
import { DynamoFeedbackCounts } from './statistics/dynamo-feedback-counts.ts';

const { PROJECT, STAGE, TABLE_NAME, TOGGLES_TABLE_NAME, EXPOSURES_TABLE_NAME } = readEnvironment(
  'PROJECT',
  'STAGE',
  'TABLE_NAME',
  'TOGGLES_TABLE_NAME',
  'EXPOSURES_TABLE_NAME',
);
const log = createLogger('feedback-comparison');
const client = createDynamoClient();
const toggles = new DynamoToggleReader(client, TOGGLES_TABLE_NAME);

const sources: ComparisonSources = {
  counts: new DynamoFeedbackCounts(client, TABLE_NAME, systemNow),
  exposures: new DynamoExposureStore(client, EXPOSURES_TABLE_NAME, systemNow),
  async safeVariants() {
    const { flags = {} } = (await toggles.readDocument())?.document ?? {};
    return new Map(Object.entries(flags).map(([key, toggle]) => [key, safeVariantOf(toggle)]));
  },
};

/** The schedule's tick: publishes how much users' feedback speaks against each toggle. */
export async function handler(): Promise<void> {
  const nowMs = systemNow();
  const comparisons = await compareToggles(sources, nowMs);
  for (const { key, harm, basis, on, off } of comparisons) {
    const dimensions = { Project: PROJECT, Stage: STAGE, Toggle: key };
    emitMetrics(
      nowMs,
      dimensions,
      { FeedbackHarm: { value: harm, unit: 'None' } },
      { basis, on, off },
    );
  }
  log.info('Compared toggles', { compared: comparisons.length });
}
