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
import { metricAge } from './bands/metric-age.ts';
import { releaseWakes } from './deliveries/release-wakes.ts';
import { sendWakes } from './deliveries/sqs-wakes.ts';
import { readAlertsJson } from './read-alerts-json.ts';
import { lookUpInCloudWatch } from './roll-call/cloudwatch-alarms.ts';
import { DynamoAlertStore } from './store/dynamo-alert-store.ts';
import { liveRelease } from './surroundings/live-release.ts';
import type { LiveRelease } from './surroundings/surroundings.ts';
import { happenings } from './sweep/happenings.ts';
import { sweep, type WholeSweepTools } from './sweep/sweep.ts';
import { deploymentSpans } from './training/deployment-spans.ts';
import { excludeDeployments } from './training/exclude-deployments.ts';

const environment = readEnvironment(
  'PROJECT',
  'STAGE',
  'TABLE_NAME',
  'DELIVERIES_URL',
  'RELEASES_TABLE_NAME',
  'TOGGLES_TABLE_NAME',
);
const log = createLogger('alerts-sweeper');
const sqs = new SQSClient(PATIENCE);
const cloudWatch = new CloudWatchClient(PATIENCE);
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
  hasLearned: metricAge(cloudWatch, systemNow),
  lookUp: lookUpInCloudWatch(cloudWatch),
  happenings: async () => {
    const [{ marks }, changes] = await Promise.all([
      releases.ledger(),
      readHistory(toggles, { limit: MOST_CHANGES }),
    ]);
    return (alert: Alert) => happenings(alert, marks, changes);
  },
  onFailure: (what, error) => log.error('Could not be swept', { what, error }),
};

/** The release after which bands were told what not to learn from. */
let trainedAfter: string | undefined;

/** The schedule's tick: ends alerts, wakes for what is due and for a release that went live, looks which alarms still fire. */
export async function handler(): Promise<void> {
  const failures = await sweep(tools);
  const live = await liveRelease(releases);
  await tellRelease(live);
  await leaveDeploymentsOut(live);
  if (failures > 0) throw new Error(`${failures} parts of the sweep failed`);
}

async function tellRelease(live: LiveRelease | undefined): Promise<void> {
  const wakes = await releaseWakes(live, tools.config, tools.store, systemNow());
  if (wakes.length > 0) await tools.wake(wakes.map((wake) => ({ wake })));
}

/** A band that learns from a deployment is a little too wide: nothing to fail a sweep for. The next one tries again. */
async function leaveDeploymentsOut(live: LiveRelease | undefined): Promise<void> {
  const liveSince = live && `${live.id} ${live.liveAt}`;
  if (liveSince === trainedAfter) return;
  try {
    const { PROJECT, STAGE } = environment;
    const { marks } = await releases.ledger();
    await excludeDeployments(deploymentSpans(marks), {
      client: cloudWatch,
      alarmNamePrefix: `${PROJECT}-${STAGE}-`,
      nowMs: systemNow(),
    });
    trainedAfter = liveSince;
  } catch (error) {
    log.warn('Bands may learn from deployments', error as Error);
  }
}
