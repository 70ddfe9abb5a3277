import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { hasReached } from '../toggles/has-reached.ts';
import { stageToggleOf } from '../toggles/stage-toggles.ts';
import { DynamoToggleReader } from '../toggles/store/dynamo-toggle-reader.ts';
import type { IsOn } from './shipping/ship-with.ts';
import { type SweepDependencies, sweep } from './shipping/sweep.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const { TABLE_NAME, RELEASES_TABLE_NAME, TOGGLES_TABLE_NAME } = readEnvironment(
  'TABLE_NAME',
  'RELEASES_TABLE_NAME',
  'TOGGLES_TABLE_NAME',
);
const log = createLogger('feedback-shipping');
const client = createDynamoClient();
const toggles = new DynamoToggleReader(client, TOGGLES_TABLE_NAME);

const dependencies: SweepDependencies = {
  store: new DynamoFeedbackStore(client, TABLE_NAME, systemNow),
  releases: new DynamoReleaseStore(client, RELEASES_TABLE_NAME),
  readToggles,
  onFailure,
  now: systemNow,
};

/**
 * Woken by a release that went live or came back, by a link, and by the schedule, for toggles change too: tells reporters
 * what is fixed. What woke it is not looked at.
 */
export async function handler(): Promise<void> {
  const swept = await sweep(dependencies);
  log.info('Looked for what is shipped', { ...swept });
  if (swept.failed > 0) throw new Error(`${swept.failed} failed: the log names them`);
}

async function readToggles(): Promise<IsOn> {
  const { kills = {} } = (await toggles.readHead()) ?? {};
  const { document } = (await toggles.readDocument()) ?? {};
  return (key, had) => {
    const toggle = document && stageToggleOf({ document, kills }, key);
    return toggle !== undefined && hasReached(toggle, had);
  };
}

/** Not the error itself: nobody knows what its message quotes. */
function onFailure(what: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  log.error('Could not be brought into line with what is live', { what, name });
}
