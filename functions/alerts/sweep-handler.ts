import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { PATIENCE } from '../shared/patience.ts';
import { jitteredPause } from '../shared/pause.ts';
import { readHistory } from '../toggles/store/dynamo-history.ts';
import { ToggleTable } from '../toggles/store/toggle-table.ts';
import type { Alert } from './alert.ts';
import { releaseWakes } from './deliveries/release-wakes.ts';
import { sendWakes } from './deliveries/sqs-wakes.ts';
import { readAlertsJson } from './read-alerts-json.ts';
import { lookUpInCloudWatch } from './roll-call/cloudwatch-alarms.ts';
import { DynamoAlertStore } from './store/dynamo-alert-store.ts';
import { liveRelease } from './surroundings/live-release.ts';
import { happenings } from './sweep/happenings.ts';
import { sweep, type WholeSweepTools } from './sweep/sweep.ts';

const environment = readEnvironment(
  'TABLE_NAME',
  'DELIVERIES_URL',
  'RELEASES_TABLE_NAME',
  'TOGGLES_TABLE_NAME',
);
const log = createLogger('alerts-sweeper');
const sqs = new SQSClient(PATIENCE);
const client = createDynamoClient();
const releases = new DynamoReleaseStore(client, environment.RELEASES_TABLE_NAME);
const toggles = new ToggleTable(client, environment.TOGGLES_TABLE_NAME);

/** Changes of toggles in two hours and an incident; more are found by `afterprod toggles history`. */
const MOST_CHANGES = 100;

const tools: WholeSweepTools = {
  store: new DynamoAlertStore(client, environment.TABLE_NAME),
  config: readAlertsJson(readFileSync(path.join(__dirname, 'alerts.json'), 'utf8')),
  now: systemNow,
  pause: jitteredPause,
  wake: (wakes) => sendWakes(sqs, environment.DELIVERIES_URL, wakes),
  onLost: (error) => log.warn('Wake-ups were lost: the next sweep wakes', error as Error),
  lookUp: lookUpInCloudWatch(new CloudWatchClient(PATIENCE)),
  happenings: async () => {
    const [{ marks }, changes] = await Promise.all([
      releases.ledger(),
      readHistory(toggles, { limit: MOST_CHANGES }),
    ]);
    return (alert: Alert) => happenings(alert, marks, changes);
  },
  onFailure: (what, error) => log.error('Could not be swept', { what, error }),
};

/** The schedule's tick: ends alerts, wakes for what is due and for a release that went live, looks which alarms still fire. */
export async function handler(): Promise<void> {
  const failures = await sweep(tools);
  await tellRelease();
  if (failures > 0) throw new Error(`${failures} parts of the sweep failed`);
}

async function tellRelease(): Promise<void> {
  const live = await liveRelease(releases);
  const wakes = await releaseWakes(live, tools.config, tools.store, systemNow());
  if (wakes.length > 0) await tools.wake(wakes.map((wake) => ({ wake })));
}
